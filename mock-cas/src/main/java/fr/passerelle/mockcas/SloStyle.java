package fr.passerelle.mockcas;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The form of the message that tells services of the end of an SSO session.
 */
public enum SloStyle {

	/** The form field {@code logoutRequest}: Apereo. */
	FORM,

	/** The XML as the body itself: Edifice (entcore). */
	RAW,

	/** Not at all. */
	OFF;

	/**
	 * Returns the name used on the command line.
	 * @return the code
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Reads a code.
	 * @param code as {@link #code()} writes it, in any case
	 * @return the style
	 * @throws IllegalArgumentException naming the accepted codes
	 */
	public static SloStyle of(String code) {
		return Arrays.stream(values())
			.filter((style) -> style.code().equalsIgnoreCase(code))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("single logout '%s' is not known; accepted: %s"
				.formatted(code, Arrays.stream(values()).map(SloStyle::code).collect(Collectors.joining(", ")))));
	}

}
