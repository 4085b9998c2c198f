package fr.passerelle.gateway.establishment;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An establishment's national code (formerly RNE): seven digits and a letter, kept in
 * upper case.
 *
 * @param value e.g. {@code 0330001A}
 */
public record Uai(String value) {

	private static final Pattern FORM = Pattern.compile("[0-9]{7}[A-Z]");

	public Uai {
		value = value.toUpperCase(Locale.ROOT);
		if (!FORM.matcher(value).matches()) {
			throw new IllegalArgumentException("a UAI is seven digits and a letter");
		}
	}

	/** Whether a text has the form of a UAI, in either letter case. */
	public static boolean isUai(String text) {
		return FORM.matcher(text.toUpperCase(Locale.ROOT)).matches();
	}

	@Override
	public String toString() {
		return this.value;
	}

}
