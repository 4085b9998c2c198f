package fr.passerelle.gateway.api;

/**
 * What the path names does not exist; the message is shown.
 */
final class UnknownResourceException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnknownResourceException(String message) {
		super(message);
	}

}
