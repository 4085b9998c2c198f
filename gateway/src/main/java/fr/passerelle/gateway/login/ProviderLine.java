package fr.passerelle.gateway.login;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Calls that a login makes to its provider. Each is sent once, within one deadline, with
 * a bounded answer and without following a redirect; none holds a thread.
 */
public interface ProviderLine {

	/**
	 * Makes a call, when the provider has a place for it.
	 * @param call what to send
	 * @param trusted authorities beside the platform's
	 * @param within the time from now to the end of the answer
	 * @return an answer of status 200, 400 or 401; any other, and every failure, is a
	 * {@link ValidationFailedException}, as it is or as the cause of a
	 * CompletionException
	 */
	CompletionStage<ProviderAnswer> send(ProviderCall call, List<X509Certificate> trusted, Duration within);

	/** How long the calls of one login may take together. */
	Duration deadline();

}
