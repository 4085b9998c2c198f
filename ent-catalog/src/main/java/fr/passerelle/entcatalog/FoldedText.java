package fr.passerelle.entcatalog;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text as people search for it: no accents, no case, no punctuation.
 *
 * @param words its words
 * @param joined its words without anything between, so that {@code elyco} finds
 * {@code e-lyco}
 */
record FoldedText(List<String> words, String joined) {

	private static final Pattern MARKS = Pattern.compile("\\p{M}+");

	private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

	static FoldedText of(String text) {
		String folded = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
		folded = folded.toLowerCase(Locale.ROOT).replace("œ", "oe").replace("æ", "ae");
		List<String> words = Stream.of(BETWEEN_WORDS.split(folded)).filter((word) -> !word.isEmpty()).toList();
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

}
