package fr.passerelle.gateway.login;

import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.VisitorRequest;

/**
 * Addresses that a sign-on protocol has at the platform's own host, for all
 * establishments together, below {@code /.passerelle/}.
 */
public interface PlatformAddresses {

	/** Whether a decoded path is one of them. */
	boolean owns(String path);

	/** Answers a request for a path that {@link #owns} accepts. */
	CompletionStage<Answer> handle(VisitorRequest request);

}
