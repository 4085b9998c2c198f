package fr.passerelle.gateway.plan;

/**
 * The establishment has no planned change of this name.
 */
public final class UnknownPlanException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnknownPlanException() {
		super("there is no such planned change");
	}

}
