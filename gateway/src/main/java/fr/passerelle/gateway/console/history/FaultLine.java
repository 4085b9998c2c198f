package fr.passerelle.gateway.console.history;

import java.util.List;
import java.util.Locale;

import fr.passerelle.gateway.console.FaultTexts;
import fr.passerelle.gateway.document.DocumentLines;
import fr.passerelle.gateway.document.InvalidDocumentException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * A fault with the line of the text that has it.
 *
 * @param path where; empty: the text as a whole
 * @param line counted from 1; null if it is unknown
 * @param text what is wrong, in the reader's language
 */
public record FaultLine(String path, @Nullable Integer line, String text) {

	/** The faults of a text. */
	public static List<FaultLine> of(InvalidDocumentException refusal, String text, FaultTexts words) {
		Locale locale = LocaleContextHolder.getLocale();
		DocumentLines lines = DocumentLines.of(text);
		return refusal.faults()
			.stream()
			.map((fault) -> new FaultLine(fault.path(), lines.of(fault), words.of(fault, locale)))
			.toList();
	}

}
