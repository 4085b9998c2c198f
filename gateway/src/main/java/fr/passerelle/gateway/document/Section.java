package fr.passerelle.gateway.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One block of a document under strict reading: what is absent or {@code ~} is null, what
 * has the wrong form is a fault under its path and null too.
 */
public final class Section {

	private final ObjectNode node;

	private final String path;

	private final Faults faults;

	/**
	 * Opens a block.
	 * @param node the block
	 * @param path its path; empty at the top
	 * @param faults where faults go
	 * @param keys the keys it may have
	 */
	public Section(ObjectNode node, String path, Faults faults, List<String> keys) {
		this.node = node;
		this.path = path;
		this.faults = faults;
		for (String key : node.propertyNames()) {
			if (!keys.contains(key)) {
				faults.add(at(key), FaultCode.UNKNOWN_KEY, String.join(", ", keys));
			}
		}
	}

	/** The path of a key in this block. */
	String at(String key) {
		return this.path.isEmpty() ? key : this.path + "." + key;
	}

	boolean has(String key) {
		return get(key) != null;
	}

	void fault(String key, FaultCode code, Object... arguments) {
		this.faults.add(at(key), code, arguments);
	}

	void throwIfFaulty() {
		this.faults.throwIfAny();
	}

	/** The keys of this block. */
	List<String> keys() {
		return List.copyOf(this.node.propertyNames());
	}

	boolean flag(String key, boolean preset) {
		JsonNode value = get(key);
		if (value == null) {
			return preset;
		}
		if (!value.isBoolean()) {
			fault(key, FaultCode.NOT_FLAG);
			return preset;
		}
		return value.booleanValue();
	}

	@Nullable String text(String key) {
		return text(get(key), at(key));
	}

	/**
	 * A text in a form of its own.
	 * @param form gives the value, or a {@link Flaw}
	 */
	<T> @Nullable T text(String key, Function<String, T> form) {
		String text = text(key);
		return (text != null) ? formed(text, at(key), form) : null;
	}

	/** As {@link #text(String, Function)}, where absence is a fault. */
	<T> @Nullable T required(String key, Function<String, T> form) {
		if (!has(key)) {
			fault(key, FaultCode.REQUIRED);
			return null;
		}
		return text(key, form);
	}

	/** A list of texts, each in a form of its own; empty where absent. */
	<T> List<T> texts(String key, int max, Function<String, T> form) {
		List<T> values = new ArrayList<>();
		for (Item item : items(key, max)) {
			String text = text(item.value(), item.path());
			T value = (text != null) ? formed(text, item.path(), form) : null;
			if (value != null && values.contains(value)) {
				this.faults.add(item.path(), FaultCode.TWICE);
			}
			else if (value != null) {
				values.add(value);
			}
		}
		return values;
	}

	/** One text or a list of texts; empty where absent. */
	<T> List<T> textOrTexts(String key, int max, Function<String, T> form) {
		JsonNode value = get(key);
		if (value instanceof ArrayNode) {
			return texts(key, max, form);
		}
		T single = text(key, form);
		return (single != null) ? List.of(single) : List.of();
	}

	/** The blocks of a list, in order. */
	List<Section> sections(String key, int max, List<String> keys) {
		List<Section> sections = new ArrayList<>();
		for (Item item : items(key, max)) {
			Section section = section(item.value(), item.path(), keys);
			if (section != null) {
				sections.add(section);
			}
		}
		return sections;
	}

	@Nullable Section section(String key, List<String> keys) {
		JsonNode value = get(key);
		return (value != null) ? section(value, at(key), keys) : null;
	}

	/** A block whose keys the document's author chooses. */
	@Nullable Section map(String key, int max) {
		JsonNode value = get(key);
		if (!(value instanceof ObjectNode object)) {
			return (value != null) ? section(key, List.of()) : null;
		}
		if (object.size() > max) {
			fault(key, FaultCode.TOO_MANY, max);
		}
		return new Section(object, at(key), this.faults, List.copyOf(object.propertyNames()));
	}

	private @Nullable Section section(JsonNode value, String at, List<String> keys) {
		if (value instanceof ObjectNode object) {
			return new Section(object, at, this.faults, keys);
		}
		this.faults.add(at, FaultCode.NOT_BLOCK);
		return null;
	}

	private List<Item> items(String key, int max) {
		JsonNode value = get(key);
		if (value == null) {
			return List.of();
		}
		if (!(value instanceof ArrayNode array)) {
			fault(key, FaultCode.NOT_LIST);
			return List.of();
		}
		if (array.size() > max) {
			fault(key, FaultCode.TOO_MANY, max);
			return List.of();
		}
		List<Item> items = new ArrayList<>();
		for (JsonNode element : array) {
			items.add(new Item(element, at(key) + "[" + items.size() + "]"));
		}
		return items;
	}

	private @Nullable String text(@Nullable JsonNode value, String at) {
		if (value == null) {
			return null;
		}
		if (!value.isString()) {
			this.faults.add(at, value.isNumber() ? FaultCode.UNQUOTED : FaultCode.NOT_TEXT);
			return null;
		}
		return value.stringValue();
	}

	private <T> @Nullable T formed(String text, String at, Function<String, T> form) {
		try {
			return form.apply(text);
		}
		catch (Flaw flaw) {
			this.faults.add(flaw.at(at));
			return null;
		}
	}

	private @Nullable JsonNode get(String key) {
		JsonNode value = this.node.get(key);
		return (value == null || value.isNull()) ? null : value;
	}

	private record Item(JsonNode value, String path) {
	}

}
