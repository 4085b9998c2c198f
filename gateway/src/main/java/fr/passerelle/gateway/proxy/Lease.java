package fr.passerelle.gateway.proxy;

import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What a request passed by, asked again and again while it is open: an open WebSocket or
 * stream ends when the same request would no longer pass. Never blocks.
 */
public interface Lease {

	/** Whether the request would pass now; does not count as a use of the session. */
	boolean lasts();

	/** The visitor sent something: a use of the session. */
	void used();

	/**
	 * Writes the whole answer to one whose lease is over before the application answered.
	 * @param response with nothing written yet
	 * @param callback to complete when the answer is written
	 */
	void over(Response response, Callback callback);

}
