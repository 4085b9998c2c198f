package fr.passerelle.gateway.people;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;

import fr.passerelle.gateway.establishment.FoldedText;
import org.jspecify.annotations.Nullable;

/**
 * Names as two files of one school compare them: without case, accents, hyphens and
 * blanks, under the family name and under the name of use.
 */
final class PlainNames {

	private PlainNames() {
	}

	/** The names under which a person may be written elsewhere; one or two. */
	static Set<String> of(String family, @Nullable String usage, String given) {
		Set<String> names = new LinkedHashSet<>();
		names.add(name(family, given));
		if (usage != null) {
			names.add(name(usage, given));
		}
		return names;
	}

	static Set<String> of(Person person) {
		return of(person.familyName(), person.school().usageName(), person.givenName());
	}

	/** A name with a birth date, which together are an identity. */
	static String born(String name, LocalDate birthDate) {
		return name + "|" + birthDate;
	}

	private static String name(String family, String given) {
		return plain(family) + "|" + plain(given);
	}

	private static String plain(String text) {
		return FoldedText.of(text).replace(" ", "");
	}

}
