package fr.passerelle.gateway.suspension;

import java.util.List;

/**
 * Rules that cannot be taken; nothing was changed.
 */
public final class InvalidRulesException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<RulesFault> faults;

	InvalidRulesException(List<RulesFault> faults) {
		super("The rules have faults: " + faults.size());
		this.faults = List.copyOf(faults);
	}

	/** Every fault, in the order of the fields. */
	public List<RulesFault> faults() {
		return this.faults;
	}

}
