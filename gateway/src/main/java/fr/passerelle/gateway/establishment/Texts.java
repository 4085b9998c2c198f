package fr.passerelle.gateway.establishment;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Forms of the short texts in a document.
 */
final class Texts {

	private static final Pattern ATTRIBUTE = Pattern.compile("[^\\s\\p{Cntrl};<>&\"']{1,200}");

	private static final Pattern DELEGATION_ID = Pattern.compile("[a-z0-9-]{1,40}");

	private Texts() {
	}

	/**
	 * A line of text for people: no control character can break a header or a log out of
	 * it.
	 */
	static UnaryOperator<String> line(int max) {
		return (text) -> {
			if (text.isBlank() || text.length() > max || text.chars().anyMatch(Character::isISOControl)) {
				throw new IllegalArgumentException("is a line of 1 to " + max + " characters");
			}
			return text.strip();
		};
	}

	static String attributeName(String text) {
		if (!ATTRIBUTE.matcher(text).matches()) {
			throw new IllegalArgumentException("is the name of an attribute, without spaces");
		}
		return text;
	}

	static String delegationId(String text) {
		if (!DELEGATION_ID.matcher(text).matches()) {
			throw new IllegalArgumentException("is made of a-z, 0-9 and -, 40 characters at most");
		}
		if (text.equals("direct")) {
			throw new IllegalArgumentException("may not be direct, which stands for the local form");
		}
		return text;
	}

	/** One of an enum's names, exactly. */
	static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
		return (text) -> {
			for (E value : type.getEnumConstants()) {
				if (value.name().equals(text)) {
					return value;
				}
			}
			throw new IllegalArgumentException("is one of " + names(type));
		};
	}

	static <E extends Enum<E>> String names(Class<E> type) {
		StringBuilder names = new StringBuilder();
		for (E value : type.getEnumConstants()) {
			names.append(names.isEmpty() ? "" : ", ").append(value.name());
		}
		return names.toString();
	}

}
