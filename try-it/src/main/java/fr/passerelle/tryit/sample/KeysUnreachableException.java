package fr.passerelle.tryit.sample;

/**
 * The gateway's keys cannot be read: nothing is known of the assertion, good or bad.
 */
final class KeysUnreachableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	KeysUnreachableException(String message) {
		super(message);
	}

}
