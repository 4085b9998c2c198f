package fr.passerelle.entcatalog;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A catalogue was refused; carries every fault found in it.
 */
public final class InvalidCatalogException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<CatalogViolation> violations;

	InvalidCatalogException(List<CatalogViolation> violations) {
		super(violations.stream().map(CatalogViolation::toString).collect(Collectors.joining("\n")));
		this.violations = List.copyOf(violations);
	}

	/**
	 * Every fault, in the order of the files and of the lines in them.
	 * @return at least one fault
	 */
	public List<CatalogViolation> violations() {
		return this.violations;
	}

}
