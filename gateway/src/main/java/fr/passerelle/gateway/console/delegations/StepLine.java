package fr.passerelle.gateway.console.delegations;

import java.util.Locale;

import fr.passerelle.gateway.entstate.DiagnosisWords;
import fr.passerelle.gateway.entstate.Step;
import org.jspecify.annotations.Nullable;

/**
 * A step of a diagnosis in words.
 *
 * @param title what was tried
 * @param status how it went, in a word
 * @param tone the class of its mark
 * @param seen what was seen
 * @param remedy what to do; null: nothing
 */
record StepLine(String title, String status, String tone, String seen, @Nullable String remedy) {

	static StepLine of(Step step, DiagnosisWords words, Locale locale) {
		String tone = switch (step.status()) {
			case OK -> "ok";
			case WARNING -> "warn";
			case FAILED -> "bad";
			case SKIPPED -> "off";
		};
		return new StepLine(words.title(step.kind(), locale), words.status(step.status(), locale), tone,
				words.seen(step, locale), words.remedy(step, locale));
	}

}
