package fr.passerelle.gateway.console.account;

import java.util.List;

import fr.passerelle.gateway.account.AccountFault;

/**
 * What is wrong with a form, as its page shows it: above, and at each field.
 *
 * @param all in the order of the fields
 */
record Faults(List<AccountFault> all) {

	static final String NAME = "faults";

	static final Faults NONE = new Faults(List.of());

	/** Whether there is any. */
	public boolean any() {
		return !this.all.isEmpty();
	}

	/** A field's. */
	public List<AccountFault> of(String field) {
		return this.all.stream().filter((fault) -> fault.field().equals(field)).toList();
	}

	/** Whether a field has any. */
	public boolean has(String field) {
		return !of(field).isEmpty();
	}

}
