package fr.passerelle.gateway.schoolfile;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import fr.passerelle.gateway.establishment.EspaceKey;
import org.jspecify.annotations.Nullable;

/**
 * How an ENT calls a person ({@code RapprochementSSO}).
 *
 * @param entId the id that the ENT returns at a login
 * @param number the person's number in the file, unique among people of the same Espaces
 * @param names as the file has them
 * @param birthDate of pupils, and of some teachers
 * @param ine the pupil's national number
 * @param espaces of which at least one must be the person's
 * @param guardians the numbers of a pupil's guardians
 * @param place where the file has the person
 */
public record EntName(String entId, String number, FilePerson.Names names, @Nullable LocalDate birthDate,
		@Nullable String ine, Set<EspaceKey> espaces, List<String> guardians, FilePerson.Place place) {

	public EntName {
		espaces = Set.copyOf(espaces);
		guardians = List.copyOf(guardians);
	}

	@Override
	public String toString() {
		return "EntName[" + this.place + "]";
	}

}
