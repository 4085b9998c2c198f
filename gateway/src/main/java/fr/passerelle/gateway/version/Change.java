package fr.passerelle.gateway.version;

import org.jspecify.annotations.Nullable;

/**
 * Who changes something, why and from where, for the history and the journal.
 *
 * @param author the administrator's name
 * @param comment in their words, if they gave any
 * @param address from where; null for the program itself
 * @param platform whether they may change what belongs to the whole platform
 */
public record Change(String author, @Nullable String comment, @Nullable String address, boolean platform) {

	/** Longest comment that is kept. */
	public static final int MAX_COMMENT = 500;

	/** A change that the program makes by itself. */
	public Change(String author, @Nullable String comment) {
		this(author, comment, null, true);
	}

	/** A change by the platform. */
	public Change(String author, @Nullable String comment, @Nullable String address) {
		this(author, comment, address, true);
	}

	public Change {
		if (comment != null && (comment.length() > MAX_COMMENT || comment.chars().anyMatch(Character::isISOControl))) {
			throw new IllegalArgumentException("a comment is one line of at most " + MAX_COMMENT + " characters");
		}
	}

}
