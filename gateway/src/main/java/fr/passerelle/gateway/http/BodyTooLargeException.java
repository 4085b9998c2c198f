package fr.passerelle.gateway.http;

import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A body was longer than the reader's limit in bytes; the rest was not read.
 */
public final class BodyTooLargeException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Names the limit.
	 * @param limit in bytes
	 */
	public BodyTooLargeException(int limit) {
		super("the body is longer than " + limit + " bytes");
	}

	/**
	 * Makes a value in place of a body that is too large; any other failure goes on.
	 * @param value makes it
	 */
	public static <T> Function<Throwable, T> instead(Supplier<T> value) {
		return (failure) -> {
			Throwable cause = (failure instanceof CompletionException && failure.getCause() != null)
					? failure.getCause() : failure;
			if (cause instanceof BodyTooLargeException) {
				return value.get();
			}
			throw new CompletionException(cause);
		};
	}

}
