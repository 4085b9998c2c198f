package fr.passerelle.gateway.proxy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Which headers end at the gateway. Names are compared as the laziest application server
 * would read them: CGI, WSGI and PHP make one variable of {@code Passerelle-User},
 * {@code passerelle_user} and {@code Passerelle.User}, so all of them are one name here
 * (CVE-2025-64484, CVE-2026-52845).
 */
final class HeaderNames {

	/** Those that are about one connection only (RFC 9110 §7.6.1, RFC 9113 §8.2.2). */
	private static final Set<String> HOP_BY_HOP = Set.of("connection", "keep-alive", "proxy-connection",
			"proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade",
			"http2-settings");

	private static final Set<HttpHeader> ENDING_REQUEST_HEADERS = ending((name) -> endsRequest(name));

	private static final Set<HttpHeader> ENDING_RESPONSE_HEADERS = ending((name) -> endsResponse(name));

	private HeaderNames() {
	}

	/** Whether a client's header stops here. */
	static boolean endsRequest(HttpField field) {
		HttpHeader known = field.getHeader();
		return (known != null) ? ENDING_REQUEST_HEADERS.contains(known) : endsRequest(normalise(field.getName()));
	}

	/** Whether an application's header stops here. */
	static boolean endsResponse(HttpField field) {
		HttpHeader known = field.getHeader();
		return (known != null) ? ENDING_RESPONSE_HEADERS.contains(known) : endsResponse(normalise(field.getName()));
	}

	/**
	 * The lower-case names that a message's {@code Connection} header names: they end
	 * with the connection too.
	 */
	static Set<String> namedByConnection(HttpFields headers) {
		if (!headers.contains(HttpHeader.CONNECTION)) {
			return Set.of();
		}
		Set<String> names = new HashSet<>();
		for (String value : headers.getValuesList(HttpHeader.CONNECTION)) {
			for (String name : value.split(",", -1)) {
				names.add(name.strip().toLowerCase(Locale.ROOT));
			}
		}
		return names;
	}

	/** Lower case, and a dash for all that is neither letter nor digit. */
	static String normalise(String name) {
		StringBuilder normal = new StringBuilder(name.length());
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if (c >= 'A' && c <= 'Z') {
				normal.append((char) (c + ('a' - 'A')));
			}
			else {
				normal.append(((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) ? c : '-');
			}
		}
		return normal.toString();
	}

	/**
	 * {@code Host} is ours to set, and {@code Content-Length} too: {@link ClientBody}
	 * alone says how long a body is, in every spelling of the name. {@code Expect} ends
	 * here because the gateway itself asks for a body with 100, and not before the
	 * application is reached.
	 */
	private static boolean endsRequest(String name) {
		return HOP_BY_HOP.contains(name) || ForgedNames.contain(name) || name.equals("host")
				|| name.equals("content-length") || name.equals("expect");
	}

	/** An application must not imitate a refusal of the gateway. */
	private static boolean endsResponse(String name) {
		return HOP_BY_HOP.contains(name) || name.equals("passerelle-error");
	}

	private static Set<HttpHeader> ending(Predicate<String> rule) {
		Set<HttpHeader> ending = EnumSet.noneOf(HttpHeader.class);
		Arrays.stream(HttpHeader.values())
			.filter((header) -> rule.test(normalise(header.asString())))
			.forEach(ending::add);
		return ending;
	}

}
