package fr.passerelle.gateway.http;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;

import org.jspecify.annotations.Nullable;

/**
 * The visitor's language: French unless the browser prefers English to French.
 */
public final class Language {

	private Language() {
	}

	/**
	 * Reads {@code Accept-Language} (RFC 9110 §12.5.4); what cannot be read is French.
	 * @param header the header's value
	 * @return {@link Locale#FRENCH} or {@link Locale#ENGLISH}
	 */
	public static Locale of(@Nullable String header) {
		if (header == null || header.length() > 512) {
			return Locale.FRENCH;
		}
		try {
			List<LanguageRange> ranges = LanguageRange.parse(header);
			Locale best = Locale.lookup(ranges, List.of(Locale.FRENCH, Locale.ENGLISH));
			return (best != null) ? best : Locale.FRENCH;
		}
		catch (IllegalArgumentException ex) {
			return Locale.FRENCH;
		}
	}

}
