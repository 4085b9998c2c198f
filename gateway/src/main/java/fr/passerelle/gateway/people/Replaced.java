package fr.passerelle.gateway.people;

import java.util.EnumSet;
import java.util.Set;

import fr.passerelle.gateway.establishment.EspaceKey;
import org.jspecify.annotations.Nullable;

/**
 * A person whom the last import changed, as they were, with what an undo has to know of
 * the import.
 *
 * @param before as they were
 * @param byHandAfter which fields were corrected when the import ended
 * @param newPassword whether the import brought a password
 */
record Replaced(StoredPerson before, Set<PersonField> byHandAfter, boolean newPassword) {

	static Replaced by(StoredPerson before, StoredPerson after) {
		return new Replaced(before, after.person().school().byHand(),
				after.hash() != null && !after.hash().equals(before.hash()));
	}

	/** As they were, with the corrections and the password that came after the import. */
	StoredPerson undone(@Nullable StoredPerson now) {
		if (now == null) {
			return this.before;
		}
		Set<PersonField> since = EnumSet.noneOf(PersonField.class);
		since.addAll(now.person().school().byHand());
		since.removeAll(this.byHandAfter);
		String hash = this.newPassword ? this.before.hash() : now.hash();
		return new StoredPerson(this.before.key(), restored(since, now.person(), hash != null), hash);
	}

	private Person restored(Set<PersonField> since, Person now, boolean hasPassword) {
		Person old = this.before.person();
		SchoolRecord school = old.school();
		Set<PersonField> byHand = EnumSet.noneOf(PersonField.class);
		byHand.addAll(school.byHand());
		byHand.addAll(since);
		Set<EspaceKey> espaces = since.contains(PersonField.ESPACES) ? now.espaces() : old.espaces();
		SchoolRecord record = new SchoolRecord(
				since.contains(PersonField.USAGE_NAME) ? now.school().usageName() : school.usageName(),
				since.contains(PersonField.CLASS) ? now.school().className() : school.className(), school.sourceId(),
				school.ine(), school.closedAt(), byHand);
		return new Person(old.identifiant(),
				since.contains(PersonField.FAMILY_NAME) ? now.familyName() : old.familyName(),
				since.contains(PersonField.GIVEN_NAME) ? now.givenName() : old.givenName(),
				since.contains(PersonField.BIRTH_DATE) ? now.birthDate() : old.birthDate(), espaces, hasPassword,
				since.contains(PersonField.ENT_ID) ? now.entId() : old.entId(),
				since.contains(PersonField.EMAIL) ? now.email() : old.email(), record);
	}

	@Override
	public String toString() {
		return "Replaced[" + this.before + "]";
	}

}
