package fr.passerelle.gateway.http;

/**
 * The host that a browser asked for, as the door read it: what an administrator's side
 * finds in the request itself may be a proxy's.
 */
public final class AskedHost {

	/** The request's attribute that holds it, with the port where one was said. */
	public static final String ATTRIBUTE = AskedHost.class.getName();

	private AskedHost() {
	}

}
