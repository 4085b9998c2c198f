package fr.passerelle.mockeduconnect;

import java.util.Collection;
import java.util.Map;

/** Writes JSON of texts, whole numbers, booleans, lists and maps. */
final class Json {

	private Json() {
	}

	static String of(Map<String, ?> members) {
		StringBuilder text = new StringBuilder();
		write(text, members);
		return text.toString();
	}

	private static void write(StringBuilder text, Object value) {
		if (value instanceof Map<?, ?> members) {
			char before = '{';
			for (Map.Entry<?, ?> member : members.entrySet()) {
				text.append(before);
				write(text, String.valueOf(member.getKey()));
				text.append(':');
				write(text, member.getValue());
				before = ',';
			}
			text.append(members.isEmpty() ? "{}" : "}");
		}
		else if (value instanceof Collection<?> values) {
			char before = '[';
			for (Object one : values) {
				text.append(before);
				write(text, one);
				before = ',';
			}
			text.append(values.isEmpty() ? "[]" : "]");
		}
		else if (value instanceof Number || value instanceof Boolean) {
			text.append(value);
		}
		else {
			quote(text, value.toString());
		}
	}

	private static void quote(StringBuilder text, String value) {
		text.append('"');
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c == '"' || c == '\\') {
				text.append('\\').append(c);
			}
			else if (c < ' ') {
				text.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
			}
			else {
				text.append(c);
			}
		}
		text.append('"');
	}

}
