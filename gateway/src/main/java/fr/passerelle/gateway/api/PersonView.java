package fr.passerelle.gateway.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.people.FamilyMember;
import fr.passerelle.gateway.people.ListedPerson;
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
 * @param nomUsage the name of use, where it is another
 * @param classe a pupil's class
 * @param famille guardians and children
 * @param sourceId the key in the school's files, e.g. {@code siecle:710001}
 * @param ferme since when the person is no more of the school, and may not come in
 */
record PersonView(String identifiant, String nom, String prenom, @Nullable LocalDate dateNaissance,
		List<String> espaces, @Nullable String identifiantEnt, @Nullable String email, boolean hasPassword,
		@Nullable String nomUsage, @Nullable String classe, List<Relative> famille, @Nullable String sourceId,
		@Nullable Instant ferme) {

	static PersonView of(ListedPerson listed) {
		Person person = listed.person();
		return new PersonView(person.identifiant(), person.familyName(), person.givenName(), person.birthDate(),
				person.espaces().stream().map(EspaceKey::key).toList(), person.entId(), person.email(),
				person.hasPassword(), person.school().usageName(), person.school().className(),
				listed.family().stream().map(Relative::of).toList(), person.school().sourceId(),
				person.school().closedAt());
	}

	/**
	 * One of a person's family.
	 *
	 * @param identifiant whose
	 * @param lien what the other is of this person
	 * @param rang 1 or 2 of a legal guardian; null where the file does not tell it
	 */
	record Relative(String identifiant, Kind lien, @Nullable Integer rang) {

		static Relative of(FamilyMember member) {
			return new Relative(member.identifiant(), member.isGuardian() ? Kind.RESPONSABLE : Kind.ENFANT,
					member.legalRank());
		}

		/** What the other is. */
		enum Kind {

			RESPONSABLE, ENFANT

		}

	}

}
