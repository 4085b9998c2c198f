package fr.passerelle.gateway.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A part of a document, divided into parts that have a name: the keys of a block, the ids
 * of delegations, the patterns themselves. A comparison by position would take a
 * delegation that is put first for a change of all of them. Every other list is one
 * value, since its order counts.
 */
final class DocumentTree {

	/** Longest text of a value that people are shown. */
	static final int MAX_TEXT = 1000;

	private static final String DELEGATIONS = "delegations";

	private final Kind kind;

	private final Map<String, JsonNode> children;

	private DocumentTree(Kind kind, Map<String, JsonNode> children) {
		this.kind = kind;
		this.children = children;
	}

	/** The parts of the value at a place; null if it has no parts. */
	static @Nullable DocumentTree of(List<String> steps, @Nullable JsonNode node) {
		if (node instanceof ObjectNode object) {
			Map<String, JsonNode> children = new LinkedHashMap<>();
			object.properties().forEach((entry) -> children.put(entry.getKey(), entry.getValue()));
			return new DocumentTree(Kind.BLOCK, children);
		}
		Kind kind = listKind(steps);
		if (kind == null || !(node instanceof ArrayNode list)) {
			return null;
		}
		Map<String, JsonNode> children = new LinkedHashMap<>();
		for (JsonNode element : list) {
			JsonNode name = (kind == Kind.BY_ID) ? element.get("id") : element;
			if (name == null || !name.isString() || children.putIfAbsent(name.stringValue(), element) != null) {
				return null;
			}
		}
		return new DocumentTree(kind, children);
	}

	/** The value; null if it is absent or {@code ~}. */
	static @Nullable JsonNode said(@Nullable JsonNode node) {
		return (node == null || node.isNull()) ? null : node;
	}

	static List<String> step(List<String> steps, String key) {
		List<String> longer = new ArrayList<>(steps);
		longer.add(key);
		return Collections.unmodifiableList(longer);
	}

	/** A place as people write it. */
	static String path(List<String> steps) {
		StringBuilder path = new StringBuilder();
		for (int i = 0; i < steps.size(); i++) {
			if (listKind(steps.subList(0, i)) != null) {
				path.append('[').append(steps.get(i)).append(']');
			}
			else {
				path.append((i == 0) ? "" : ".").append(steps.get(i));
			}
		}
		return path.toString();
	}

	/** A value on one line; null if there is no value. */
	static @Nullable String text(@Nullable JsonNode node) {
		JsonNode value = said(node);
		if (value == null) {
			return null;
		}
		StringBuilder text = new StringBuilder();
		write(value, text);
		return (text.length() > MAX_TEXT) ? text.substring(0, MAX_TEXT) + "\u2026" : text.toString();
	}

	Set<String> keys() {
		return this.children.keySet();
	}

	@Nullable JsonNode child(String key) {
		return this.children.get(key);
	}

	boolean isLike(DocumentTree other) {
		return this.kind == other.kind;
	}

	/** The same kind of part, made of other parts. */
	JsonNode of(Map<String, JsonNode> parts) {
		if (this.kind == Kind.BLOCK) {
			ObjectNode block = JsonNodeFactory.instance.objectNode();
			parts.forEach(block::set);
			return block;
		}
		ArrayNode list = JsonNodeFactory.instance.arrayNode();
		parts.values().forEach(list::add);
		return list;
	}

	private static @Nullable Kind listKind(List<String> steps) {
		if (steps.equals(List.of(DELEGATIONS))) {
			return Kind.BY_ID;
		}
		boolean patterns = steps.equals(List.of("publicPaths"))
				|| (steps.size() == 3 && steps.get(0).equals("espaces") && steps.get(2).equals("paths"));
		return patterns ? Kind.OF_TEXTS : null;
	}

	private static void write(JsonNode node, StringBuilder text) {
		if (text.length() > MAX_TEXT) {
			return;
		}
		if (node instanceof ObjectNode block) {
			text.append('{');
			String separator = "";
			for (Map.Entry<String, JsonNode> entry : block.properties()) {
				text.append(separator).append(entry.getKey()).append(": ");
				write(entry.getValue(), text);
				separator = ", ";
			}
			text.append('}');
		}
		else if (node instanceof ArrayNode list) {
			text.append('[');
			String separator = "";
			for (JsonNode element : list) {
				text.append(separator);
				write(element, text);
				separator = ", ";
			}
			text.append(']');
		}
		else {
			text.append(node.isNull() ? "~" : node.asString());
		}
	}

	private enum Kind {

		BLOCK, BY_ID, OF_TEXTS

	}

}
