package fr.passerelle.gateway.network;

import java.net.ConnectException;

/**
 * The rule of {@link Destinations} allows none of a name's addresses. It is a
 * {@link ConnectException}, so that callers handle it like a connection that failed.
 */
public final class ForbiddenDestinationException extends ConnectException {

	private static final long serialVersionUID = 1L;

	public ForbiddenDestinationException() {
		super("an address that the gateway does not connect to");
	}

}
