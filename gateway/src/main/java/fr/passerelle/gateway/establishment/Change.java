package fr.passerelle.gateway.establishment;

import org.jspecify.annotations.Nullable;

/**
 * Who changes something and why, for the history.
 *
 * @param author the administrator's name
 * @param comment in their words, if they gave any
 */
public record Change(String author, @Nullable String comment) {

	/** Longest comment that is kept. */
	public static final int MAX_COMMENT = 500;

	public Change {
		if (comment != null && (comment.length() > MAX_COMMENT || comment.chars().anyMatch(Character::isISOControl))) {
			throw new IllegalArgumentException("a comment is one line of at most " + MAX_COMMENT + " characters");
		}
	}

}
