package fr.passerelle.mockcas;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request as the engine sees it, without a type of the web server.
 *
 * @param method in capitals
 * @param path below the server's own
 * @param query decoded once
 * @param form decoded once; empty unless the body is a form
 * @param headers by lower-case name
 * @param cookies by name
 * @param body as UTF-8 text
 * @param base the server's own address, as this client sees it
 */
record HttpCall(String method, String path, Map<String, List<String>> query, Map<String, List<String>> form,
		Map<String, String> headers, Map<String, String> cookies, String body, String base) {

	@Nullable String query(String name) {
		List<String> values = this.query.get(name);
		return (values != null) ? values.get(0) : null;
	}

	/** A value of the form, or else of the query: the page's form keeps the query. */
	@Nullable String parameter(String name) {
		List<String> values = this.form.get(name);
		return (values != null) ? values.get(0) : query(name);
	}

	boolean isSecure() {
		return this.base.startsWith("https:");
	}

	boolean isTrue(String name) {
		return "true".equals(parameter(name));
	}

	/** Decodes {@code a=1&b=2}. WireMock has refused a query that cannot be decoded. */
	static Map<String, List<String>> decode(String encoded) {
		Map<String, List<String>> parameters = new LinkedHashMap<>();
		for (String pair : encoded.split("&", -1)) {
			if (!pair.isEmpty()) {
				int equals = pair.indexOf('=');
				String name = (equals < 0) ? pair : pair.substring(0, equals);
				String value = (equals < 0) ? "" : pair.substring(equals + 1);
				parameters.computeIfAbsent(plain(name), (key) -> new ArrayList<>()).add(plain(value));
			}
		}
		return parameters;
	}

	private static String plain(String encoded) {
		return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return "HttpCall[%s %s, the rest redacted]".formatted(this.method, this.path);
	}

}
