package fr.passerelle.gateway.document;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong, so that an administrator corrects all faults of a document in
 * one go.
 */
public final class Faults {

	/** More than this many tell an administrator nothing more. */
	static final int MAX = 100;

	private final List<DocumentFault> faults = new ArrayList<>();

	public void add(String path, FaultCode code, Object... arguments) {
		add(DocumentFault.of(path, code, arguments));
	}

	public void add(DocumentFault fault) {
		if (this.faults.size() < MAX) {
			this.faults.add(fault);
		}
	}

	boolean isEmpty() {
		return this.faults.isEmpty();
	}

	public void throwIfAny() {
		if (!this.faults.isEmpty()) {
			throw new InvalidDocumentException(this.faults, true);
		}
	}

}
