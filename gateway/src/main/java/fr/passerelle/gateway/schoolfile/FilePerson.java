package fr.passerelle.gateway.schoolfile;

import java.time.LocalDate;
import java.util.Set;

import fr.passerelle.gateway.establishment.EspaceKey;
import org.jspecify.annotations.Nullable;

/**
 * One person of a file.
 *
 * @param kind of the file
 * @param sourceId the file's key of the person with its kind, e.g. {@code siecle:710001}
 * @param names as the file has them
 * @param birthDate where the file tells it
 * @param className a pupil's class, where there is one
 * @param espaces what people of this kind may enter; empty where only a human knows
 * @param function the code of a function without an Espace of its own; empty for none
 * @param email where to reach the person
 * @param ine the pupil's national number
 * @param place where the file has the person
 */
public record FilePerson(FileKind kind, String sourceId, Names names, @Nullable LocalDate birthDate,
		@Nullable String className, Set<EspaceKey> espaces, String function, @Nullable String email,
		@Nullable String ine, Place place) {

	public FilePerson {
		espaces = Set.copyOf(espaces);
	}

	@Override
	public String toString() {
		return "FilePerson[" + this.kind + ", " + this.place + "]";
	}

	/**
	 * Names of one person.
	 *
	 * @param family the family name
	 * @param usage the name of use, where it is another
	 * @param given the given name
	 * @param repaired what the names probably are, where an encoding has spoilt them;
	 * null where they look right
	 */
	public record Names(String family, @Nullable String usage, String given, @Nullable Names repaired) {

		@Override
		public String toString() {
			return "Names[]";
		}

	}

	/**
	 * A place in a file.
	 *
	 * @param file its name
	 * @param line counted from 1; 0 for the file itself
	 */
	public record Place(String file, long line) {
	}

}
