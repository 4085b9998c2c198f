package fr.passerelle.gateway.document;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A document that is refused, with everything that is wrong in it.
 */
public final class InvalidDocumentException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<DocumentFault> faults;

	private final boolean readable;

	public InvalidDocumentException(List<DocumentFault> faults, boolean readable) {
		super(faults.stream().map(DocumentFault::toString).collect(Collectors.joining("; ")));
		this.faults = List.copyOf(faults);
		this.readable = readable;
	}

	/** The faults, in the document's order; at least one. */
	public List<DocumentFault> faults() {
		return this.faults;
	}

	/** Whether the text was JSON or YAML at all. */
	public boolean isReadable() {
		return this.readable;
	}

}
