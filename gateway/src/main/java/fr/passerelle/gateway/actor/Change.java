package fr.passerelle.gateway.actor;

import org.jspecify.annotations.Nullable;

/**
 * Who changes something and why, for the history and the journal.
 *
 * @param actor who, and from where
 * @param comment the reason in their words; null if they gave none
 */
public record Change(Actor actor, @Nullable String comment) {

	/** Longest comment that is kept. */
	public static final int MAX_COMMENT = 500;

	public Change {
		if (comment != null && (comment.length() > MAX_COMMENT || comment.chars().anyMatch(Character::isISOControl))) {
			throw new IllegalArgumentException("a comment is one line of at most " + MAX_COMMENT + " characters");
		}
	}

	/** A change that the program makes by itself. */
	public Change(String program, @Nullable String comment) {
		this(Actor.program(program), comment);
	}

	/**
	 * The change behind a form.
	 * @param actor who sent it
	 * @param comment as it was typed; null or blank for none
	 * @return the change; its comment is put on one line and cut if it is too long
	 */
	public static Change typed(Actor actor, @Nullable String comment) {
		String line = (comment != null) ? comment.replaceAll("\\p{Cntrl}+", " ").strip() : "";
		String kept = line.substring(0, Math.min(line.length(), MAX_COMMENT));
		return new Change(actor, kept.isEmpty() ? null : kept);
	}

}
