package fr.passerelle.gateway.api;

import java.time.LocalDate;
import java.util.List;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.people.Person;
import org.jspecify.annotations.Nullable;

/**
 * A person as the API shows them, under the names of the list's columns.
 *
 * @param identifiant the name to sign in with
 * @param nom the family name
 * @param prenom the given name
 * @param dateNaissance the birth date, e.g. {@code 2010-12-31}
 * @param espaces keys of the Espaces that are open to the person
 * @param identifiantEnt how the ENT knows the person
 * @param email where to reach the person
 * @param hasPassword whether the person can sign in directly; never the password, nor its
 * hash
 */
record PersonView(String identifiant, String nom, String prenom, @Nullable LocalDate dateNaissance,
		List<String> espaces, @Nullable String identifiantEnt, @Nullable String email, boolean hasPassword) {

	static PersonView of(Person person) {
		return new PersonView(person.identifiant(), person.familyName(), person.givenName(), person.birthDate(),
				person.espaces().stream().map(EspaceKey::key).toList(), person.entId(), person.email(),
				person.hasPassword());
	}

}
