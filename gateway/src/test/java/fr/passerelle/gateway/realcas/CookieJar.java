package fr.passerelle.gateway.realcas;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Cookies by host, path and name, as browsers keep and send them. The JDK's own manager
 * sends every cookie that has an age in quotes, which no browser does.
 */
final class CookieJar {

	private final List<Cookie> cookies = new ArrayList<>();

	/** Takes what a {@code Set-Cookie} header says. */
	void take(URI from, String header) {
		String[] parts = header.split(";", -1);
		String[] pair = parts[0].split("=", 2);
		String path = "/";
		boolean ended = false;
		for (int i = 1; i < parts.length; i++) {
			String attribute = parts[i].strip().toLowerCase(Locale.ROOT);
			if (attribute.startsWith("path=")) {
				path = parts[i].strip().substring("path=".length());
			}
			ended |= attribute.equals("max-age=0");
		}
		Cookie cookie = new Cookie(from.getHost(), path, pair[0].strip(), pair[1].strip());
		this.cookies.removeIf(cookie::isReplacedBy);
		if (!ended) {
			this.cookies.add(cookie);
		}
	}

	/** The {@code Cookie} header for an address; empty where there is nothing to send. */
	String header(URI address) {
		return this.cookies.stream()
			.filter((cookie) -> cookie.goesTo(address))
			.map((cookie) -> cookie.name() + "=" + cookie.value())
			.collect(Collectors.joining("; "));
	}

	private record Cookie(String host, String path, String name, String value) {

		boolean isReplacedBy(Cookie other) {
			return this.host.equals(other.host) && this.path.equals(other.path) && this.name.equals(other.name);
		}

		boolean goesTo(URI address) {
			String asked = address.getPath();
			boolean below = asked.startsWith(this.path) && (this.path.endsWith("/")
					|| asked.length() == this.path.length() || asked.charAt(this.path.length()) == '/');
			return this.host.equals(address.getHost()) && below;
		}

	}

}
