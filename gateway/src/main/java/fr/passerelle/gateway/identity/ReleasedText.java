package fr.passerelle.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.establishment.FoldedText;
import fr.passerelle.gateway.establishment.Uai;

/**
 * The one reader of released lists. ENTs write a list as repeated attributes, or as one
 * text: parted by {@code ;}, {@code ,}, {@code |}, blanks or lines, as JSON, in brackets
 * or quotes, escaped for XML, JSON or an address, once or twice. It looks for the codes
 * themselves, and at nothing between them, so that no spelling of a list hides one.
 */
public final class ReleasedText {

	/** How often a text can be escaped; no ENT was seen to do it more than twice. */
	private static final int MAX_ESCAPES = 4;

	private static final Pattern ENTITY = Pattern.compile("&(?:#(x?)([0-9a-fA-F]{1,6})|(quot|apos|amp|lt|gt|nbsp));");

	private static final Pattern PERCENT = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

	private static final Pattern BACKSLASH = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|[nrtbf]|(.)|$)");

	/**
	 * Alone, or behind what directories put before it: {@code UAI0330001A},
	 * {@code 1$0330001A}.
	 */
	private static final Pattern CODE = Pattern
		.compile("(?<![\\p{L}\\p{N}])(?:(?:UAI|RNE)|[0-9]{1,3}\\$)?([0-9]{7}[A-Z])(?![\\p{L}\\p{N}])");

	private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\uFFFD]+");

	/** Words that a list with nothing in it may consist of. */
	private static final Set<String> NOTHING = Set.of("NULL", "NONE", "NIL", "UNDEFINED", "UAI", "RNE");

	private static final Pattern PROFILE = Pattern
		.compile("(?<![\\p{L}\\p{N}_.-])NATIONAL_([A-Z]{3}|[0-9]{1,2})(?![\\p{L}\\p{N}_.-])");

	/** EduConnect's kinds of account, of primary and secondary schools. */
	private static final Pattern ACCOUNT = Pattern
		.compile("(?<![\\p{L}\\p{N}_.-])(ELEVE|RESP)[12]D(?![\\p{L}\\p{N}_.-])");

	private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");

	private static final Pattern BETWEEN = Pattern.compile("[;,|\\s]+");

	private static final Pattern BETWEEN_IDS = Pattern.compile("[;,|\\[\\]{}\"'\\r\\n]+");

	private static final Pattern QUOTED = Pattern.compile("\\[?\\s*\"((?:[^\"\\\\]|\\\\.){0,4000})\"\\s*]?");

	private ReleasedText() {
	}

	/** What the establishments' attributes say. */
	enum Belonging {

		/** They hold this establishment's code. */
		HERE,

		/** They hold another's code, or one that cannot be read. */
		ELSEWHERE,

		/** Nothing is released. */
		UNSAID

	}

	/** Reads the establishments' attributes. */
	static Belonging belonging(Collection<String> values, Uai here) {
		boolean elsewhere = false;
		for (String value : values) {
			String text = plain(value).toUpperCase(Locale.ROOT);
			if (CODE.matcher(text).results().anyMatch((code) -> code.group(1).equals(here.value()))) {
				return Belonging.HERE;
			}
			elsewhere |= WORD.matcher(text).results().anyMatch((word) -> !NOTHING.contains(word.group()));
		}
		return elsewhere ? Belonging.ELSEWHERE : Belonging.UNSAID;
	}

	/**
	 * The part behind {@code National_} of each profile, and the profiles of EduConnect's
	 * accounts. A profile that is said of one establishment
	 * ({@code National_DIR:0750002B}) does not count.
	 */
	static List<String> profiles(Collection<String> values) {
		List<String> codes = new ArrayList<>();
		for (String value : values) {
			String text = plain(value).toUpperCase(Locale.ROOT);
			boolean record = text.indexOf('{') >= 0;
			for (String part : record ? text.split("}", -1) : BETWEEN.split(text, -1)) {
				if (!CODE.matcher(part).find()) {
					Matcher profile = PROFILE.matcher(part);
					while (profile.find()) {
						codes.add(profile.group(1));
					}
					Matcher account = ACCOUNT.matcher(part);
					while (account.find()) {
						codes.add(account.group(1).equals("ELEVE") ? "ELV" : "TUT");
					}
				}
			}
		}
		return codes;
	}

	/** Ids of one person: the text itself, and what it lists. */
	public static List<String> ids(Collection<String> values) {
		Set<String> ids = new LinkedHashSet<>();
		for (String value : values) {
			ids.add(value);
			for (String part : BETWEEN_IDS.split(unescaped(value), -1)) {
				if (!part.isBlank()) {
					ids.add(part.strip());
				}
			}
		}
		return List.copyOf(ids);
	}

	/** A single value without the quotes that JSON puts round it. */
	public static String unquoted(String value) {
		Matcher quoted = QUOTED.matcher(value.strip());
		return (quoted.matches() && !quoted.group(1).isBlank()) ? backslashes(quoted.group(1)).strip() : value;
	}

	/** Unescaped, in plain letters and digits, without what cannot be seen. */
	private static String plain(String value) {
		String text = unescaped(value);
		return FoldedText.isAscii(text) ? text
				: UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
	}

	private static boolean isEscaped(String text) {
		return text.indexOf('&') >= 0 || text.indexOf('%') >= 0 || text.indexOf('\\') >= 0;
	}

	private static String unescaped(String value) {
		if (!isEscaped(value)) {
			return value;
		}
		String text = value;
		for (int i = 0; i < MAX_ESCAPES; i++) {
			String before = text;
			text = ENTITY.matcher(text).replaceAll((match) -> Matcher.quoteReplacement(entity(match)));
			text = PERCENT.matcher(text).replaceAll((match) -> Matcher.quoteReplacement(bytes(match.group())));
			text = backslashes(text);
			if (text.equals(before)) {
				break;
			}
		}
		return text;
	}

	private static String entity(MatchResult match) {
		if (match.group(2) != null) {
			return character(match.group(2), match.group(1).isEmpty() ? 10 : 16);
		}
		return switch (match.group(3)) {
			case "quot" -> "\"";
			case "apos" -> "'";
			case "amp" -> "&";
			case "lt" -> "<";
			case "gt" -> ">";
			default -> " ";
		};
	}

	/** Bytes that are no UTF-8 become the sign for what cannot be read. */
	private static String bytes(String escaped) {
		return new String(HexFormat.of().parseHex(escaped.replace("%", "")), StandardCharsets.UTF_8);
	}

	private static String backslashes(String text) {
		if (text.indexOf('\\') < 0) {
			return text;
		}
		return BACKSLASH.matcher(text).replaceAll((match) -> {
			if (match.group(1) != null) {
				return Matcher.quoteReplacement(character(match.group(1), 16));
			}
			return Matcher.quoteReplacement((match.group(2) != null) ? match.group(2) : " ");
		});
	}

	/** A list with a character that no text can hold is not empty: it is refused. */
	private static String character(String digits, int radix) {
		try {
			int point = Integer.parseInt(digits, radix);
			return (Character.isValidCodePoint(point) && point != 0) ? Character.toString(point) : "\uFFFD";
		}
		catch (NumberFormatException ex) {
			return "\uFFFD";
		}
	}

}
