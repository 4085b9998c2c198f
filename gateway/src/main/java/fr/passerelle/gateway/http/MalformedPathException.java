package fr.passerelle.gateway.http;

/**
 * The request target is ambiguous and is refused before anything is decided on it; the
 * message never quotes the target.
 */
public final class MalformedPathException extends Exception {

	private static final long serialVersionUID = 1L;

	MalformedPathException(String reason) {
		super(reason);
	}

}
