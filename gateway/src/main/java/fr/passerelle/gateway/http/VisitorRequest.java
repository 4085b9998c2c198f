package fr.passerelle.gateway.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * A visitor's request as the login flow sees it: no server's type, nothing that a header
 * could forge. The host is not here: addresses are made from the establishment's
 * {@code publicUrl} alone.
 */
public interface VisitorRequest {

	/** The method, upper case as sent. */
	String method();

	/** The one normalised path. */
	RequestPath path();

	/**
	 * The raw query byte for byte, without the question mark; null without a query.
	 */
	@Nullable String query();

	/** The first value of a header, in any letter case of the name. */
	@Nullable String header(String name);

	/** All cookies in the order sent; of two with one name, both. */
	List<Map.Entry<String, String>> cookies();

	/**
	 * The client's address, seen through the declared proxies only; textual, canonical.
	 */
	String clientAddress();

	/** The body's length in bytes as the head says it; -1 where it has no length. */
	long length();

	/**
	 * Reads the whole body, once.
	 * @param limit the most bytes to accept
	 * @return the body; fails with {@link BodyTooLargeException} past the limit, and with
	 * {@link UnreadableBodyException} if it does not come whole
	 */
	CompletionStage<byte[]> body(int limit);

	/** The value of the first cookie of this name. */
	default @Nullable String cookie(String name) {
		for (Map.Entry<String, String> cookie : cookies()) {
			if (cookie.getKey().equals(name)) {
				return cookie.getValue();
			}
		}
		return null;
	}

	/** Path and query byte for byte as asked for. */
	default String target() {
		String query = query();
		return (query != null) ? path().raw() + "?" + query : path().raw();
	}

}
