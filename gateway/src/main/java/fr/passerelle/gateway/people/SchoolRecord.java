package fr.passerelle.gateway.people;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the files of a school say of a person, beyond the list's columns.
 *
 * @param usageName the name of use, where it is not the family name
 * @param className a pupil's class
 * @param sourceId the file's key of the person, e.g. {@code siecle:710001}; null for a
 * person of a list
 * @param ine the pupil's national number, where recognition asks for it
 * @param closedAt since when the person is no more of the school; null while they are
 * @param byHand the fields that the school corrected
 */
public record SchoolRecord(@Nullable String usageName, @Nullable String className, @Nullable String sourceId,
		@Nullable String ine, @Nullable Instant closedAt, Set<PersonField> byHand) {

	/** Of a person whom no file names. */
	public static final SchoolRecord NONE = new SchoolRecord(null, null, null, null, null, Set.of());

	public SchoolRecord {
		EnumSet<PersonField> ordered = EnumSet.noneOf(PersonField.class);
		ordered.addAll(byHand);
		byHand = Collections.unmodifiableSet(ordered);
	}

	SchoolRecord closed(@Nullable Instant since) {
		return new SchoolRecord(this.usageName, this.className, this.sourceId, this.ine, since, this.byHand);
	}

	SchoolRecord byHand(Set<PersonField> fields) {
		return new SchoolRecord(this.usageName, this.className, this.sourceId, this.ine, this.closedAt, fields);
	}

	@Override
	public String toString() {
		return "SchoolRecord[]";
	}

}
