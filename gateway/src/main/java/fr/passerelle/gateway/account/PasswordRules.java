package fr.passerelle.gateway.account;

import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.account.AccountFault.Kind;

/**
 * What an administrator's password must be: at least {@link #MIN_BITS} that cannot be
 * guessed, as the CNIL asks of a password without a second factor (recommendation
 * 2022-100, first case: 12 characters of four kinds, 14 of three, or a phrase of seven
 * words). It does not expire. A well-known word, a year, a row of keys, a repetition or
 * the owner's name counts as one character, however long it is.
 */
public final class PasswordRules {

	/** Fewest characters. */
	public static final int MIN_LENGTH = 12;

	/** Most characters. */
	public static final int MAX_LENGTH = 128;

	/** Twelve characters of four kinds have 79.6 bits, which the CNIL counts as 80. */
	public static final double MIN_BITS = 79.5;

	private static final String FIELD = "password";

	private final GuessableParts parts;

	PasswordRules(GuessableParts parts) {
		this.parts = parts;
	}

	/** How a password fares, in words. */
	public enum Strength {

		/** Less than half of what is needed. */
		VERY_WEAK,

		/** Less than what is needed. */
		WEAK,

		/** Nearly. */
		NEARLY,

		/** Enough. */
		GOOD,

		/** More than enough. */
		STRONG

	}

	/** How strong a password is, apart from other faults. */
	public Strength strength(String password, List<String> personal) {
		// Any text is judged, and the time grows with the square of its
		// length.
		String judged = password.substring(0, Math.min(password.length(), MAX_LENGTH));
		double bits = bits(judged, personal);
		if (bits >= MIN_BITS && password.length() >= MIN_LENGTH) {
			return (bits >= 1.25 * MIN_BITS) ? Strength.STRONG : Strength.GOOD;
		}
		if (bits >= 0.8 * MIN_BITS) {
			return Strength.NEARLY;
		}
		return (bits >= MIN_BITS / 2) ? Strength.WEAK : Strength.VERY_WEAK;
	}

	/**
	 * Everything that a password lacks.
	 * @param password as typed
	 * @param personal names that others know to be its owner's
	 * @return empty if it may be used
	 */
	List<AccountFault> check(String password, List<String> personal) {
		List<AccountFault> faults = new ArrayList<>();
		if (password.length() < MIN_LENGTH) {
			faults.add(new AccountFault(FIELD, Kind.TOO_SHORT, MIN_LENGTH));
		}
		if (password.length() > MAX_LENGTH) {
			return List.of(new AccountFault(FIELD, Kind.TOO_LONG, MAX_LENGTH));
		}
		if (!AccountFault.isPrintable(password)) {
			faults.add(AccountFault.of(FIELD, Kind.UNPRINTABLE));
		}
		if (bits(password, personal) < MIN_BITS) {
			faults.addAll(guessable(password, personal));
		}
		return faults;
	}

	/** What would help: more characters, kinds that are missing, other words. */
	private List<AccountFault> guessable(String password, List<String> personal) {
		List<AccountFault> faults = new ArrayList<>();
		Kinds kinds = Kinds.of(password);
		GuessableParts.Found found = this.parts.in(password, personal);
		double missing = MIN_BITS - found.effectiveLength() * kinds.bitsEach();
		faults
			.add(new AccountFault(FIELD, Kind.TOO_GUESSABLE, Math.max(1, (int) Math.ceil(missing / kinds.bitsEach()))));
		if (!kinds.small()) {
			faults.add(AccountFault.of(FIELD, Kind.NO_SMALL_LETTER));
		}
		if (!kinds.capital()) {
			faults.add(AccountFault.of(FIELD, Kind.NO_CAPITAL));
		}
		if (!kinds.digit()) {
			faults.add(AccountFault.of(FIELD, Kind.NO_DIGIT));
		}
		if (!kinds.special()) {
			faults.add(AccountFault.of(FIELD, Kind.NO_SPECIAL));
		}
		if (found.common()) {
			faults.add(AccountFault.of(FIELD, Kind.COMMON_PART));
		}
		if (found.personal()) {
			faults.add(AccountFault.of(FIELD, Kind.PERSONAL_PART));
		}
		return faults;
	}

	private double bits(String password, List<String> personal) {
		return this.parts.in(password, personal).effectiveLength() * Kinds.of(password).bitsEach();
	}

	/**
	 * The kinds of characters in a password; those of the CNIL's own calculation, which
	 * counts 37 special ones on a French keyboard.
	 */
	private record Kinds(boolean small, boolean capital, boolean digit, boolean special) {

		static Kinds of(String password) {
			boolean small = password.chars().anyMatch((c) -> c >= 'a' && c <= 'z');
			boolean capital = password.chars().anyMatch((c) -> c >= 'A' && c <= 'Z');
			boolean digit = password.chars().anyMatch((c) -> c >= '0' && c <= '9');
			boolean special = password.chars().anyMatch((c) -> !isAsciiLetterOrDigit(c));
			return new Kinds(small, capital, digit, special);
		}

		private static boolean isAsciiLetterOrDigit(int c) {
			return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
		}

		double bitsEach() {
			int size = (this.small ? 26 : 0) + (this.capital ? 26 : 0) + (this.digit ? 10 : 0)
					+ (this.special ? 37 : 0);
			return Math.log(Math.max(2, size)) / Math.log(2);
		}

	}

}
