package fr.passerelle.gateway.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The names of the gateway's own cookies. Over TLS they carry the {@code __Host-} prefix,
 * so that no neighbouring host can set them; plain HTTP, which only trials use, does not
 * allow the prefix.
 */
public final class GatewayCookies {

	/** Begins every name. */
	public static final String PREFIX = "passerelle-";

	/** Comes before the prefix where the establishment is served over TLS. */
	public static final String HOST_PREFIX = "__Host-";

	private final boolean secure;

	/**
	 * For one establishment.
	 * @param secure whether its {@code publicUrl} is https
	 */
	public GatewayCookies(boolean secure) {
		this.secure = secure;
	}

	/** The full name for a purpose, e.g. {@code s-parent}. */
	public String name(String purpose) {
		return (this.secure ? HOST_PREFIX + PREFIX : PREFIX) + purpose;
	}

	/** The value the browser sent for a purpose; null where it sent none. */
	public @Nullable String value(VisitorRequest request, String purpose) {
		return request.cookie(name(purpose));
	}

	/** All cookies whose purpose begins so, with the purpose as key. */
	public List<Map.Entry<String, String>> startingWith(VisitorRequest request, String purpose) {
		String begin = name(purpose);
		int cut = begin.length() - purpose.length();
		List<Map.Entry<String, String>> found = new ArrayList<>();
		for (Map.Entry<String, String> cookie : request.cookies()) {
			if (cookie.getKey().startsWith(begin)) {
				found.add(Map.entry(cookie.getKey().substring(cut), cookie.getValue()));
			}
		}
		return found;
	}

	/** A cookie to set; a null age lasts as long as the browser. */
	public SetCookie set(String purpose, String value, @Nullable Duration maxAge) {
		return new SetCookie(name(purpose), value, maxAge, this.secure);
	}

	/** A cookie to remove. */
	public SetCookie remove(String purpose) {
		return new SetCookie(name(purpose), "", Duration.ZERO, this.secure);
	}

}
