package fr.passerelle.gateway.network;

import java.net.ConnectException;

/**
 * The rule of {@link Destinations} has nothing left to connect to. To those who handle
 * connections it is one that did not come about.
 */
public final class ForbiddenDestinationException extends ConnectException {

	private static final long serialVersionUID = 1L;

	public ForbiddenDestinationException() {
		super("an address that the gateway does not connect to");
	}

}
