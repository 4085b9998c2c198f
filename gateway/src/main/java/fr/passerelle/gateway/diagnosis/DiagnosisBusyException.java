package fr.passerelle.gateway.diagnosis;

/**
 * This ENT is being examined already, or the highest number of ENTs is. Trying again in a
 * few seconds is all there is to do.
 */
public final class DiagnosisBusyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	DiagnosisBusyException(String message) {
		super(message);
	}

}
