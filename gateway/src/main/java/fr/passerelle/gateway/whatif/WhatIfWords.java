package fr.passerelle.gateway.whatif;

import java.util.Locale;

import fr.passerelle.gateway.http.Words;

/**
 * Results in plain words, French and English.
 */
public final class WhatIfWords {

	private final Words words = new Words("fr.passerelle.gateway.whatif.words");

	/** How far the login gets. */
	public String outcome(WhatIfResult result, Locale locale) {
		return this.words.text(locale, "kind." + result.kind(), result.delegation().label(),
				result.delegation().signOn().dialect(), String.valueOf(result.dialect()),
				String.valueOf(result.refusal()));
	}

	/** Which step of recognition decided. */
	public String step(WhatIfResult result, Locale locale) {
		String none = (result.visitor() != null) ? "LINK" : "NONE";
		return this.words.text(locale, "step." + ((result.step() != null) ? result.step() : none));
	}

	/** What one step of a login does. */
	public String step(LoginOutline.Step step, Locale locale) {
		return this.words.text(locale, "login." + step.kind(),
				step.details()
					.stream()
					.map((one) -> one.isEmpty() ? this.words.text(locale, "login.told") : one)
					.toArray());
	}

	/** Which fact about a person is read. */
	public String fact(String key, Locale locale) {
		return this.words.text(locale, "reads." + key);
	}

	/** That a pasted answer would not be taken any more. */
	public String late(Locale locale) {
		return this.words.text(locale, "late");
	}

	/** Why an Espace opens, or not. */
	public String why(Verdict verdict, Locale locale) {
		String why = this.words.text(locale, "answer." + verdict.answer(), verdict.espace().label());
		boolean formOpens = verdict.directLogin() && verdict.answer() != Verdict.Answer.OPENS
				&& verdict.answer() != Verdict.Answer.ESPACE_CLOSED
				&& verdict.answer() != Verdict.Answer.ESTABLISHMENT_CLOSED && verdict.answer() != Verdict.Answer.PUBLIC;
		return formOpens ? why + " " + this.words.text(locale, "direct") : why;
	}

}
