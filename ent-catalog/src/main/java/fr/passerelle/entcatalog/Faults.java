package fr.passerelle.entcatalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects the faults, so that a catalogue is refused once with all of them.
 */
final class Faults {

	private final List<CatalogViolation> found = new ArrayList<>();

	void add(String file, int line, String field, String message) {
		this.found.add(new CatalogViolation(file, line, field, message));
	}

	/** Ends the reading if there are faults so far. */
	void refuseIfAny() {
		if (!this.found.isEmpty()) {
			this.found.sort(Comparator.comparing(CatalogViolation::file).thenComparingInt(CatalogViolation::line));
			throw new InvalidCatalogException(this.found);
		}
	}

}
