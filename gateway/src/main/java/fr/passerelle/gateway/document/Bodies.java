package fr.passerelle.gateway.document;

import java.util.List;

import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Small JSON bodies that change a document, read as strictly as the document itself.
 */
final class Bodies {

	private Bodies() {
	}

	/** Opens a body in which no key may be null. */
	static Section open(byte[] json, List<String> keys) {
		return open(json, List.of(), keys);
	}

	/** Opens a body in which only some keys may be null. */
	static Section open(byte[] json, List<String> nullable, List<String> keys) {
		ObjectNode root = DocumentParser.parse(json, Format.JSON);
		Section body = new Section(root, "", new Faults(), keys);
		root.properties().forEach((entry) -> {
			if (entry.getValue().isNull() && !nullable.contains(entry.getKey())) {
				body.fault(entry.getKey(), FaultCode.NULL_REFUSED);
			}
		});
		return body;
	}

	/** The block under a key; an empty one is made if it is absent. */
	static ObjectNode child(ObjectNode parent, String key) {
		JsonNode child = parent.get(key);
		if (child instanceof ObjectNode object) {
			return object;
		}
		ObjectNode made = JsonNodeFactory.instance.objectNode();
		parent.set(key, made);
		return made;
	}

	static ArrayNode list(List<String> texts) {
		ArrayNode list = JsonNodeFactory.instance.arrayNode();
		texts.forEach(list::add);
		return list;
	}

}
