package fr.passerelle.gateway.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Merges two edits of one document. A change by one side alone is taken; a place that
 * both sides changed differently is a conflict that people decide. A merged document may
 * still be refused, e.g. where one side delegates to what the other removes.
 */
public final class ThreeWay {

	private final Set<String> mineWins;

	private final List<Conflict> conflicts = new ArrayList<>();

	private ThreeWay(Set<String> mineWins) {
		this.mineWins = mineWins;
	}

	/**
	 * Merges; where there is a conflict, the document has {@code theirs}.
	 * @param base the document that both edits were made upon
	 * @param mine one edit
	 * @param theirs the other, in effect already
	 * @return the document and its conflicts
	 */
	public static Merged merge(ConfigurationDocument base, ConfigurationDocument mine, ConfigurationDocument theirs) {
		return merge(base, mine, theirs, Set.of());
	}

	/**
	 * As
	 * {@link #merge(ConfigurationDocument, ConfigurationDocument, ConfigurationDocument)},
	 * with decisions.
	 * @param mineWins the paths of the conflicts for which the document has {@code mine}
	 */
	public static Merged merge(ConfigurationDocument base, ConfigurationDocument mine, ConfigurationDocument theirs,
			Set<String> mineWins) {
		ThreeWay merging = new ThreeWay(mineWins);
		JsonNode root = merging.merge(List.of(), base.copy(), mine.copy(), theirs.copy());
		return new Merged(new ConfigurationDocument((ObjectNode) Objects.requireNonNull(root)), merging.conflicts);
	}

	private @Nullable JsonNode merge(List<String> steps, @Nullable JsonNode base, @Nullable JsonNode mine,
			@Nullable JsonNode theirs) {
		if (Objects.equals(theirs, base)) {
			return mine;
		}
		if (Objects.equals(mine, base) || Objects.equals(mine, theirs)) {
			return theirs;
		}
		DocumentTree from = DocumentTree.of(steps, base);
		DocumentTree left = DocumentTree.of(steps, mine);
		DocumentTree right = DocumentTree.of(steps, theirs);
		if (from != null && left != null && right != null && from.isLike(left) && from.isLike(right)) {
			return mergeParts(steps, from, left, right);
		}
		return mergeValues(steps, base, mine, theirs);
	}

	private JsonNode mergeParts(List<String> steps, DocumentTree base, DocumentTree mine, DocumentTree theirs) {
		boolean theirsKeptTheOrder = inOrderOf(base, theirs).equals(inOrderOf(theirs, base));
		Set<String> keys = new LinkedHashSet<>((theirsKeptTheOrder ? mine : theirs).keys());
		keys.addAll(mine.keys());
		keys.addAll(theirs.keys());
		Map<String, JsonNode> parts = new LinkedHashMap<>();
		for (String key : keys) {
			JsonNode part = merge(DocumentTree.step(steps, key), base.child(key), mine.child(key), theirs.child(key));
			if (part != null) {
				parts.put(key, part);
			}
		}
		return mine.of(parts);
	}

	/** A key that is left out equals one that is {@code ~}. */
	private @Nullable JsonNode mergeValues(List<String> steps, @Nullable JsonNode base, @Nullable JsonNode mine,
			@Nullable JsonNode theirs) {
		JsonNode was = DocumentTree.said(base);
		JsonNode left = DocumentTree.said(mine);
		JsonNode right = DocumentTree.said(theirs);
		if (Objects.equals(right, was)) {
			return mine;
		}
		if (Objects.equals(left, was) || Objects.equals(left, right)) {
			return theirs;
		}
		String path = DocumentTree.path(steps);
		this.conflicts
			.add(new Conflict(steps, DocumentTree.text(was), DocumentTree.text(left), DocumentTree.text(right)));
		return this.mineWins.contains(path) ? mine : theirs;
	}

	/** The names of one that the other has too. */
	private static List<String> inOrderOf(DocumentTree tree, DocumentTree other) {
		return tree.keys().stream().filter(other.keys()::contains).toList();
	}

	/**
	 * What came of a merge.
	 *
	 * @param document both edits in one
	 * @param conflicts what both sides touched, and differently
	 */
	public record Merged(ConfigurationDocument document, List<Conflict> conflicts) {

		public Merged {
			conflicts = List.copyOf(conflicts);
		}

	}

	/**
	 * A place that both sides changed differently; texts as in {@link Difference}.
	 *
	 * @param steps from the document to the place
	 * @param base as it was; null where it was not there
	 * @param mine as one side has it; null where it removed it
	 * @param theirs as the other side has it; null where it removed it
	 */
	public record Conflict(List<String> steps, @Nullable String base, @Nullable String mine, @Nullable String theirs) {

		public Conflict {
			steps = List.copyOf(steps);
		}

		/** The place, e.g. {@code espaces.parent.published}. */
		public String path() {
			return DocumentTree.path(this.steps);
		}

	}

}
