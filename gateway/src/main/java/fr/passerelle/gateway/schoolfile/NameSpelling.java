package fr.passerelle.gateway.schoolfile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises by a name that a list was read in the wrong encoding. Mac Roman (Excel for
 * Mac), the code pages of DOS and UTF-8 saved twice are all valid Windows-1252 or UTF-8,
 * and give other names: characters that no name has are the only sign.
 */
public final class NameSpelling {

	/** UTF-8 read as Windows-1252 and saved again: é becomes Ã and ©. */
	private static final Pattern TWICE = Pattern
		.compile("[ÃÂâ](?:[^\\p{L} '’.-]|[ªº])|Å[^\\p{L} '.-]|[\\u0080-\\u009f\\ufffd]");

	/**
	 * Letters and signs of Windows-1252 at the places where Mac Roman and the code pages
	 * have é, è, ê, à, ç and their like.
	 */
	private static final Pattern OTHER = Pattern.compile("[ƒ„†‡ˆ‰‹›™˜‚ŽžŠš…“”•‘€¡¢£¤¥¦§¨©¬®¯±´¶·¸¹¼½¾¿×÷]"
			+ "|(?<=\\p{L})[ŒŸÀ-ÖØ-Þ](?=\\p{Ll})|(?<=\\p{Ll})[ŒŸ]|(?<=\\p{Ll})[–—](?!\\p{Lu})");

	private NameSpelling() {
	}

	/**
	 * Finds characters that do not occur in names.
	 * @param name of a list
	 * @param utf8 whether the list is UTF-8, else it was read as Windows-1252
	 * @return the characters; empty where there are none
	 */
	public static Optional<String> odd(String name, boolean utf8) {
		Matcher twice = TWICE.matcher(name);
		if (twice.find()) {
			return Optional.of(twice.group());
		}
		Matcher other = OTHER.matcher(name);
		return (!utf8 && other.find()) ? Optional.of(other.group()) : Optional.empty();
	}

}
