package fr.passerelle.gateway.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects the faults of one list, so that the author can correct all of them together.
 */
final class PeopleFaults {

	/** Most faults reported; a list in the wrong encoding has one on every line. */
	static final int MAX = 200;

	private final List<Fault> faults = new ArrayList<>();

	void add(long line, String column, String message) {
		if (this.faults.size() < MAX) {
			this.faults.add(new Fault(line, column, message));
		}
	}

	void add(long line, PeopleColumn column, String message) {
		add(line, column.header(), message);
	}

	boolean isFull() {
		return this.faults.size() >= MAX;
	}

	int count() {
		return this.faults.size();
	}

	/** Refuses the list if anything is wrong with it. */
	void check() {
		if (!this.faults.isEmpty()) {
			this.faults.sort(Comparator.comparingLong(Fault::line));
			throw new InvalidPeopleException(this.faults);
		}
	}

}
