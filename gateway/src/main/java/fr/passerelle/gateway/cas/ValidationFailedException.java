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

	ValidationFailedException(Cause kind, String detail) {
		super(detail, null, false, false);
		this.kind = kind;
		this.detail = detail;
	}

	/** An answer that is no answer. */
	static ValidationFailedException invalid(String detail) {
		return new ValidationFailedException(Cause.INVALID, detail);
	}

	/** No connection, or none that may be trusted. */
	static ValidationFailedException unreachable(String detail) {
		return new ValidationFailedException(Cause.UNREACHABLE, detail);
	}

	Cause kind() {
		return this.kind;
	}

	String detail() {
		return this.detail;
	}

}
