package fr.passerelle.gateway.account;

import java.util.List;

/**
 * Something that was typed cannot be taken; every fault is named.
 */
public final class InvalidAccountException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<AccountFault> faults;

	/** Refuses with these faults. */
	public InvalidAccountException(List<AccountFault> faults) {
		super("faults: " + faults);
		this.faults = List.copyOf(faults);
	}

	/** The faults. */
	public List<AccountFault> faults() {
		return this.faults;
	}

}
