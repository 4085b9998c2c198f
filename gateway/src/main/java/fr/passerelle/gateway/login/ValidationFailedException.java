package fr.passerelle.gateway.login;

import fr.passerelle.gateway.login.DelegationOutcome.Cause;

/**
 * A validation could not be done. The message is one of the program's own sentences,
 * never a library's and never the ENT's: those quote addresses, and with them tickets.
 * For the same reason there is no cause; and no stack trace, since nothing here is a
 * fault of the program.
 */
public final class ValidationFailedException extends Exception {

	private static final long serialVersionUID = 1L;

	private final Cause kind;

	private final String detail;

	private final boolean lost;

	/** Made with a sentence for the administrator. */
	public ValidationFailedException(Cause kind, String detail) {
		this(kind, detail, false);
	}

	private ValidationFailedException(Cause kind, String detail, boolean lost) {
		super(detail, null, false, false);
		this.kind = kind;
		this.detail = detail;
		this.lost = lost;
	}

	/** An answer that is no answer. */
	public static ValidationFailedException invalid(String detail) {
		return new ValidationFailedException(Cause.INVALID, detail);
	}

	/** No connection, or none that may be trusted. */
	public static ValidationFailedException unreachable(String detail) {
		return new ValidationFailedException(Cause.UNREACHABLE, detail);
	}

	/** A connection that was used again closed before an answer. */
	public static ValidationFailedException lost() {
		return new ValidationFailedException(Cause.UNREACHABLE, "The ENT closed a connection that it had kept open.",
				true);
	}

	/** For the visitor's page. */
	public Cause kind() {
		return this.kind;
	}

	/** For the administrator. */
	public String detail() {
		return this.detail;
	}

	/** Whether a connection that was used again closed before an answer. */
	public boolean isLost() {
		return this.lost;
	}

}
