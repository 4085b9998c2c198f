package fr.passerelle.gateway.proxy;

import java.util.Locale;

import fr.passerelle.gateway.http.GatewayCookies;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the gateway's own cookies between browser and gateway: an application neither
 * sees a session's secret nor sets one.
 */
final class CookieHygiene {

	private static final String PLAIN = GatewayCookies.PREFIX;

	private static final String HOST = GatewayCookies.HOST_PREFIX + PLAIN;

	private CookieHygiene() {
	}

	/**
	 * Takes our cookies out of a {@code Cookie} header and leaves the others byte for
	 * byte. A cookie ends at every semicolon, also inside quotes: browsers send none
	 * there.
	 * @param header the header's value
	 * @return what is left; null where nothing is
	 */
	static @Nullable String without(String header) {
		if (!header.toLowerCase(Locale.ROOT).contains(PLAIN)) {
			return header;
		}
		StringBuilder kept = new StringBuilder(header.length());
		int begin = 0;
		while (begin <= header.length()) {
			int semicolon = header.indexOf(';', begin);
			int end = (semicolon < 0) ? header.length() : semicolon;
			String cookie = header.substring(begin, end);
			if (!isOurs(cookie)) {
				kept.append(kept.isEmpty() ? cookie.stripLeading() : ";" + cookie);
			}
			begin = end + 1;
		}
		return kept.toString().isBlank() ? null : kept.toString();
	}

	/**
	 * Whether a cookie, as it is in {@code Cookie} or {@code Set-Cookie}, would pass for
	 * one of ours. Browsers that store a cookie without a name send its value as if it
	 * were a name, so the characters before the first letter do not count.
	 */
	static boolean isOurs(String cookie) {
		int begin = 0;
		while (begin < cookie.length() && (cookie.charAt(begin) <= ' ' || cookie.charAt(begin) == '=')) {
			begin++;
		}
		return startsWith(cookie, begin, PLAIN) || startsWith(cookie, begin, HOST);
	}

	private static boolean startsWith(String cookie, int begin, String prefix) {
		return cookie.regionMatches(true, begin, prefix, 0, prefix.length());
	}

}
