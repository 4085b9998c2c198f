package fr.passerelle.mockcas;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A person who can sign in. It is a value; {@link PersonHandle} changes the person of a
 * server.
 *
 * @param username the value of {@code cas:user}
 * @param firstName first name, may be empty
 * @param lastName family name, may be empty
 * @param role what the login page says about them, in French
 * @param profiles profile codes such as {@code National_TUT}
 * @param establishments establishment codes (UAI)
 * @param attributes anything else that is released, in this order
 */
public record Person(String username, String firstName, String lastName, String role, List<String> profiles,
		List<String> establishments, Map<String, List<String>> attributes) {

	private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]{0,127}");

	public Person {
		if (username.isBlank()) {
			throw new IllegalArgumentException("a person needs a username");
		}
		profiles = List.copyOf(profiles);
		establishments = List.copyOf(establishments);
		Map<String, List<String>> copy = new LinkedHashMap<>();
		attributes.forEach((name, values) -> copy.put(requireAttributeName(name), List.copyOf(values)));
		attributes = Collections.unmodifiableMap(copy);
	}

	/**
	 * Makes a person of whom only the username is known.
	 * @param username the value of {@code cas:user}
	 * @return the person
	 */
	public static Person of(String username) {
		return new Person(username, "", "", "", List.of(), List.of(), Map.of());
	}

	/**
	 * Sets the person's name.
	 * @param firstName first name
	 * @param lastName family name
	 * @return a changed copy
	 */
	public Person withName(String firstName, String lastName) {
		return new Person(this.username, firstName, lastName, this.role, this.profiles, this.establishments,
				this.attributes);
	}

	/**
	 * Sets what the login page says of the person.
	 * @param role a few words of French
	 * @return a changed copy
	 */
	public Person withRole(String role) {
		return new Person(this.username, this.firstName, this.lastName, role, this.profiles, this.establishments,
				this.attributes);
	}

	/**
	 * Adds profiles.
	 * @param codes profile codes
	 * @return a changed copy
	 */
	public Person withProfiles(String... codes) {
		return new Person(this.username, this.firstName, this.lastName, this.role, joined(this.profiles, codes),
				this.establishments, this.attributes);
	}

	/**
	 * Adds establishments.
	 * @param codes establishment codes
	 * @return a changed copy
	 */
	public Person withEstablishments(String... codes) {
		return new Person(this.username, this.firstName, this.lastName, this.role, this.profiles,
				joined(this.establishments, codes), this.attributes);
	}

	/**
	 * Adds values to an attribute.
	 * @param name its name, which must be usable as an XML element
	 * @param values its values
	 * @return a changed copy
	 */
	public Person withAttribute(String name, String... values) {
		Map<String, List<String>> changed = new LinkedHashMap<>(this.attributes);
		changed.put(name, joined(changed.getOrDefault(name, List.of()), values));
		return new Person(this.username, this.firstName, this.lastName, this.role, this.profiles, this.establishments,
				changed);
	}

	String displayName() {
		String full = (this.firstName + " " + this.lastName).strip();
		return full.isEmpty() ? this.username : full;
	}

	static String requireAttributeName(String name) {
		if (!ATTRIBUTE_NAME.matcher(name).matches()) {
			throw new IllegalArgumentException(
					"attribute name '%s' is not usable: a letter or _, then letters, digits, . _ -".formatted(name));
		}
		return name;
	}

	private static List<String> joined(List<String> before, String... more) {
		List<String> all = new ArrayList<>(before);
		all.addAll(List.of(more));
		return all;
	}

}
