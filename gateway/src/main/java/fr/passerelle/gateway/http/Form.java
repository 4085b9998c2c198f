package fr.passerelle.gateway.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The fields of a posted form ({@code application/x-www-form-urlencoded}). Its text never
 * shows them: passwords travel here.
 */
public final class Form {

	private static final String TYPE = "application/x-www-form-urlencoded";

	private final Map<String, List<String>> fields;

	private Form(Map<String, List<String>> fields) {
		this.fields = fields;
	}

	/** Whether a content type is a form's. */
	public static boolean isForm(@Nullable String contentType) {
		return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(TYPE);
	}

	/** Reads a body, already bounded; a body that is no form has no fields. */
	public static Form read(byte[] body) {
		Map<String, List<String>> fields = new LinkedHashMap<>();
		try {
			for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
				int equals = pair.indexOf('=');
				if (equals > 0) {
					fields.computeIfAbsent(decode(pair.substring(0, equals)), (name) -> new ArrayList<>())
						.add(decode(pair.substring(equals + 1)));
				}
			}
			return new Form(fields);
		}
		catch (IllegalArgumentException ex) {
			return new Form(Map.of());
		}
	}

	/** The first value of a field; null where it is not there. */
	public @Nullable String first(String name) {
		List<String> values = this.fields.get(name);
		return (values != null) ? values.get(0) : null;
	}

	/** All values of a field. */
	public List<String> all(String name) {
		return this.fields.getOrDefault(name, List.of());
	}

	/** Whether a field is there, empty or not. */
	public boolean has(String name) {
		return this.fields.containsKey(name);
	}

	@Override
	public String toString() {
		return "Form[" + this.fields.size() + " fields]";
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

}
