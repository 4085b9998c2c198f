package fr.passerelle.gateway.establishment;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import fr.passerelle.gateway.establishment.ConfigurationDocument.Format;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Text to tree, JSON and YAML alike, token by token: Jackson's own tree would stop at the
 * first doubled key, and would take a YAML alias for the alias's name.
 */
final class DocumentParser {

	/**
	 * Largest document in bytes. One with twenty delegations and a certificate each is a
	 * third of it.
	 */
	static final int MAX_SIZE = 256 * 1024;

	private static final int MAX_DEPTH = 12;

	private static final int MAX_TOKENS = 20_000;

	private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
		.maxNestingDepth(MAX_DEPTH)
		.maxTokenCount(MAX_TOKENS)
		.maxNameLength(200)
		.build();

	private static final ObjectMapper JSON = new JsonMapper(
			JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build());

	private static final ObjectMapper YAML = new YAMLMapper(
			YAMLFactory.builder().streamReadConstraints(CONSTRAINTS).build());

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private final JsonParser tokens;

	private final Faults faults = new Faults();

	private DocumentParser(JsonParser tokens) {
		this.tokens = tokens;
	}

	static ObjectNode parse(byte[] text, Format format) {
		if (text.length > MAX_SIZE) {
			throw unreadable("the document is larger than " + MAX_SIZE / 1024 + " KB");
		}
		ObjectMapper mapper = (format == Format.JSON) ? JSON : YAML;
		try (JsonParser tokens = mapper.createParser(decode(text))) {
			return new DocumentParser(tokens).document();
		}
		catch (JacksonException ex) {
			throw unreadable("cannot be read as " + format + place(ex) + ": " + firstLine(ex.getOriginalMessage()));
		}
		catch (YamlEngineException ex) {
			throw unreadable("cannot be read as " + format + ": " + firstLine(ex.getMessage()));
		}
	}

	private ObjectNode document() {
		if (this.tokens.nextToken() == null) {
			throw unreadable("the document is empty");
		}
		JsonNode root = value("");
		if (this.tokens.nextToken() != null) {
			throw unreadable("more than one document");
		}
		if (!(root instanceof ObjectNode object)) {
			throw unreadable("the document is no map of keys and values");
		}
		this.faults.throwIfAny();
		return object;
	}

	private JsonNode value(String path) {
		if (this.tokens.getTypeId() != null || this.tokens.getObjectId() != null || isAlias()) {
			this.faults.add(path, "anchors, aliases and tags are not taken: write the value itself");
		}
		JsonToken token = this.tokens.currentToken();
		return switch (token) {
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
			String place = path.isEmpty() ? key : path + "." + key;
			this.tokens.nextToken();
			JsonNode value = value(place);
			if (object.has(key)) {
				this.faults.add(place, "stands there twice");
			}
			else {
				object.set(key, value);
			}
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

	private boolean isAlias() {
		return this.tokens instanceof YAMLParser yaml && yaml.isCurrentAlias();
	}

	private static String decode(byte[] text) {
		try {
			String decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
			return decoded.startsWith("\ufeff") ? decoded.substring(1) : decoded;
		}
		catch (CharacterCodingException ex) {
			throw unreadable("the document is not UTF-8");
		}
	}

	private static String place(JacksonException ex) {
		return (ex.getLocation() != null && ex.getLocation().getLineNr() > 0)
				? ", line " + ex.getLocation().getLineNr() + ", column " + ex.getLocation().getColumnNr() : "";
	}

	private static String firstLine(@Nullable String message) {
		String line = (message != null) ? message.lines().findFirst().orElse("") : "";
		return (line.length() > 200) ? line.substring(0, 200) : line;
	}

	private static InvalidDocumentException unreadable(String message) {
		return new InvalidDocumentException(List.of(new DocumentFault("", message)), false);
	}

}
