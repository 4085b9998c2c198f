package fr.passerelle.gateway.proxy;

import fr.passerelle.gateway.http.Answer;

/**
 * The reason why a request may pass, checked again and again while it is open: an open
 * WebSocket or stream ends when the same request would no longer pass. Never blocks.
 */
public interface Lease {

	/** Whether the request would pass now; does not count as a use of the session. */
	boolean lasts();

	/** The visitor sent something: a use of the session. */
	void used();

	/** The answer to a request whose lease ends before the application answered. */
	Answer over();

}
