package fr.passerelle.gateway.document;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import fr.passerelle.gateway.establishment.Field;
import fr.passerelle.gateway.establishment.Field.Kind;
import fr.passerelle.gateway.establishment.Protocol;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One delegation as the document has it, before the catalogue and the conventions
 * complete it. Values that are null or empty are not written.
 *
 * @param id its id
 * @param label the name visitors choose by
 * @param protocol by which it signs people on
 * @param active whether it is offered
 * @param ent the catalogue's entry
 * @param signOn the protocol's own fields by their keys, as texts; what overrides the
 * catalogue
 * @param attributes released attributes by meaning
 * @param recognition how people are recognised, in order; empty where not written
 */
public record DelegationBlock(String id, String label, Protocol protocol, boolean active, @Nullable String ent,
		Map<String, String> signOn, Map<String, List<String>> attributes, List<String> recognition) {

	/** The meanings that an attribute can be given, in the document's order. */
	public static final List<String> MEANINGS = DocumentOrder.ATTRIBUTES;

	/** The value in {@code signOn} of a flag that is set. */
	public static final String ON = "true";

	private static final int MAX_ID = 40;

	/**
	 * The reader refuses this id, which means direct login where a delegation is named.
	 */
	private static final String DIRECT = "direct";

	public DelegationBlock {
		signOn = Map.copyOf(signOn);
		attributes = Map.copyOf(attributes);
		recognition = List.copyOf(recognition);
	}

	/** The delegations of an accepted document, in its order. */
	public static List<DelegationBlock> of(ConfigurationDocument document) {
		List<DelegationBlock> blocks = new ArrayList<>();
		document.copy().path("delegations").forEach((block) -> blocks.add(read(block)));
		return blocks;
	}

	/** The delegation of this id. */
	public static Optional<DelegationBlock> find(ConfigurationDocument document, String id) {
		return of(document).stream().filter((block) -> block.id().equals(id)).findFirst();
	}

	/**
	 * An id for a new delegation, made of its name; administrators need not choose one.
	 */
	public static String freeId(ConfigurationDocument document, String name) {
		String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
			.replaceAll("\\p{M}", "")
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^a-z0-9]+", "-")
			.replaceAll("^-|-$", "");
		String stem = plain.isEmpty() ? "ent" : plain;
		if (stem.length() > MAX_ID - 3) {
			String cut = stem.substring(0, MAX_ID - 3);
			stem = cut.contains("-") ? cut.substring(0, cut.lastIndexOf('-')) : cut;
		}
		List<String> taken = of(document).stream().map(DelegationBlock::id).toList();
		String id = stem.equals(DIRECT) ? stem + "-1" : stem;
		for (int number = 2; taken.contains(id); number++) {
			id = stem + "-" + number;
		}
		return id;
	}

	/** The block as the document holds it. */
	ObjectNode toNode() {
		ObjectNode node = JsonNodeFactory.instance.objectNode();
		node.put("id", this.id)
			.put("label", this.label)
			.put("protocol", this.protocol.name())
			.put("active", this.active);
		put(node, "ent", this.ent);
		ObjectNode block = JsonNodeFactory.instance.objectNode();
		this.protocol.fields().forEach((field) -> put(block, field, this.signOn.get(field.key())));
		if (!block.isEmpty() || this.ent == null) {
			node.set(this.protocol.block(), block);
		}
		ObjectNode names = JsonNodeFactory.instance.objectNode();
		MEANINGS.forEach((meaning) -> putNames(names, meaning, this.attributes.getOrDefault(meaning, List.of())));
		if (!names.isEmpty()) {
			node.set("attributes", names);
		}
		if (!this.recognition.isEmpty()) {
			node.set("recognition", Bodies.list(this.recognition));
		}
		return node;
	}

	private static DelegationBlock read(JsonNode block) {
		Map<String, List<String>> attributes = new LinkedHashMap<>();
		MEANINGS.forEach((meaning) -> {
			List<String> names = texts(block.path("attributes").path(meaning));
			if (!names.isEmpty()) {
				attributes.put(meaning, names);
			}
		});
		Protocol protocol = protocol(block);
		return new DelegationBlock(block.path("id").asString(""), block.path("label").asString(""), protocol,
				block.path("active").asBoolean(true), text(block, "ent"),
				signOn(protocol, block.path(protocol.block())), attributes, texts(block.path("recognition")));
	}

	private static Protocol protocol(JsonNode block) {
		String name = block.path("protocol").asString("");
		return Arrays.stream(Protocol.values())
			.filter((protocol) -> protocol.name().equals(name))
			.findFirst()
			.orElse(Protocol.CAS);
	}

	private static Map<String, String> signOn(Protocol protocol, JsonNode block) {
		Map<String, String> values = new LinkedHashMap<>();
		for (Field<?> field : protocol.fields()) {
			String value = switch (field.kind()) {
				case FLAG -> flag(block, field);
				case WORDS -> words(block, field);
				default -> text(block, field.key());
			};
			if (value != null) {
				values.put(field.key(), value);
			}
		}
		return values;
	}

	private static @Nullable String flag(JsonNode node, Field<?> field) {
		boolean set = node.path(field.key()).asBoolean(field.isSetUnsaid());
		return (set != field.isSetUnsaid()) ? String.valueOf(set) : null;
	}

	private static @Nullable String words(JsonNode node, Field<?> field) {
		List<String> words = texts(node.path(field.key()));
		return (words.isEmpty() || words.equals(field.preset())) ? null : String.join(" ", words);
	}

	private static @Nullable String text(JsonNode node, String key) {
		JsonNode value = node.get(key);
		return (value != null && value.isString()) ? value.stringValue() : null;
	}

	private static List<String> texts(JsonNode node) {
		List<String> texts = new ArrayList<>();
		if (node.isString()) {
			texts.add(node.stringValue());
		}
		else if (node instanceof ArrayNode list) {
			list.forEach((one) -> texts.add(one.asString()));
		}
		return texts;
	}

	private static void putNames(ObjectNode node, String key, List<String> names) {
		if (names.size() == 1) {
			node.put(key, names.get(0));
		}
		else if (!names.isEmpty()) {
			node.set(key, Bodies.list(names));
		}
	}

	private static void put(ObjectNode block, Field<?> field, @Nullable String value) {
		if (field.kind() == Kind.WORDS) {
			if (value != null) {
				block.set(field.key(), Bodies.list(List.of(value.strip().split("[\\s,;]+"))));
			}
		}
		else if (field.kind() != Kind.FLAG) {
			put(block, field.key(), value);
		}
		else if (value != null) {
			block.put(field.key(), value.equals(ON));
		}
	}

	private static void put(ObjectNode node, String key, @Nullable String value) {
		if (value != null) {
			node.put(key, value);
		}
	}

}
