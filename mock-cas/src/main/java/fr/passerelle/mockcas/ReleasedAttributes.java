package fr.passerelle.mockcas;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The list of attributes of a connector that releases these and no others, under names of
 * its own. Values come from the person's attributes under the names of the national
 * framework.
 */
final class ReleasedAttributes {

	static final String BIRTH_DATE = "ENTPersonDateNaissance";

	static final String POSTAL_CODE = "ENTPersonCodePostal";

	static final DateTimeFormatter FRENCH = DateTimeFormatter.ofPattern("dd/MM/uuuu")
		.withResolverStyle(ResolverStyle.STRICT);

	private final Person person;

	private final Map<String, List<String>> attributes = new LinkedHashMap<>();

	ReleasedAttributes(Person person) {
		this.person = person;
	}

	/** Adds values, if there are any. */
	ReleasedAttributes add(String name, List<String> values) {
		if (!values.isEmpty()) {
			this.attributes.put(name, values);
		}
		return this;
	}

	/** Adds a value, if it is not empty. */
	ReleasedAttributes add(String name, String value) {
		return add(name, value.isEmpty() ? List.of() : List.of(value));
	}

	/** Adds the values of an attribute of the national framework. */
	ReleasedAttributes copy(String name, String source) {
		return add(name, values(source));
	}

	/** Adds values, or an element without content. */
	ReleasedAttributes always(String name, List<String> values) {
		this.attributes.put(name, values);
		return this;
	}

	List<String> values(String source) {
		return this.person.attributes().getOrDefault(source, List.of());
	}

	/** The birth date in a platform's format. What is no date stays as it is. */
	List<String> birthDate(DateTimeFormatter format) {
		return values(BIRTH_DATE).stream()
			.map((text) -> parsed(text, FRENCH).or(() -> parsed(text, DateTimeFormatter.ISO_LOCAL_DATE))
				.map(format::format)
				.orElse(text))
			.toList();
	}

	Map<String, List<String>> all() {
		return this.attributes;
	}

	private static Optional<LocalDate> parsed(String text, DateTimeFormatter format) {
		try {
			return Optional.of(LocalDate.parse(text, format));
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

}
