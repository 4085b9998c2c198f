package fr.passerelle.gateway.console.ents;

import java.util.Locale;

import fr.passerelle.gateway.diagnosis.DiagnosisWords;
import fr.passerelle.gateway.enthealth.EntReport;
import fr.passerelle.gateway.enthealth.EntState;
import org.jspecify.annotations.Nullable;

/**
 * An ENT's state as it is shown.
 *
 * @param report what is known
 * @param tone the badge's
 * @param words the state in a word
 * @param cause why it last failed; null where it never did
 */
public record StateLine(EntReport report, String tone, String words, @Nullable String cause) {

	private static String tone(EntState state) {
		return switch (state) {
			case ANSWERS -> "ok";
			case SLOW -> "warn";
			case DOWN -> "bad";
			case UNKNOWN -> "off";
		};
	}

	/** A report in the reader's words. */
	public static StateLine of(EntReport report, DiagnosisWords words, Locale locale) {
		EntReport.Failure failure = report.lastFailure();
		return new StateLine(report, tone(report.state()), words.state(report.state(), locale),
				(failure != null) ? words.cause(failure, locale) : null);
	}

}
