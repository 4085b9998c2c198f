package fr.passerelle.gateway.people;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The one form under which an {@code identifiant} is compared, at import and at login
 * alike: no surrounding blanks, composed (NFC), no letter case. Two spellings of one name
 * would otherwise be two people, or two counters.
 */
public final class LoginName {

	/** Longest name, in characters. */
	static final int MAX_LENGTH = 100;

	/** The key of a name that no person can have. */
	private static final String NOBODY = "";

	private LoginName() {
	}

	/**
	 * The form in which a typed name is compared; empty for a text that cannot be a name.
	 */
	public static String key(String name) {
		if (name.length() > MAX_LENGTH || name.codePoints().anyMatch(LoginName::isUnstorable)) {
			return NOBODY;
		}
		String composed = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
		// Upper case first: ß and ẞ, σ and ς meet there.
		String folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
		return Normalizer.normalize(folded, Normalizer.Form.NFC);
	}

	/** PostgreSQL fails on NUL and on half a character; a login must not. */
	private static boolean isUnstorable(int point) {
		return Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
	}

}
