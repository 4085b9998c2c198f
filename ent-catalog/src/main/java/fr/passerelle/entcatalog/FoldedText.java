package fr.passerelle.entcatalog;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text as people search for it: no accents, no case, no punctuation.
 *
 * @param words its words
 * @param joined its words without anything between, so that {@code elyco} finds
 * {@code e-lyco}
 */
record FoldedText(List<String> words, String joined) {

	private static final int SHORTEST_NEAR = 4;

	private static final Pattern MARKS = Pattern.compile("\\p{M}+");

	private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

	/** Towns are typed as on envelopes. */
	private static final Map<String, String> ABBREVIATIONS = Map.of("st", "saint", "ste", "sainte");

	static FoldedText of(String text) {
		String folded = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
		folded = folded.toLowerCase(Locale.ROOT).replace("œ", "oe").replace("æ", "ae");
		List<String> words = Stream.of(BETWEEN_WORDS.split(folded))
			.filter((word) -> !word.isEmpty())
			.map((word) -> ABBREVIATIONS.getOrDefault(word, word))
			.toList();
		return new FoldedText(words, String.join("", words));
	}

	boolean isEmpty() {
		return this.words.isEmpty();
	}

	boolean hasWords(FoldedText query) {
		return this.words.containsAll(query.words);
	}

	/**
	 * Whether each word of the query begins a word here, or the whole query is here in
	 * one piece.
	 */
	boolean hasBeginnings(FoldedText query) {
		return query.words.stream().allMatch(this::hasBeginning) || hasInOnePiece(query.joined);
	}

	boolean hasBeginning(String part) {
		return this.words.stream().anyMatch((word) -> word.startsWith(part));
	}

	/** From three characters on, since shorter pieces are in nearly every name. */
	private boolean hasInOnePiece(String piece) {
		return piece.length() >= 3 && this.joined.contains(piece);
	}

	/**
	 * Whether a text is the initials of at least two words that follow each other here.
	 */
	boolean hasInitials(String text) {
		String initials = this.words.stream().map((word) -> word.substring(0, 1)).collect(Collectors.joining());
		return text.length() >= 2 && initials.contains(text);
	}

	/** The same text without a word, unless that is all of it. */
	FoldedText without(String word) {
		List<String> left = this.words.stream().filter((one) -> !one.equals(word)).toList();
		return left.isEmpty() ? this : new FoldedText(left, String.join("", left));
	}

	/**
	 * Whether each word of the query is one here, or one letter away from one, or all of
	 * it from all of this.
	 */
	boolean isNear(FoldedText query) {
		return isOneLetterAway(this.joined, query.joined) || query.words.stream()
			.allMatch((asked) -> this.words.stream()
				.anyMatch((word) -> word.equals(asked) || isOneLetterAway(word, asked)));
	}

	/**
	 * One letter more, less or other, or two neighbours swapped. Figures tell ENTs apart,
	 * and short words have too many neighbours.
	 */
	private static boolean isOneLetterAway(String word, String asked) {
		int shorter = Math.min(word.length(), asked.length());
		if (shorter < SHORTEST_NEAR || Math.abs(word.length() - asked.length()) > 1) {
			return false;
		}
		int begin = 0;
		while (begin < shorter && word.charAt(begin) == asked.charAt(begin)) {
			begin++;
		}
		String one = word.substring(begin);
		String other = asked.substring(begin);
		boolean letters = one.chars().limit(2).noneMatch(Character::isDigit)
				&& other.chars().limit(2).noneMatch(Character::isDigit);
		return letters && (after(one, 1).equals(after(other, 1)) || after(one, 1).equals(other)
				|| one.equals(after(other, 1)) || isSwapped(one, other));
	}

	private static boolean isSwapped(String one, String other) {
		return one.length() >= 2 && other.length() >= 2 && one.charAt(0) == other.charAt(1)
				&& one.charAt(1) == other.charAt(0) && after(one, 2).equals(after(other, 2));
	}

	private static String after(String text, int letters) {
		return text.substring(Math.min(letters, text.length()));
	}

}
