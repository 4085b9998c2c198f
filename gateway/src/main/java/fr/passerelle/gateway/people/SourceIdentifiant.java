package fr.passerelle.gateway.people;

import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Makes the name that a person of a file signs in with: short, to be typed from a letter,
 * and made from the file's key alone. A name that changes (a marriage, a correction)
 * changes nothing in it.
 */
final class SourceIdentifiant {

	/** The first letter says of which kind the person is; more letters come first. */
	private static final Map<String, String> LETTERS = Map.of("siecle:", "e", "siecle-r:", "r", "sts:epp:", "p",
			"sts:local:", "l", "onde:", "o", "onde-r:", "t");

	private SourceIdentifiant() {
	}

	/**
	 * An identifiant for a person.
	 * @param sourceId the file's key, e.g. {@code siecle:710001}
	 * @param taken whether another person has this key already
	 */
	static String of(String sourceId, Predicate<String> taken) {
		String prefix = LETTERS.keySet().stream().filter(sourceId::startsWith).findFirst().orElse("");
		String rest = sourceId.substring(prefix.length()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
		String first = LETTERS.getOrDefault(prefix, "s-") + rest;
		String wanted = first;
		for (int i = 2; taken.test(LoginName.key(wanted)); i++) {
			wanted = first + "-" + i;
		}
		return wanted;
	}

}
