package fr.passerelle.gateway.people;

import java.util.List;

/**
 * A list of people is refused whole, with its faults in the order of its lines.
 */
final class InvalidPeopleException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<Fault> faults;

	InvalidPeopleException(List<Fault> faults) {
		super(faults.size() + " faults in a list of people");
		this.faults = List.copyOf(faults);
	}

	/** The faults, at least one. */
	List<Fault> faults() {
		return this.faults;
	}

}
