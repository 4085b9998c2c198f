package fr.passerelle.gateway.establishment;

import java.util.List;

/**
 * Which released attributes mean what, candidates in order; empty for {@code user}: the
 * CAS user itself. The other lists are complete: document, else catalogue, else the usual
 * names.
 *
 * @param user the attribute that names the person
 * @param profiles SDET profiles
 * @param establishments establishment codes
 * @param personId the application's person id
 * @param familyName family name
 * @param givenName given name
 * @param birthDate birth date
 */
public record AttributeNames(List<String> user, List<String> profiles, List<String> establishments,
		List<String> personId, List<String> familyName, List<String> givenName, List<String> birthDate) {

	public AttributeNames {
		user = List.copyOf(user);
		profiles = List.copyOf(profiles);
		establishments = List.copyOf(establishments);
		personId = List.copyOf(personId);
		familyName = List.copyOf(familyName);
		givenName = List.copyOf(givenName);
		birthDate = List.copyOf(birthDate);
	}

}
