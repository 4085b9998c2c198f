package fr.passerelle.gateway.cas;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Adds parameters to an ENT's address, which may have a query already. Only this class
 * builds these links: clients that joined strings let a ticket rewrite the request
 * (CVE-2014-4172).
 */
final class CasAddress {

	private static final String UNRESERVED = "-._~";

	private static final char[] HEX = "0123456789ABCDEF".toCharArray();

	private CasAddress() {
	}

	/**
	 * Sets parameters, in order, behind the address's own query. A parameter that the
	 * address already has under one of these names is replaced, so that an address that
	 * ends in {@code ?TARGET=} (Atrium's, in the catalogue) is the same as one without.
	 * @param address whose query and fragment are kept
	 * @param parameters decoded; percent-encoded here as UTF-8, blanks as {@code %20}
	 * @return the whole link
	 */
	static URI with(URI address, Map<String, String> parameters) {
		String text = address.toASCIIString();
		String fragment = "";
		int hash = text.indexOf('#');
		if (hash >= 0) {
			fragment = text.substring(hash);
			text = text.substring(0, hash);
		}
		int question = text.indexOf('?');
		String path = (question < 0) ? text : text.substring(0, question);
		List<String> pairs = ownPairs((question < 0) ? null : text.substring(question + 1), parameters);
		parameters.forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
		String query = pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
		return URI.create(path + query + fragment);
	}

	private static List<String> ownPairs(@Nullable String query, Map<String, String> replaced) {
		List<String> pairs = new ArrayList<>();
		if (query == null) {
			return pairs;
		}
		for (String pair : query.split("&", -1)) {
			int equals = pair.indexOf('=');
			String name = (equals < 0) ? pair : pair.substring(0, equals);
			if (!pair.isEmpty() && !replaced.containsKey(name)) {
				pairs.add(pair);
			}
		}
		return pairs;
	}

	private static String encode(String text) {
		StringBuilder encoded = new StringBuilder(text.length() + 16);
		for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
			char c = (char) (b & 0xff);
			if (isUnreserved(c)) {
				encoded.append(c);
			}
			else {
				encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 0xf]);
			}
		}
		return encoded.toString();
	}

	private static boolean isUnreserved(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || UNRESERVED.indexOf(c) >= 0;
	}

}
