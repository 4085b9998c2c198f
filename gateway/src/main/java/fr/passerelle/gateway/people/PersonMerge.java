package fr.passerelle.gateway.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.schoolfile.FileKind;
import fr.passerelle.gateway.schoolfile.FilePerson;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a person by a row of a list or a file: which of the old values stay.
 */
final class PersonMerge {

	/**
	 * Espaces that files of a kind give and take; others are the school's own decision.
	 */
	private static final Map<FileKind, Set<EspaceKey>> GIVEN = Map.of(FileKind.SIECLE_PUPILS, Set.of(EspaceKey.ELEVE),
			FileKind.ONDE_PUPILS, Set.of(EspaceKey.ELEVE), FileKind.SIECLE_GUARDIANS, Set.of(EspaceKey.PARENT),
			FileKind.ONDE_GUARDIANS, Set.of(EspaceKey.PARENT), FileKind.STS,
			Set.of(EspaceKey.PROFESSEUR, EspaceKey.DIRECTION, EspaceKey.VIESCOLAIRE));

	private PersonMerge() {
	}

	/**
	 * By a row of a list. Of a person whom a file made, what the row changes is the
	 * school's correction, and what it leaves empty stays.
	 */
	static Person byList(@Nullable StoredPerson known, Person row, boolean hasPassword) {
		if (known == null || known.person().school().sourceId() == null) {
			SchoolRecord school = (known != null) ? known.person().school() : SchoolRecord.NONE;
			return new Person(row.identifiant(), row.familyName(), row.givenName(), row.birthDate(), row.espaces(),
					hasPassword, row.entId(), row.email(), school.closed(closed(known, row)));
		}
		Person old = known.person();
		LocalDate birthDate = (row.birthDate() != null) ? row.birthDate() : old.birthDate();
		String entId = (row.entId() != null) ? row.entId() : old.entId();
		String email = (row.email() != null) ? row.email() : old.email();
		EnumSet<PersonField> byHand = EnumSet.noneOf(PersonField.class);
		byHand.addAll(old.school().byHand());
		differing(byHand, PersonField.FAMILY_NAME, old.familyName(), row.familyName());
		differing(byHand, PersonField.GIVEN_NAME, old.givenName(), row.givenName());
		differing(byHand, PersonField.BIRTH_DATE, old.birthDate(), birthDate);
		differing(byHand, PersonField.ESPACES, old.espaces(), row.espaces());
		differing(byHand, PersonField.ENT_ID, old.entId(), entId);
		differing(byHand, PersonField.EMAIL, old.email(), email);
		return new Person(row.identifiant(), row.familyName(), row.givenName(), birthDate, row.espaces(), hasPassword,
				entId, email, old.school().byHand(byHand).closed(closed(known, row)));
	}

	private static void differing(Set<PersonField> byHand, PersonField field, @Nullable Object old,
			@Nullable Object now) {
		if (!Objects.equals(old, now)) {
			byHand.add(field);
		}
	}

	/** A list tells the day alone; of the same day it is the time that is known. */
	private static @Nullable Instant closed(@Nullable StoredPerson known, Person row) {
		Instant told = row.school().closedAt();
		Instant old = (known != null) ? known.person().school().closedAt() : null;
		return (told != null && old != null && ClosingDay.of(old).equals(ClosingDay.of(told))) ? old : told;
	}

	/** A person who is not known yet. */
	static Person added(String identifiant, FilePerson file, Set<EspaceKey> espaces, boolean keepIne) {
		return new Person(identifiant, file.names().family(), file.names().given(), file.birthDate(), espaces, false,
				null, file.email(), new SchoolRecord(file.names().usage(), file.className(), file.sourceId(),
						keepIne ? file.ine() : null, null, Set.of()));
	}

	/**
	 * By a file. It opens a person again who was closed.
	 * @param adopted whether the file meets the person for the first time: then no Espace
	 * is taken away
	 */
	static Person byFile(Person old, FilePerson file, Set<EspaceKey> espaces, boolean keepIne, boolean adopted) {
		SchoolRecord school = old.school();
		EnumSet<PersonField> byHand = EnumSet.noneOf(PersonField.class);
		byHand.addAll(school.byHand());
		EnumSet<EspaceKey> entered = EnumSet.noneOf(EspaceKey.class);
		entered.addAll(old.espaces());
		if (!byHand.contains(PersonField.ESPACES)) {
			if (adopted) {
				entered.addAll(espaces);
				if (!entered.equals(espaces)) {
					byHand.add(PersonField.ESPACES);
				}
			}
			else {
				entered.removeAll(GIVEN.getOrDefault(file.kind(), Set.of()));
				entered.addAll(espaces);
			}
		}
		boolean pupil = file.kind() == FileKind.SIECLE_PUPILS || file.kind() == FileKind.ONDE_PUPILS;
		boolean className = pupil && !byHand.contains(PersonField.CLASS);
		boolean birthDate = file.birthDate() != null && !byHand.contains(PersonField.BIRTH_DATE);
		boolean email = file.email() != null && !byHand.contains(PersonField.EMAIL);
		return new Person(old.identifiant(),
				byHand.contains(PersonField.FAMILY_NAME) ? old.familyName() : file.names().family(),
				byHand.contains(PersonField.GIVEN_NAME) ? old.givenName() : file.names().given(),
				birthDate ? file.birthDate() : old.birthDate(), entered, old.hasPassword(), old.entId(),
				email ? file.email() : old.email(),
				new SchoolRecord(byHand.contains(PersonField.USAGE_NAME) ? school.usageName() : file.names().usage(),
						className ? file.className() : school.className(), file.sourceId(), keepIne ? file.ine() : null,
						null, byHand));
	}

}
