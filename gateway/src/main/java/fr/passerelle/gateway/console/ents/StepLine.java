package fr.passerelle.gateway.console.ents;

import java.util.Locale;

import fr.passerelle.gateway.diagnosis.DiagnosisWords;
import fr.passerelle.gateway.diagnosis.Step;
import org.jspecify.annotations.Nullable;

/**
 * A step of a diagnosis as it is shown.
 *
 * @param title what was tried
 * @param target where
 * @param tone of its mark
 * @param status in a word
 * @param seen in a sentence
 * @param remedy what to do; null where there is nothing to do
 * @param millis how long it took
 */
public record StepLine(String title, String target, String tone, String status, String seen, @Nullable String remedy,
		long millis) {

	/** The step in the reader's language. */
	public static StepLine of(Step step, DiagnosisWords words, Locale locale) {
		return new StepLine(words.title(step.kind(), locale), step.target(), tone(step.status()),
				words.status(step.status(), locale), words.seen(step, locale), words.remedy(step, locale),
				step.took().toMillis());
	}

	static String tone(Step.Status status) {
		return switch (status) {
			case OK -> "ok";
			case WARNING -> "warn";
			case FAILED -> "bad";
			case SKIPPED -> "off";
		};
	}

}
