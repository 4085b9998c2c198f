package fr.passerelle.gateway.schoolfile;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A field of a list or a file in the form that is kept: composed (NFC), on one line,
 * without surrounding blanks.
 */
public final class FieldText {

	private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0\\u202F]+");

	private FieldText() {
	}

	/** The text on one line. */
	public static String oneLine(String text) {
		return BLANKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" ").strip();
	}

	/**
	 * Whether a character of a text cannot be seen: two names that look the same must be
	 * the same.
	 */
	public static boolean hasInvisible(String text) {
		return text.codePoints().anyMatch(FieldText::isInvisible);
	}

	private static boolean isInvisible(int point) {
		int type = Character.getType(point);
		return Character.isISOControl(point) || type == Character.FORMAT || type == Character.SURROGATE
				|| type == Character.UNASSIGNED || type == Character.PRIVATE_USE;
	}

}
