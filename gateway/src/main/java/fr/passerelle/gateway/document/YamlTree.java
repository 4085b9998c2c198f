package fr.passerelle.gateway.document;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * YAML 1.2's events as a tree, by the core schema. Anchors, aliases and tags are refused:
 * a configuration does not need them, and nine lines of aliases make a billion values.
 */
final class YamlTree {

	private static final ScalarResolver CORE = new CoreSchema().getScalarResolver();

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private final Iterator<Event> events;

	private final Faults faults;

	/** The line, counted from 1, in which each path is first found. */
	private final Map<String, Integer> lines;

	private int depth;

	private YamlTree(Iterator<Event> events, Faults faults, Map<String, Integer> lines) {
		this.events = events;
		this.faults = faults;
		this.lines = lines;
	}

	static JsonNode read(String text, Faults faults) {
		return read(text, faults, new HashMap<>());
	}

	/**
	 * Reads a text and notes in which line each path is. In a text with an error, only
	 * the lines before it are noted.
	 */
	static JsonNode read(String text, Faults faults, Map<String, Integer> lines) {
		try {
			LoadSettings settings = LoadSettings.builder()
				.setCodePointLimit(DocumentParser.MAX_SIZE)
				// All in one piece: the reader stumbles over an emoji where two pieces
				// meet.
				.setBufferSize(text.length() + 2)
				.build();
			return new YamlTree(new Parse(settings).parseString(text).iterator(), faults, lines).document();
		}
		catch (MarkedYamlEngineException ex) {
			throw ex.getProblemMark()
				.map((mark) -> DocumentParser.unreadable("YAML", ex.getProblem(), mark.getLine() + 1,
						mark.getColumn() + 1))
				.orElseGet(() -> DocumentParser.unreadable("YAML", ex.getProblem(), 0, 0));
		}
		catch (YamlEngineException ex) {
			throw DocumentParser.unreadable("YAML", String.valueOf(ex.getMessage()), 0, 0);
		}
	}

	private JsonNode document() {
		next();
		if (next().getEventId() == Event.ID.StreamEnd) {
			throw DocumentParser.unreadable(FaultCode.EMPTY);
		}
		JsonNode root = value(next(), "");
		next();
		if (next().getEventId() != Event.ID.StreamEnd) {
			throw DocumentParser.unreadable("YAML", "more than one document", 0, 0);
		}
		return root;
	}

	private JsonNode value(Event event, String path) {
		refuseIndirection(event, path);
		return switch (event.getEventId()) {
			case MappingStart -> nested(() -> object(path));
			case SequenceStart -> nested(() -> array(path));
			case Scalar -> scalar((ScalarEvent) event);
			default -> NODES.nullNode();
		};
	}

	private ObjectNode object(String path) {
		ObjectNode object = NODES.objectNode();
		for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
			if (!(event instanceof ScalarEvent key)) {
				throw DocumentParser.unreadable("YAML", "a key that is no text" + line(event), 0, 0);
			}
			String place = DocumentParser.at(path, key.getValue());
			note(key, place);
			refuseIndirection(key, place);
			DocumentParser.put(object, key.getValue(), value(next(), place), place, this.faults);
		}
		return object;
	}

	private ArrayNode array(String path) {
		ArrayNode array = NODES.arrayNode();
		for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
			String place = path + "[" + array.size() + "]";
			note(event, place);
			array.add(value(event, place));
		}
		return array;
	}

	/** Whether this text, written without quotes, is read as a text again. */
	static boolean isReadAsText(String plain) {
		return CORE.resolve(plain, true).equals(Tag.STR);
	}

	private static JsonNode scalar(ScalarEvent scalar) {
		Tag tag = CORE.resolve(scalar.getValue(), scalar.isPlain());
		if (tag.equals(Tag.NULL)) {
			return NODES.nullNode();
		}
		if (tag.equals(Tag.BOOL)) {
			return NODES.booleanNode(Boolean.parseBoolean(scalar.getValue()));
		}
		// No key of a document takes a number: that it is one is all that counts.
		return (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) ? NODES.numberNode(0)
				: NODES.stringNode(scalar.getValue());
	}

	private <N extends JsonNode> N nested(Supplier<N> collection) {
		if (++this.depth > DocumentParser.MAX_DEPTH) {
			throw DocumentParser.unreadable(FaultCode.TOO_DEEP, DocumentParser.MAX_DEPTH);
		}
		N node = collection.get();
		this.depth--;
		return node;
	}

	private void note(Event event, String place) {
		event.getStartMark().ifPresent((mark) -> this.lines.putIfAbsent(place, mark.getLine() + 1));
	}

	private void refuseIndirection(Event event, String path) {
		boolean tagged = (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
				|| (event instanceof CollectionStartEvent collection && collection.getTag().isPresent());
		if (tagged || event instanceof AliasEvent
				|| (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
			this.faults.add(path, FaultCode.INDIRECTION);
		}
	}

	private Event next() {
		return this.events.next();
	}

	private static String line(Event event) {
		return event.getStartMark().map((mark) -> ", line " + (mark.getLine() + 1)).orElse("");
	}

}
