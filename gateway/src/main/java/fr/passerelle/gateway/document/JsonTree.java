package fr.passerelle.gateway.document;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON's tokens as a tree.
 */
final class JsonTree {

	private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
		.streamReadConstraints(
				StreamReadConstraints.builder().maxNestingDepth(DocumentParser.MAX_DEPTH).maxNameLength(200).build())
		.build());

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private final JsonParser tokens;

	private final Faults faults;

	private JsonTree(JsonParser tokens, Faults faults) {
		this.tokens = tokens;
		this.faults = faults;
	}

	static JsonNode read(String text, Faults faults) {
		try (JsonParser tokens = JSON.createParser(text)) {
			if (tokens.nextToken() == null) {
				throw DocumentParser.unreadable(FaultCode.EMPTY);
			}
			JsonNode root = new JsonTree(tokens, faults).value("");
			if (tokens.nextToken() != null) {
				throw DocumentParser.unreadable("JSON", "something follows the document", 0, 0);
			}
			return root;
		}
		catch (JacksonException ex) {
			throw (ex.getLocation() != null)
					? DocumentParser.unreadable("JSON", ex.getOriginalMessage(), ex.getLocation().getLineNr(),
							ex.getLocation().getColumnNr())
					: DocumentParser.unreadable("JSON", ex.getOriginalMessage(), 0, 0);
		}
	}

	private JsonNode value(String path) {
		return switch (this.tokens.currentToken()) {
			case START_OBJECT -> object(path);
			case START_ARRAY -> array(path);
			case VALUE_TRUE -> NODES.booleanNode(true);
			case VALUE_FALSE -> NODES.booleanNode(false);
			case VALUE_NULL -> NODES.nullNode();
			case VALUE_STRING -> NODES.stringNode(this.tokens.getString());
			// No key of a document takes a number: that it is one is all that counts.
			default -> NODES.numberNode(0);
		};
	}

	private ObjectNode object(String path) {
		ObjectNode object = NODES.objectNode();
		while (this.tokens.nextToken() == JsonToken.PROPERTY_NAME) {
			String key = this.tokens.currentName();
			String place = DocumentParser.at(path, key);
			this.tokens.nextToken();
			DocumentParser.put(object, key, value(place), place, this.faults);
		}
		return object;
	}

	private ArrayNode array(String path) {
		ArrayNode array = NODES.arrayNode();
		while (this.tokens.nextToken() != JsonToken.END_ARRAY) {
			array.add(value(path + "[" + array.size() + "]"));
		}
		return array;
	}

}
