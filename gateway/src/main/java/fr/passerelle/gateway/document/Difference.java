package fr.passerelle.gateway.document;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One thing that differs between two documents. Texts are for people: a list or a block
 * is written on one line, cut if it is long.
 *
 * @param steps from the document to the place: keys, a delegation's id, a pattern's text
 * @param kind what happened to it
 * @param before as it was; null where it was not there
 * @param after as it is; null if it was removed
 */
public record Difference(List<String> steps, Kind kind, @Nullable String before, @Nullable String after) {

	public Difference {
		steps = List.copyOf(steps);
	}

	/**
	 * The place, e.g. {@code espaces.parent.published} or
	 * {@code delegations[atrium].label}.
	 */
	public String path() {
		return DocumentTree.path(this.steps);
	}

	/** What happened. */
	public enum Kind {

		ADDED, REMOVED, CHANGED

	}

}
