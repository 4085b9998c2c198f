package fr.passerelle.gateway.console.backups;

import java.util.List;
import java.util.Locale;

import fr.passerelle.gateway.backup.BackupContents;
import fr.passerelle.gateway.console.FaultTexts;

/**
 * Why this program does not accept one document of a backup.
 *
 * @param name the establishment's
 * @param path where in its document; empty: the document as a whole
 * @param text what is wrong, in the reader's language
 */
record Refusal(String name, String path, String text) {

	/** The first version of a backup's establishment. */
	static List<Refusal> of(BackupContents inside, int most, FaultTexts texts, Locale locale) {
		return inside.unusable()
			.stream()
			.flatMap((step) -> step.faults()
				.stream()
				.map((fault) -> new Refusal(step.name(), fault.path(), texts.of(fault, locale))))
			.limit(most)
			.toList();
	}

}
