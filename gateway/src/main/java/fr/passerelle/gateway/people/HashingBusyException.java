package fr.passerelle.gateway.people;

/**
 * More passwords are being checked than this machine may check at the same time. It does
 * not judge the password: answer 503 with {@code Retry-After}, count no failure.
 */
public final class HashingBusyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** For a check that cannot wait any longer. */
	public HashingBusyException() {
		super("too many passwords are being checked at once");
	}

}
