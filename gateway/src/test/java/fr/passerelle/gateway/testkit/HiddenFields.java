package fr.passerelle.gateway.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hidden fields of a page's forms, which a browser sends back with what people type.
 */
public final class HiddenFields {

	private static final Pattern INPUT = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");

	private HiddenFields() {
	}

	/** Names and values, in the page's order. */
	public static Map<String, String> of(String page) {
		Map<String, String> fields = new LinkedHashMap<>();
		Matcher input = INPUT.matcher(page);
		while (input.find()) {
			String name = value(input.group(), "name");
			if (!name.isEmpty()) {
				fields.put(name, value(input.group(), "value").replace("&#x3D;", "="));
			}
		}
		return fields;
	}

	private static String value(String tag, String attribute) {
		Matcher value = Pattern.compile(" " + attribute + "=\"([^\"]*)\"").matcher(tag);
		return value.find() ? value.group(1) : "";
	}

}
