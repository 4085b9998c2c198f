package fr.passerelle.gateway.document;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import fr.passerelle.gateway.document.Difference.Kind;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What differs between two documents, in the document's order. Delegations are compared
 * by their ids, at any position. The order of public paths and of patterns does not
 * count; the order of other lists does. A key that is {@code ~} equals one that is left
 * out.
 *
 * @param list the first {@value #MAX} of them
 * @param total how many there are
 */
public record Differences(List<Difference> list, int total) {

	/** More differences than this are counted, not listed. */
	public static final int MAX = 500;

	/** No difference. */
	public static final Differences NONE = new Differences(List.of(), 0);

	public Differences {
		list = List.copyOf(list);
	}

	/**
	 * Compares two documents.
	 * @param before the earlier
	 * @param after the later
	 * @return what differs
	 */
	public static Differences between(ConfigurationDocument before, ConfigurationDocument after) {
		Comparison comparison = new Comparison();
		comparison.compare(List.of(), before.copy(), after.copy());
		return new Differences(comparison.found, comparison.total);
	}

	/** Whether the documents say the same. */
	public boolean isEmpty() {
		return this.total == 0;
	}

	private static final class Comparison {

		private final List<Difference> found = new ArrayList<>();

		private int total;

		void compare(List<String> steps, @Nullable JsonNode before, @Nullable JsonNode after) {
			JsonNode was = DocumentTree.said(before);
			JsonNode is = DocumentTree.said(after);
			DocumentTree old = DocumentTree.of(steps, was);
			DocumentTree young = DocumentTree.of(steps, is);
			if (old != null && young != null) {
				Set<String> keys = new LinkedHashSet<>(young.keys());
				keys.addAll(old.keys());
				keys.forEach((key) -> compare(DocumentTree.step(steps, key), old.child(key), young.child(key)));
			}
			else if (was != null || is != null) {
				compareLeaves(steps, was, is);
			}
		}

		private void compareLeaves(List<String> steps, @Nullable JsonNode was, @Nullable JsonNode is) {
			if (was != null && was.equals(is)) {
				return;
			}
			Kind kind = (was == null) ? Kind.ADDED : (is == null) ? Kind.REMOVED : Kind.CHANGED;
			this.total++;
			if (this.found.size() < MAX) {
				this.found.add(new Difference(steps, kind, DocumentTree.text(was), DocumentTree.text(is)));
			}
		}

	}

}
