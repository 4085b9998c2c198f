package fr.passerelle.bench.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, lists, texts, numbers and truth values as JSON. */
final class Json {

	private Json() {
	}

	static String of(Object value) {
		if (value instanceof Map<?, ?> map) {
			return map.entrySet()
				.stream()
				.map((entry) -> text(String.valueOf(entry.getKey())) + ":" + of(entry.getValue()))
				.collect(Collectors.joining(",", "{", "}"));
		}
		if (value instanceof List<?> list) {
			return list.stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
		}
		if (value instanceof Double number) {
			return Double.isFinite(number) ? String.format(Locale.ROOT, "%.4f", number) : "null";
		}
		return (value instanceof Number || value instanceof Boolean) ? value.toString() : text(value.toString());
	}

	private static String text(String value) {
		StringBuilder text = new StringBuilder("\"");
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			switch (c) {
				case '"' -> text.append("\\\"");
				case '\\' -> text.append("\\\\");
				case '\n' -> text.append("\\n");
				default -> {
					if (c < ' ') {
						text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
					}
					else {
						text.append(c);
					}
				}
			}
		}
		return text.append('"').toString();
	}

}
