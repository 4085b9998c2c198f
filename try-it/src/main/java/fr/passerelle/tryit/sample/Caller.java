package fr.passerelle.tryit.sample;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.sun.net.httpserver.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The person who calls, as the gateway's headers say. Text in them is percent-encoded,
 * since a header has ASCII only.
 *
 * @param user the application's identifier of the person; null where the page is public
 * @param name the person's name
 * @param profiles the person's profiles, such as {@code TUT}
 * @param espace the Espace of the page
 * @param establishment the establishment's code
 * @param delegation the delegation's id, or {@code direct}
 * @param assertion the same, signed
 * @param origin the address that the browser knows: scheme and host
 */
record Caller(@Nullable String user, String name, List<String> profiles, String espace, String establishment,
		String delegation, @Nullable String assertion, String origin) {

	static Caller of(Headers headers) {
		String profiles = text(headers, "Passerelle-Profiles");
		return new Caller(decoded(headers.getFirst("Passerelle-User")), text(headers, "Passerelle-Name"),
				profiles.isEmpty() ? List.of() : List.of(profiles.split(",")), text(headers, "Passerelle-Espace"),
				text(headers, "Passerelle-Establishment"), text(headers, "Passerelle-Delegation"),
				headers.getFirst("Passerelle-Assertion"), origin(headers));
	}

	private static String origin(Headers headers) {
		String host = headers.getFirst("X-Forwarded-Host");
		String scheme = headers.getFirst("X-Forwarded-Proto");
		return (host != null && scheme != null) ? scheme + "://" + host : "";
	}

	private static String text(Headers headers, String name) {
		String text = decoded(headers.getFirst(name));
		return (text != null) ? text : "";
	}

	/** Decodes percent signs only. A plus sign stays a plus sign, unlike in a form. */
	private static @Nullable String decoded(@Nullable String value) {
		if (value == null) {
			return null;
		}
		try {
			return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return value;
		}
	}

	@Override
	public String toString() {
		return "Caller[user=%s, espace=%s, establishment=%s]".formatted(this.user, this.espace, this.establishment);
	}

}
