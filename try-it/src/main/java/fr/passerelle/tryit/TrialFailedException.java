package fr.passerelle.tryit;

/**
 * The trial cannot start. The message is a sentence for the person at the terminal.
 */
public final class TrialFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	TrialFailedException(String message) {
		super(message);
	}

	TrialFailedException(String message, Throwable cause) {
		super(message, cause);
	}

}
