package fr.passerelle.gateway.page;

import java.util.Locale;

/**
 * What a visitor read on the page of a refusal, for those who look its reference up.
 */
public final class RefusalWords {

	private final Messages messages = new Messages();

	/**
	 * The words of one page.
	 *
	 * @param title what happened, in one line
	 * @param cause why
	 */
	public record Words(String title, String cause) {
	}

	/** The words of a refusal's page in a language. */
	public Words of(Refusal refusal, Locale locale) {
		RefusalText text = RefusalText.of(refusal, locale, this.messages);
		return new Words(text.title(), text.cause());
	}

}
