package fr.passerelle.gateway.enthealth;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Calls a provider's server to see whether it answers, over the line that logins take:
 * once, within one deadline, without following a redirect, and reading no more than the
 * beginning of the answer.
 */
public interface EntReach {

	/**
	 * GETs an address.
	 * @param address where
	 * @param trusted authorities beside the platform's
	 * @return the status; every failure is a
	 * {@link fr.passerelle.gateway.login.ValidationFailedException}, as it is or as the
	 * cause of a CompletionException
	 */
	CompletionStage<Integer> status(URI address, List<X509Certificate> trusted);

}
