package fr.passerelle.gateway.cas;

import java.net.URI;

import org.eclipse.jetty.client.Request;

/** One call to an ENT. */
interface EntRequest {

	/** Where it goes. */
	URI address();

	/** Writes method, headers and body. */
	void write(Request request);

	/** Whether an answer of this status is read. */
	default boolean takes(int status) {
		return status == 200;
	}

}
