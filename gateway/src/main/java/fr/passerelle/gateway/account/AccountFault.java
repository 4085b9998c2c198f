package fr.passerelle.gateway.account;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A fault in something that was typed.
 *
 * @param field where
 * @param kind what is wrong
 * @param number what the kind counts, such as the characters that are missing; else 0
 */
public record AccountFault(String field, Kind kind, int number) {

	/** Longest text that people read. */
	static final int MAX_TEXT = 120;

	/** Most establishments of one account. */
	static final int MAX_ESTABLISHMENTS = 500;

	/**
	 * Small letters alone: two accounts never differ by letter case. A colon would end
	 * the name in HTTP Basic.
	 */
	private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,63}");

	private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,180}");

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

	/** What can be wrong. */
	public enum Kind {

		/** Not small letters, digits, dot, dash, underscore, at sign; 2 to 64. */
		USERNAME("is 2 to 64 small letters, digits or . - _ @, and begins with a letter or digit"),

		/** Too long, or with control characters. */
		TEXT("is at most %d characters in one line"),

		/** No address. */
		EMAIL("is no e-mail address"),

		/** Bound to establishments, but to none. */
		NO_ESTABLISHMENT("names at least one establishment where it is not the whole platform"),

		/** See {@link #MAX_ESTABLISHMENTS}. */
		TOO_MANY_ESTABLISHMENTS("names at most %d establishments"),

		/** Nothing there. */
		MISSING("is required"),

		/** Shorter than {@link PasswordRules#MIN_LENGTH}. */
		TOO_SHORT("is at least %d characters long"),

		/** Longer than is ever checked. */
		TOO_LONG("is at most %d characters long"),

		/** Too easy to guess. */
		TOO_GUESSABLE("can be guessed: it needs %d more characters, or more kinds of them"),

		/** Small letters are missing. */
		NO_SMALL_LETTER("has no small letter"),

		/** Capitals are missing. */
		NO_CAPITAL("has no capital letter"),

		/** Digits are missing. */
		NO_DIGIT("has no digit"),

		/** Special characters are missing. */
		NO_SPECIAL("has no special character"),

		/**
		 * A well-known word, year, row of keys or repetition: counts as one character.
		 */
		COMMON_PART("holds common words, years, rows of keys or repetitions; each counts as one character"),

		/** The person's or establishment's name: counts as one character. */
		PERSONAL_PART("holds the name of its owner or establishment, which counts as one character"),

		/** Control characters. */
		UNPRINTABLE("holds characters that cannot be typed"),

		/** The same as before. */
		UNCHANGED("is the one of before"),

		/** The second time it was typed. */
		NOT_THE_SAME("is not the same as before"),

		/** No code of an establishment. */
		NO_UAI("holds codes of establishments: seven digits and a letter each"),

		/** No such one. */
		UNKNOWN_ESTABLISHMENT("names an establishment that there is not"),

		/** Not within the bounds. */
		EXPIRY("lies in the future, and at most %d days from now"),

		/** No server of the settings. */
		UNKNOWN_CAS_SERVER("is the id of a CAS server of passerelle.console.cas"),

		/** No user of a CAS server. */
		CAS_USER("is the user exactly as the CAS server writes it: 1 to %d characters, no blank at either end"),

		/** More than its maker has. */
		BEYOND_MAKER("goes beyond what its maker may do");

		private final String text;

		Kind(String text) {
			this.text = text;
		}

	}

	static AccountFault of(String field, Kind kind) {
		return new AccountFault(field, kind, 0);
	}

	/** The fault as an English sentence without its subject, for the API. */
	public String message() {
		return this.kind.text.replace("%d", Integer.toString(this.number));
	}

	static List<AccountFault> ofUsername(String username) {
		return USERNAME.matcher(username).matches() ? List.of() : List.of(of("username", Kind.USERNAME));
	}

	static List<AccountFault> ofPerson(String displayName, @Nullable String email) {
		List<AccountFault> faults = new ArrayList<>(ofText("displayName", displayName));
		if (email != null && (email.length() > MAX_TEXT || UNPRINTABLE.matcher(email).find()
				|| !EMAIL.matcher(email).matches())) {
			faults.add(of("email", Kind.EMAIL));
		}
		return faults;
	}

	static List<AccountFault> ofText(String field, String text) {
		boolean good = text.length() <= MAX_TEXT && !UNPRINTABLE.matcher(text).find();
		return good ? List.of() : List.of(new AccountFault(field, Kind.TEXT, MAX_TEXT));
	}

	static List<AccountFault> ofGrant(Grant grant) {
		if (grant.establishments() == null) {
			return List.of();
		}
		if (grant.establishments().isEmpty()) {
			return List.of(of("establishments", Kind.NO_ESTABLISHMENT));
		}
		return (grant.establishments().size() > MAX_ESTABLISHMENTS)
				? List.of(new AccountFault("establishments", Kind.TOO_MANY_ESTABLISHMENTS, MAX_ESTABLISHMENTS))
				: List.of();
	}

	static boolean isPrintable(String text) {
		return !UNPRINTABLE.matcher(text).find();
	}

}
