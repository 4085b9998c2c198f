package fr.passerelle.gateway.diagnosis;

/**
 * This ENT is being examined already, or as many ENTs as are allowed at a time. The
 * caller may try again in a few seconds.
 */
public final class DiagnosisBusyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	DiagnosisBusyException(String message) {
		super(message);
	}

}
