package fr.passerelle.gateway.document;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
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
				throw new Flaw(FaultCode.NOT_LINE, max);
			}
			return text.strip();
		};
	}

	static String attributeName(String text) {
		if (!ATTRIBUTE.matcher(text).matches()) {
			throw new Flaw(FaultCode.NOT_ATTRIBUTE);
		}
		return text;
	}

	static String delegationId(String text) {
		if (!DELEGATION_ID.matcher(text).matches()) {
			throw new Flaw(FaultCode.NOT_ID);
		}
		if (text.equals("direct")) {
			throw new Flaw(FaultCode.ID_RESERVED);
		}
		return text;
	}

	/** A moment that means the same everywhere. */
	static OffsetDateTime moment(String text) {
		try {
			return OffsetDateTime.parse(text);
		}
		catch (DateTimeParseException ex) {
			throw new Flaw(FaultCode.NOT_INSTANT);
		}
	}

	/** One of an enum's names, exactly. */
	static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
		return (text) -> {
			for (E value : type.getEnumConstants()) {
				if (value.name().equals(text)) {
					return value;
				}
			}
			throw new Flaw(FaultCode.NOT_ONE_OF, names(type));
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
