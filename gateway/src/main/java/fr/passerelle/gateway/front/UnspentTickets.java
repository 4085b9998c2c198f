package fr.passerelle.gateway.front;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.passerelle.gateway.http.Query;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tickets from the application. A background call, a form or a public file may come
 * with a ticket that was never validated, and anyone who has it can sign in as that
 * person for some seconds. An application's own parameter {@code ticket} goes on: a
 * service ticket begins with {@code ST-} or {@code PT-} (CAS protocol 3.0 §3.1.1), and an
 * artifact has a parameter name of its own.
 */
final class UnspentTickets {

	private UnspentTickets() {
	}

	/**
	 * The raw query without tickets, every other byte unchanged; null if none is left.
	 */
	static @Nullable String outOf(@Nullable String query) {
		if (query == null) {
			return null;
		}
		String[] segments = query.split("&", -1);
		if (Stream.of(segments).noneMatch(UnspentTickets::isTicket)) {
			return query;
		}
		String kept = Stream.of(segments).filter((segment) -> !isTicket(segment)).collect(Collectors.joining("&"));
		return kept.isEmpty() ? null : kept;
	}

	private static boolean isTicket(String segment) {
		int equals = segment.indexOf('=');
		if (equals < 0) {
			return false;
		}
		String name = Query.decode(segment.substring(0, equals));
		if (name == null) {
			return false;
		}
		if (name.equalsIgnoreCase("SAMLart")) {
			return true;
		}
		String value = Query.decode(segment.substring(equals + 1));
		String upper = (value != null) ? value.toUpperCase(Locale.ROOT) : "";
		return name.equalsIgnoreCase("ticket") && (upper.startsWith("ST-") || upper.startsWith("PT-"));
	}

}
