package fr.passerelle.gateway.recognition;

/**
 * The establishment has no such identity in its list.
 */
public final class UnknownIdentityException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnknownIdentityException() {
		super("no such identity");
	}

}
