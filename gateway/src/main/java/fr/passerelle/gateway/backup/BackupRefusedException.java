package fr.passerelle.gateway.backup;

import java.util.List;

import fr.passerelle.gateway.version.RestoreStep;
import org.jspecify.annotations.Nullable;

/**
 * A backup cannot be used; nothing was changed.
 */
public final class BackupRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	private final transient List<RestoreStep> steps;

	BackupRefusedException(Reason reason, String message) {
		this(reason, message, null);
	}

	BackupRefusedException(Reason reason, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
		this.steps = List.of();
	}

	BackupRefusedException(List<RestoreStep> unusable) {
		super("This program does not accept the configuration of "
				+ unusable.stream().map((step) -> step.uai() + " " + step.faults()).toList());
		this.reason = Reason.NOT_ACCEPTED;
		this.steps = List.copyOf(unusable);
	}

	/** Why. */
	public Reason reason() {
		return this.reason;
	}

	/** The establishments whose documents are not accepted, where that is why. */
	public List<RestoreStep> steps() {
		return this.steps;
	}

	/** Why. */
	public enum Reason {

		/** It is not a backup of this program. */
		NOT_A_BACKUP,
		/** It is not what was written: cut, or changed. */
		DAMAGED,
		/** It was made by a newer program. */
		NEWER,
		/** It is larger than the bound. */
		TOO_LARGE,
		/** This program does not accept a document that it holds. */
		NOT_ACCEPTED

	}

}
