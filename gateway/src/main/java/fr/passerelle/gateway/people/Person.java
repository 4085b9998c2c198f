package fr.passerelle.gateway.people;

import java.time.Instant;
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
 * @param school what the files of the school say beyond that
 */
public record Person(String identifiant, String familyName, String givenName, @Nullable LocalDate birthDate,
		Set<EspaceKey> espaces, boolean hasPassword, @Nullable String entId, @Nullable String email,
		SchoolRecord school) {

	public Person {
		EnumSet<EspaceKey> ordered = EnumSet.noneOf(EspaceKey.class);
		ordered.addAll(espaces);
		espaces = Collections.unmodifiableSet(ordered);
	}

	/** A person whom no file of the school names. */
	public Person(String identifiant, String familyName, String givenName, @Nullable LocalDate birthDate,
			Set<EspaceKey> espaces, boolean hasPassword, @Nullable String entId, @Nullable String email) {
		this(identifiant, familyName, givenName, birthDate, espaces, hasPassword, entId, email, SchoolRecord.NONE);
	}

	/** The name as it is shown and passed on: that of use, where there is one. */
	public String displayName() {
		String usage = this.school.usageName();
		return this.givenName + " " + ((usage != null) ? usage : this.familyName);
	}

	/** Whether the person is no more of the school, and so may not come in. */
	public boolean isClosed() {
		return this.school.closedAt() != null;
	}

	Person with(SchoolRecord other) {
		return new Person(this.identifiant, this.familyName, this.givenName, this.birthDate, this.espaces,
				this.hasPassword, this.entId, this.email, other);
	}

	/** The same person as no more of the school, or as of it again. */
	Person closed(@Nullable Instant since) {
		return with(this.school.closed(since));
	}

	@Override
	public String toString() {
		return "Person[" + this.espaces + "]";
	}

}
