package fr.passerelle.tryit.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON text, strictly. The JDK has no parser, and this application is to do
 * without libraries; one of its own would be the better choice elsewhere.
 */
final class JsonParser {

	private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

	/** Deeper than any token or key set, shallow enough for any stack. */
	private static final int MAX_DEPTH = 16;

	private static final int UNICODE_DIGITS = 4;

	private static final int HEXADECIMAL = 16;

	private final String text;

	private int position;

	private int depth;

	JsonParser(String text) {
		this.text = text;
	}

	@Nullable Object document() {
		Object value = value();
		skipBlanks();
		if (this.position != this.text.length()) {
			throw unexpected();
		}
		return value;
	}

	private @Nullable Object value() {
		skipBlanks();
		if (this.position == this.text.length()) {
			throw unexpected();
		}
		return switch (this.text.charAt(this.position)) {
			case '{' -> nested(this::members);
			case '[' -> nested(this::elements);
			case '"' -> string();
			case 't' -> word("true", true);
			case 'f' -> word("false", false);
			case 'n' -> word("null", null);
			default -> number();
		};
	}

	private Object nested(Supplier<Object> content) {
		if (++this.depth > MAX_DEPTH) {
			throw unexpected();
		}
		this.position++;
		Object value = content.get();
		this.depth--;
		return value;
	}

	private Object members() {
		Map<String, @Nullable Object> members = new HashMap<>();
		if (taken('}')) {
			return members;
		}
		do {
			skipBlanks();
			String name = string();
			expect(':');
			// Two of one name: which of them counts would be a matter of taste.
			if (members.containsKey(name)) {
				throw unexpected();
			}
			members.put(name, value());
		}
		while (taken(','));
		expect('}');
		return members;
	}

	private Object elements() {
		List<@Nullable Object> elements = new ArrayList<>();
		if (taken(']')) {
			return elements;
		}
		do {
			elements.add(value());
		}
		while (taken(','));
		expect(']');
		return elements;
	}

	private String string() {
		require('"');
		StringBuilder string = new StringBuilder();
		while (true) {
			char next = next();
			if (next == '"') {
				return string.toString();
			}
			if (next < ' ') {
				throw unexpected();
			}
			string.append((next == '\\') ? escaped() : next);
		}
	}

	private char escaped() {
		char kind = next();
		return switch (kind) {
			case '"', '\\', '/' -> kind;
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'u' -> unicode();
			default -> throw unexpected();
		};
	}

	private char unicode() {
		int end = this.position + UNICODE_DIGITS;
		if (end > this.text.length()) {
			throw unexpected();
		}
		String digits = this.text.substring(this.position, end);
		if (!digits.matches("[0-9a-fA-F]{4}")) {
			throw unexpected();
		}
		this.position = end;
		return (char) Integer.parseInt(digits, HEXADECIMAL);
	}

	private Object number() {
		Matcher number = NUMBER.matcher(this.text).region(this.position, this.text.length());
		if (!number.lookingAt()) {
			throw unexpected();
		}
		this.position = number.end();
		return Double.valueOf(number.group());
	}

	private @Nullable Object word(String word, @Nullable Object value) {
		if (!this.text.startsWith(word, this.position)) {
			throw unexpected();
		}
		this.position += word.length();
		return value;
	}

	private boolean taken(char wanted) {
		skipBlanks();
		if (this.position < this.text.length() && this.text.charAt(this.position) == wanted) {
			this.position++;
			return true;
		}
		return false;
	}

	private void expect(char wanted) {
		skipBlanks();
		require(wanted);
	}

	private void require(char wanted) {
		if (next() != wanted) {
			throw unexpected();
		}
	}

	private char next() {
		if (this.position == this.text.length()) {
			throw unexpected();
		}
		return this.text.charAt(this.position++);
	}

	private void skipBlanks() {
		while (this.position < this.text.length() && " \t\r\n".indexOf(this.text.charAt(this.position)) >= 0) {
			this.position++;
		}
	}

	private IllegalArgumentException unexpected() {
		return new IllegalArgumentException("not JSON at " + this.position);
	}

}
