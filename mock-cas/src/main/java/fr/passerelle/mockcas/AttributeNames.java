package fr.passerelle.mockcas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names that a platform gives to the attributes that every platform releases.
 *
 * @param lastName attribute of the family name
 * @param firstName attribute of the first name
 * @param profiles attribute of the profile codes
 * @param establishments attribute of the establishment codes
 * @param joined whether one value has all profiles, separated by {@code ;}, as entcore
 * sends them
 */
public record AttributeNames(String lastName, String firstName, String profiles, String establishments,
		boolean joined) {

	/** The names of the national framework. */
	public static final AttributeNames SDET = new AttributeNames("ENTPersonNom", "ENTPersonPrenom", "ENTPersonProfils",
			"ENTPersonStructRattachRNE", false);

	/** The names of entcore's PRONOTE connector, profiles joined. */
	public static final AttributeNames EDIFICE = new AttributeNames("nom", "prenom", "categories",
			"ENTPersonStructRattachUAI", true);

	/** The names of a directory in front of RECIA's CAS. */
	public static final AttributeNames RECIA = new AttributeNames("sn", "givenName", "ENTPersonProfils",
			"ESCOUAICourant", false);

	public AttributeNames {
		Person.requireAttributeName(lastName);
		Person.requireAttributeName(firstName);
		Person.requireAttributeName(profiles);
		Person.requireAttributeName(establishments);
	}

	Map<String, List<String>> attributesOf(Person person) {
		Map<String, List<String>> attributes = new LinkedHashMap<>();
		add(attributes, this.lastName, person.lastName().isEmpty() ? List.of() : List.of(person.lastName()));
		add(attributes, this.firstName, person.firstName().isEmpty() ? List.of() : List.of(person.firstName()));
		boolean join = this.joined && !person.profiles().isEmpty();
		add(attributes, this.profiles, join ? List.of(String.join(";", person.profiles())) : person.profiles());
		add(attributes, this.establishments, person.establishments());
		person.attributes().forEach((name, values) -> add(attributes, name, values));
		return attributes;
	}

	private static void add(Map<String, List<String>> attributes, String name, List<String> values) {
		if (!values.isEmpty()) {
			attributes.computeIfAbsent(name, (key) -> new ArrayList<>()).addAll(values);
		}
	}

}
