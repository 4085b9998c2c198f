package fr.passerelle.gateway.cas;

import fr.passerelle.gateway.login.DelegationOutcome.Cause;

/**
 * A validation could not be done. The message is one of this package's own sentences,
 * never a library's and never the ENT's: those quote addresses, and with them tickets.
 * For the same reason there is no cause; and no stack trace, since nothing here is a
 * fault of the program.
 */
final class ValidationFailedException extends Exception {

	private static final long serialVersionUID = 1L;

	private final Cause kind;

	private final String detail;

	private final boolean lost;

	ValidationFailedException(Cause kind, String detail) {
		this(kind, detail, false);
	}

	private ValidationFailedException(Cause kind, String detail, boolean lost) {
		super(detail, null, false, false);
		this.kind = kind;
		this.detail = detail;
		this.lost = lost;
	}

	/** An answer that is no answer. */
	static ValidationFailedException invalid(String detail) {
		return new ValidationFailedException(Cause.INVALID, detail);
	}

	/** No connection, or none that may be trusted. */
	static ValidationFailedException unreachable(String detail) {
		return new ValidationFailedException(Cause.UNREACHABLE, detail);
	}

	/** A connection that was used again closed before an answer. */
	static ValidationFailedException lost() {
		return new ValidationFailedException(Cause.UNREACHABLE, "The ENT closed a connection that it had kept open.",
				true);
	}

	Cause kind() {
		return this.kind;
	}

	String detail() {
		return this.detail;
	}

	boolean isLost() {
		return this.lost;
	}

}
