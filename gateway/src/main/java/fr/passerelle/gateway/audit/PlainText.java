package fr.passerelle.gateway.audit;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Texts as a search compares them: plain lower-case letters and digits. Nothing in them
 * is a wildcard.
 */
final class PlainText {

	/** Longest question, in characters, and most words of it that are looked at. */
	private static final int MAX_QUESTION = 200;

	private static final int MAX_WORDS = 8;

	/** Longest text that is kept for a search. */
	private static final int MAX_KEPT = 2000;

	private static final Pattern MARKS = Pattern.compile("\\p{M}+");

	private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

	private static final Pattern REFERENCE = Pattern.compile("[0-9A-Z]{8}");

	private PlainText() {
	}

	static String fold(String text) {
		String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
		String lower = plain.toLowerCase(Locale.ROOT).replace("\u0153", "oe").replace("\u00e6", "ae");
		return NO_WORD.matcher(lower).replaceAll(" ").strip();
	}

	/** The words of a question; each must occur somewhere. */
	static List<String> words(String question) {
		String bounded = question.substring(0, Math.min(question.length(), MAX_QUESTION));
		return Arrays.stream(fold(bounded).split(" "))
			.filter((word) -> !word.isEmpty())
			.distinct()
			.limit(MAX_WORDS)
			.toList();
	}

	/** What an entry is found by. */
	static String of(AuditEntry entry) {
		Stream<@Nullable String> own = Stream.of(entry.person(), entry.address(), entry.code(), entry.delegation(),
				entry.detail());
		Stream<@Nullable String> changed = entry.changes()
			.stream()
			.flatMap((change) -> Stream.of(change.path(), change.before(), change.after()));
		String all = fold(Stream.concat(own, changed)
			.filter((text) -> text != null && !text.isEmpty())
			.collect(Collectors.joining(" ")));
		return (all.length() > MAX_KEPT) ? all.substring(0, MAX_KEPT) : all;
	}

	/**
	 * Every way in which a reference that was read out or typed may be written here: a
	 * page shows capitals and a dash, and people leave out both.
	 */
	static Set<String> references(String typed) {
		String upper = typed.toUpperCase(Locale.ROOT);
		String bare = upper.replaceAll("[^0-9A-Z]", "");
		Set<String> all = new TreeSet<>(List.of(typed, upper));
		if (REFERENCE.matcher(bare).matches()) {
			all.add(bare.substring(0, 4) + "-" + bare.substring(4));
		}
		return all;
	}

}
