package fr.passerelle.gateway.metadata;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Fetches documents of other servers, once each, within the bounds of an ENT's answers:
 * one deadline, no redirect, no repetition.
 */
public interface DocumentSource {

	/**
	 * Fetches a document.
	 * @param address of it
	 * @param trusted authorities beside the platform's
	 * @param max the most bytes to accept
	 * @return the document; fails with an exception whose message is a sentence for
	 * administrators, as it is or as the cause of a CompletionException
	 */
	CompletionStage<byte[]> fetch(URI address, List<X509Certificate> trusted, int max);

}
