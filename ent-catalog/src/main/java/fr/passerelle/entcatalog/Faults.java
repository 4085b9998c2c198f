package fr.passerelle.entcatalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects what is wrong, so that a catalogue is refused once and not once per fault.
 */
final class Faults {

	private final List<CatalogViolation> found = new ArrayList<>();

	void add(String file, int line, String field, String message) {
		this.found.add(new CatalogViolation(file, line, field, message));
	}

	/** Ends the reading here if anything is wrong so far. */
	void refuseIfAny() {
		if (!this.found.isEmpty()) {
			this.found.sort(Comparator.comparing(CatalogViolation::file).thenComparingInt(CatalogViolation::line));
			throw new InvalidCatalogException(this.found);
		}
	}

}
