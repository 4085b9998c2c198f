package fr.passerelle.gateway.establishment;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text as a search compares it: words of plain lower-case letters and digits, without
 * accents. Kept in the store beside what it is made from, since no two databases fold
 * accents alike.
 */
public final class FoldedText {

	/** Longest question, in characters, and most words of it that are looked at. */
	private static final int MAX_LENGTH = 200;

	private static final int MAX_WORDS = 8;

	private static final Pattern MARKS = Pattern.compile("\\p{M}+");

	private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

	private FoldedText() {
	}

	/** The text's words, joined by one space. */
	public static String of(String text) {
		return isAscii(text) ? ofAscii(text) : ofAny(text);
	}

	/** Whether a text has no character beyond ASCII, so that simple rules fold it. */
	public static boolean isAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) >= 0x80) {
				return false;
			}
		}
		return true;
	}

	/** Most texts: each login folds several, and the rules for all letters are slow. */
	private static String ofAscii(String text) {
		StringBuilder folded = new StringBuilder(text.length());
		boolean between = false;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			char lower = (c >= 'A' && c <= 'Z') ? (char) (c + ('a' - 'A')) : c;
			if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) {
				if (between && !folded.isEmpty()) {
					folded.append(' ');
				}
				between = false;
				folded.append(lower);
			}
			else {
				between = true;
			}
		}
		return folded.toString();
	}

	/** By the rules for all letters. */
	static String ofAny(String text) {
		String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
		String lower = plain.toLowerCase(Locale.ROOT).replace("œ", "oe").replace("æ", "ae").replace("ß", "ss");
		return NO_WORD.matcher(lower).replaceAll(" ").strip();
	}

	/** The words of a question; each must occur somewhere. None has a wildcard in it. */
	public static List<String> words(String question) {
		String bounded = question.substring(0, Math.min(question.length(), MAX_LENGTH));
		return Arrays.stream(of(bounded).split(" "))
			.filter((word) -> !word.isEmpty())
			.distinct()
			.limit(MAX_WORDS)
			.toList();
	}

}
