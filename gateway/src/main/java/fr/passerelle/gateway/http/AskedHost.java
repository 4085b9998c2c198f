package fr.passerelle.gateway.http;

/**
 * The host that a browser asked for, as the front door read it: the host that servlets
 * find in the request itself may be a proxy's.
 */
public final class AskedHost {

	/** The request's attribute that holds it, with the port if the browser sent one. */
	public static final String ATTRIBUTE = AskedHost.class.getName();

	private AskedHost() {
	}

}
