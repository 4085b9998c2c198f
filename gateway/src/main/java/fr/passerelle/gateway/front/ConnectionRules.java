package fr.passerelle.gateway.front;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;

/**
 * How the server speaks HTTP on a client's connection, and what a connection may hold.
 */
final class ConnectionRules {

	/** An answer whose head is longer takes a second, larger buffer. */
	private static final int USUAL_HEAD = 8 * 1024;

	/** Room for the gateway's headers beside an application's, in bytes. */
	private static final int OWN_HEADERS = 16 * 1024;

	private ConnectionRules() {
	}

	/**
	 * Sets the rules. The server's own rules on request targets are off: the door judges
	 * them, so that a refusal is a page of the gateway's. A connection remembers no
	 * header of its last request: the server's table for that takes 100 KB of the heap
	 * for each connection, and a few thousand connections would take all of it.
	 */
	static void apply(HttpConfiguration http, PasserelleSettings.Proxy bounds) {
		http.setUriCompliance(UriCompliance.UNSAFE);
		http.setRequestHeaderSize((int) bounds.maxRequestHead().toBytes());
		http.setResponseHeaderSize(USUAL_HEAD);
		http.setMaxResponseHeaderSize((int) bounds.maxAnswerHead().toBytes() + OWN_HEADERS);
		http.setHeaderCacheSize(0);
		http.setSendServerVersion(false);
		http.setSendXPoweredBy(false);
	}

}
