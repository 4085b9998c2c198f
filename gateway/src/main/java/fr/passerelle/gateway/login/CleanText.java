package fr.passerelle.gateway.login;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What text from an ENT may become a user or an attribute. Text goes on into headers,
 * logs and pages, so what could end a line or hide in one stops here.
 */
public final class CleanText {

	/** Longest user; the longest seen are directory names of about 120 characters. */
	public static final int MAX_USER = 256;

	/** Longest attribute value. */
	public static final int MAX_VALUE = 4096;

	/** Longest attribute name. */
	public static final int MAX_NAME = 128;

	/**
	 * Form of a refusal code. Letters and underscores only: an old server echoes the
	 * ticket, and no ticket looks like this.
	 */
	private static final Pattern CODE = Pattern.compile("[A-Za-z_]{1,40}");

	private CleanText() {
	}

	/**
	 * The name of the person.
	 * @param raw as sent
	 * @return without surrounding blanks
	 * @throws ValidationFailedException if it is blank, too long or holds control or
	 * invisible characters; a guess would let in another person
	 */
	public static String user(String raw) throws ValidationFailedException {
		String user = raw.strip();
		if (user.isEmpty()) {
			throw ValidationFailedException.invalid("The ENT's answer names no user.");
		}
		if (user.length() > MAX_USER) {
			throw ValidationFailedException.invalid("The user in the ENT's answer is longer than " + MAX_USER + ".");
		}
		if (user.codePoints().anyMatch((point) -> isControl(point) || Character.getType(point) == Character.FORMAT)) {
			throw ValidationFailedException.invalid("The user in the ENT's answer holds invisible characters.");
		}
		return user;
	}

	/**
	 * An attribute's name or value.
	 * @param raw as sent
	 * @param max the longest
	 * @return without surrounding blanks; null where it is blank, too long or holds
	 * control characters: such a value is no name and no id, the login goes on
	 */
	public static @Nullable String attribute(String raw, int max) {
		String text = raw.strip();
		if (text.isEmpty() || text.length() > max || text.codePoints().anyMatch(CleanText::isControl)) {
			return null;
		}
		return text;
	}

	/** A text with a blank for each control character. */
	public static String withoutControls(String raw) {
		StringBuilder text = new StringBuilder(raw.length());
		raw.codePoints().forEach((point) -> text.appendCodePoint(isControl(point) ? ' ' : point));
		return text.toString().strip();
	}

	/** A refusal code fit for a log, else {@code OTHER}. */
	public static String code(String raw) {
		String code = raw.strip();
		return CODE.matcher(code).matches() ? code : "OTHER";
	}

	private static boolean isControl(int point) {
		int type = Character.getType(point);
		return Character.isISOControl(point) || type == Character.LINE_SEPARATOR
				|| type == Character.PARAGRAPH_SEPARATOR || type == Character.SURROGATE;
	}

}
