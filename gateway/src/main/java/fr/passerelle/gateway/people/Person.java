package fr.passerelle.gateway.people;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

import fr.passerelle.gateway.establishment.EspaceKey;
import org.jspecify.annotations.Nullable;

/**
 * One of an establishment's own people, without secrets.
 *
 * @param identifiant the name that the person signs in with, as the list spells it
 * @param familyName the family name
 * @param givenName the given name
 * @param birthDate the birth date, where the list tells it
 * @param espaces what the person may enter, in the console's order
 * @param hasPassword whether the person can sign in directly
 * @param entId how the ENT knows the person
 * @param email where to reach the person
 */
public record Person(String identifiant, String familyName, String givenName, @Nullable LocalDate birthDate,
		Set<EspaceKey> espaces, boolean hasPassword, @Nullable String entId, @Nullable String email) {

	public Person {
		EnumSet<EspaceKey> ordered = EnumSet.noneOf(EspaceKey.class);
		ordered.addAll(espaces);
		espaces = Collections.unmodifiableSet(ordered);
	}

	/** The name as it is shown and passed on. */
	public String displayName() {
		return this.givenName + " " + this.familyName;
	}

	@Override
	public String toString() {
		return "Person[" + this.espaces + "]";
	}

}
