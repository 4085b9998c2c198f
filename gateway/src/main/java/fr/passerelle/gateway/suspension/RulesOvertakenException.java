package fr.passerelle.gateway.suspension;

/**
 * Another change was written since the rules that this change is based on; nothing was
 * changed.
 */
public final class RulesOvertakenException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient NumberedRules current;

	RulesOvertakenException(NumberedRules current) {
		super("The rules are at number " + current.number() + " by now");
		this.current = current;
	}

	/** The rules as they are now. */
	public NumberedRules current() {
		return this.current;
	}

}
