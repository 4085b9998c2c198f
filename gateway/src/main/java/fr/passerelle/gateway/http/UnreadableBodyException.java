package fr.passerelle.gateway.http;

import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * A body could not be read whole, and says nothing. The request is not carried out.
 */
public final class UnreadableBodyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** Whose fault it is, and so what the client is told. */
	public enum Reason {

		/** The requests that are under way leave no room in memory for more of it. */
		NO_ROOM,

		/** It did not come in time. */
		TOO_SLOW,

		/** The client broke off, or sent what HTTP does not know. */
		BROKEN

	}

	private final Reason reason;

	private UnreadableBodyException(Reason reason, @Nullable Throwable cause) {
		super("the body cannot be read: " + reason, cause, false, false);
		this.reason = reason;
	}

	/** There is no room in memory for more of it. */
	public static UnreadableBodyException noRoom() {
		return new UnreadableBodyException(Reason.NO_ROOM, null);
	}

	/** The server's own reading failed. */
	public static UnreadableBodyException of(Throwable failure) {
		return new UnreadableBodyException((failure instanceof TimeoutException) ? Reason.TOO_SLOW : Reason.BROKEN,
				failure);
	}

	/** Whose fault it is. */
	public Reason reason() {
		return this.reason;
	}

}
