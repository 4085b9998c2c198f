package fr.passerelle.gateway.account;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what a guesser tries first: common words in any letter case, with accents or with
 * digits for letters, years, rows of keys, repetitions, and names that others know.
 */
final class GuessableParts {

	private static final int SHORTEST_WORD = 4;

	private static final int SHORTEST_ROW = 4;

	private static final int LONGEST_WORD = 24;

	private static final List<String> ROWS = List.of("abcdefghijklmnopqrstuvwxyz", "01234567890", "azertyuiop",
			"qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1q2w3e4r5t6y", "1a2z3e4r5t6y",
			// As passwords are compared, without accents.
			"&e\"'(-e_ca");

	private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");

	/** Letters, and the signs that replace them. */
	private static final String SIGNS = "013457@$!|";

	private static final String LETTERS = "oieastasil";

	private final Set<String> words;

	GuessableParts(Set<String> words) {
		this.words = words;
	}

	/** With the bundled words. */
	static GuessableParts bundled() {
		try (InputStream file = GuessableParts.class.getResourceAsStream("common-words.txt")) {
			if (file == null) {
				throw new IllegalStateException("common-words.txt is missing");
			}
			String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
			return new GuessableParts(Stream.of(text.split("\\s+")).collect(Collectors.toUnmodifiableSet()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What was found.
	 *
	 * @param effectiveLength characters, each guessable part counted as one
	 * @param common whether there is a common part
	 * @param personal whether there is a name that others know
	 */
	record Found(int effectiveLength, boolean common, boolean personal) {
	}

	Found in(String password, List<String> personal) {
		String folded = folded(password);
		String unsigned = unsigned(folded);
		List<String> names = personal.stream()
			.flatMap((name) -> Stream.of(folded(name).split("[^a-z0-9]+")))
			.filter((name) -> name.length() >= 3)
			.toList();
		int length = 0;
		boolean common = false;
		boolean known = false;
		int at = 0;
		while (at < password.length()) {
			int name = Math.max(longestName(folded, names, at), longestName(unsigned, names, at));
			int part = Math.max(Math.max(longestWord(folded, at), longestWord(unsigned, at)), pattern(folded, at));
			known |= name > 0 && name >= part;
			common |= part > name;
			at += Math.max(1, Math.max(name, part));
			length++;
		}
		return new Found(length, common, known);
	}

	private static int longestName(String text, List<String> names, int at) {
		return names.stream().filter((name) -> text.startsWith(name, at)).mapToInt(String::length).max().orElse(0);
	}

	private int longestWord(String text, int at) {
		for (int end = Math.min(text.length(), at + LONGEST_WORD); end >= at + SHORTEST_WORD; end--) {
			if (this.words.contains(text.substring(at, end))) {
				return end - at;
			}
		}
		return 0;
	}

	private static int pattern(String text, int at) {
		int year = YEAR.matcher(text).region(at, text.length()).lookingAt() ? 4 : 0;
		return Math.max(year, Math.max(row(text, at), repetition(text, at)));
	}

	/** Neighbours on a keyboard, in the alphabet or among digits, either way. */
	private static int row(String text, int at) {
		int longest = 0;
		for (String row : ROWS) {
			longest = Math.max(longest,
					Math.max(common(text, at, row), common(text, at, new StringBuilder(row).reverse().toString())));
		}
		return (longest >= SHORTEST_ROW) ? longest : 0;
	}

	private static int common(String text, int at, String row) {
		int start = row.indexOf(text.charAt(at));
		int length = 0;
		while (start >= 0 && at + length < text.length() && start + length < row.length()
				&& text.charAt(at + length) == row.charAt(start + length)) {
			length++;
		}
		return length;
	}

	/** What was there just before, again; or one character over and over. */
	private static int repetition(String text, int at) {
		for (int size = Math.min(at, text.length() - at); size >= 2; size--) {
			if (text.regionMatches(at - size, text, at, size)) {
				return size;
			}
		}
		int same = 1;
		while (at + same < text.length() && text.charAt(at + same) == text.charAt(at)) {
			same++;
		}
		return (same >= 3) ? same : 0;
	}

	/** Small letters without accents, one for each character. */
	private static String folded(String text) {
		StringBuilder folded = new StringBuilder(text.length());
		text.chars().forEach((c) -> folded.append(folded((char) c)));
		return folded.toString();
	}

	private static char folded(char c) {
		return Character.toLowerCase(Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).charAt(0));
	}

	private static String unsigned(String text) {
		StringBuilder plain = new StringBuilder(text.length());
		text.chars().forEach((c) -> {
			int sign = SIGNS.indexOf(c);
			plain.append((sign >= 0) ? LETTERS.charAt(sign) : (char) c);
		});
		return plain.toString();
	}

}
