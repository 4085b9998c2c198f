package fr.passerelle.gateway.document;

import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON merge patch (RFC 7396): null removes, an object goes deeper, all else replaces.
 *
 * @param patch as it was sent
 */
record MergePatch(ObjectNode patch) {

	static MergePatch parse(byte[] json) {
		return new MergePatch(DocumentParser.parse(json, Format.JSON));
	}

	/** Changes a tree in place, and gives it back. */
	ObjectNode applyTo(ObjectNode target) {
		return merge(target, this.patch);
	}

	private static ObjectNode merge(ObjectNode target, ObjectNode patch) {
		patch.properties().forEach((entry) -> {
			JsonNode value = entry.getValue();
			if (value.isNull()) {
				target.remove(entry.getKey());
			}
			else if (value instanceof ObjectNode deeper) {
				JsonNode there = target.get(entry.getKey());
				ObjectNode base = (there instanceof ObjectNode object) ? object : JsonNodeFactory.instance.objectNode();
				target.set(entry.getKey(), merge(base, deeper));
			}
			else {
				target.set(entry.getKey(), value);
			}
		});
		return target;
	}

}
