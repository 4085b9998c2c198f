package fr.passerelle.gateway.http;

/**
 * A body was longer than the reader's limit in bytes; the rest was not read.
 */
public final class BodyTooLargeException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Names the limit.
	 * @param limit in bytes
	 */
	public BodyTooLargeException(int limit) {
		super("the body is longer than " + limit + " bytes");
	}

}
