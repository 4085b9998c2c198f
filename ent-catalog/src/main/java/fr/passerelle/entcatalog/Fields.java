package fr.passerelle.entcatalog;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The fields of one YAML mapping. Every question reports what is wrong with the answer
 * and then gives a harmless value, so that the reading goes on to the next fault.
 */
final class Fields {

	/** More than any useful list of an entry has. */
	static final int MOST_ITEMS = 50;

	/** Longer than any name; for one-line texts. */
	static final int SHORT_TEXT = 120;

	static final int LONG_TEXT = 500;

	private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

	private final String file;

	private final String path;

	private final int line;

	private final Faults faults;

	private final Map<String, Node> values = new LinkedHashMap<>();

	private final Set<String> known = new LinkedHashSet<>();

	/** Not a mapping: reported once, and not once for each missing field. */
	private final boolean unreadable;

	private Fields(String file, String path, int line, boolean unreadable, Faults faults) {
		this.file = file;
		this.path = path;
		this.line = line;
		this.unreadable = unreadable;
		this.faults = faults;
	}

	static Fields of(String file, String path, Node node, Faults faults) {
		Fields fields = new Fields(file, path, lineOf(node), !(node instanceof MappingNode), faults);
		if (node instanceof MappingNode mapping) {
			mapping.getValue().forEach(fields::take);
		}
		else {
			faults.add(file, lineOf(node), path.isEmpty() ? "(document)" : path,
					"is not a mapping; accepted: fields with their values");
		}
		return fields;
	}

	private void take(NodeTuple tuple) {
		String name = (tuple.getKeyNode() instanceof ScalarNode key) ? key.getValue() : "?";
		if (this.values.put(name, tuple.getValueNode()) != null) {
			this.faults.add(this.file, lineOf(tuple.getKeyNode()), field(name), "is there twice; accepted: once");
		}
	}

	String text(String name) {
		return text(name, SHORT_TEXT);
	}

	@Nullable String optionalText(String name, int longest) {
		return states(name) ? text(name, longest) : null;
	}

	private String text(String name, int longest) {
		Node node = value(name);
		String accepted = "a text of one line, up to " + longest + " characters";
		if (node == null) {
			fault(name, "is missing; accepted: " + accepted);
			return "";
		}
		return scalar(node, field(name), accepted, (text) -> isText(text, longest));
	}

	/** A text that matches a rule; the fault quotes the rule. */
	String text(String name, Predicate<String> rule, String accepted) {
		Node node = value(name);
		if (node == null) {
			fault(name, "is missing; accepted: " + accepted);
			return "";
		}
		return scalar(node, field(name), accepted, rule);
	}

	/** One text or a list of them; absent: none. */
	List<String> texts(String name, Predicate<String> rule, String accepted) {
		Node node = value(name);
		if (node == null) {
			return List.of();
		}
		if (!(node instanceof SequenceNode sequence)) {
			return List.of(scalar(node, field(name), accepted, rule));
		}
		List<String> texts = new ArrayList<>();
		for (Node item : items(name, sequence)) {
			String place = field(name) + "[" + texts.size() + "]";
			String text = scalar(item, place, accepted, rule);
			if (!text.isEmpty() && texts.contains(text)) {
				this.faults.add(this.file, lineOf(item), place,
						"is '" + text + "', which is there twice; accepted: once");
			}
			texts.add(text);
		}
		return List.copyOf(texts);
	}

	/** As {@link #texts}, but at least one. */
	List<String> someTexts(String name, Predicate<String> rule, String accepted) {
		Node node = value(name);
		if (node == null || (node instanceof SequenceNode sequence && sequence.getValue().isEmpty())) {
			fault(name, "is missing; accepted: " + accepted);
			return List.of();
		}
		return texts(name, rule, accepted);
	}

	/** One word of a list; {@code null} only if that has been reported. */
	<E extends Enum<E>> @Nullable E oneOf(String name, Class<E> type) {
		if (!states(name)) {
			fault(name, "is missing; accepted: " + wordsOf(type));
		}
		return optionalOneOf(name, type);
	}

	<E extends Enum<E>> @Nullable E optionalOneOf(String name, Class<E> type) {
		Node node = value(name);
		if (node == null) {
			return null;
		}
		E[] constants = constantsOf(type);
		String text = scalar(node, field(name), wordsOf(type),
				(word) -> Arrays.stream(constants).anyMatch((constant) -> constant.name().equals(word)));
		return Arrays.stream(constants).filter((constant) -> constant.name().equals(text)).findFirst().orElse(null);
	}

	@Nullable URI address(String name) {
		Node node = value(name);
		if (node == null) {
			return null;
		}
		return CasEndpoints
			.parse(scalar(node, field(name), CasEndpoints.ADDRESS_RULE, (text) -> CasEndpoints.parse(text) != null));
	}

	int number(String name) {
		String text = text(name, (word) -> NUMBER.matcher(word).matches(), "a whole number from 1");
		return text.isEmpty() ? 1 : Integer.parseInt(text);
	}

	LocalDate date(String name) {
		String text = text(name, Fields::isDate, "a date, as in 2026-11-22");
		return text.isEmpty() ? LocalDate.EPOCH : LocalDate.parse(text);
	}

	/** The fields below one field; absent: none. */
	@Nullable Fields block(String name) {
		Node node = value(name);
		return (node != null) ? of(this.file, field(name), node, this.faults) : null;
	}

	/** A list of mappings; absent: none. */
	List<Fields> blocks(String name, int most) {
		Node node = value(name);
		if (node == null) {
			return List.of();
		}
		if (!(node instanceof SequenceNode sequence)) {
			fault(name, "is not a list; accepted: a list of mappings");
			return List.of();
		}
		List<Fields> blocks = new ArrayList<>();
		for (Node item : items(name, sequence, most)) {
			blocks.add(of(this.file, field(name) + "[" + labelOf(item, blocks.size()) + "]", item, this.faults));
		}
		return blocks;
	}

	/** Whether the field has a value other than {@code ~}. */
	boolean states(String name) {
		return value(name) != null;
	}

	/** For a field that may be {@code ~} but must be there. */
	boolean requireMentioned(String name, String accepted) {
		value(name);
		if (!this.values.containsKey(name)) {
			fault(name, "is missing; accepted: " + accepted + ", or ~ where no source says");
			return false;
		}
		return true;
	}

	/**
	 * Called last: reports every field that no question asked for as a spelling mistake.
	 */
	void refuseOthers() {
		this.values.forEach((name, node) -> {
			if (!this.known.contains(name)) {
				this.faults.add(this.file, lineOf(node), field(name),
						"is not a field here; accepted: " + String.join(", ", this.known));
			}
		});
	}

	void fault(String name, String message) {
		if (this.unreadable) {
			return;
		}
		Node node = this.values.get(name);
		this.faults.add(this.file, (node != null) ? lineOf(node) : this.line, field(name), message);
	}

	private @Nullable Node value(String name) {
		this.known.add(name);
		Node node = this.values.get(name);
		return (node == null || node.getTag().equals(Tag.NULL)) ? null : node;
	}

	private String scalar(Node node, String field, String accepted, Predicate<String> rule) {
		if (!(node instanceof ScalarNode scalar)) {
			this.faults.add(this.file, lineOf(node), field, "is not a single value; accepted: " + accepted);
			return "";
		}
		if (!rule.test(scalar.getValue())) {
			this.faults.add(this.file, lineOf(node), field,
					"is '" + shortened(scalar.getValue()) + "'; accepted: " + accepted);
			return "";
		}
		return scalar.getValue();
	}

	private List<Node> items(String name, SequenceNode sequence) {
		return items(name, sequence, MOST_ITEMS);
	}

	private List<Node> items(String name, SequenceNode sequence, int most) {
		if (sequence.getValue().size() > most) {
			fault(name, "has " + sequence.getValue().size() + " items; accepted: up to " + most);
			return List.of();
		}
		return sequence.getValue();
	}

	private String field(String name) {
		return this.path.isEmpty() ? name : this.path + "." + name;
	}

	/** Names an item of a list by its id if it has one, by its place otherwise. */
	private static String labelOf(Node item, int place) {
		if (item instanceof MappingNode mapping) {
			for (NodeTuple tuple : mapping.getValue()) {
				if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals("id")
						&& tuple.getValueNode() instanceof ScalarNode id) {
					return shortened(id.getValue());
				}
			}
		}
		return String.valueOf(place);
	}

	private static <E extends Enum<E>> E[] constantsOf(Class<E> type) {
		return type.getEnumConstants();
	}

	private static <E extends Enum<E>> String wordsOf(Class<E> type) {
		return String.join(", ", Arrays.stream(constantsOf(type)).map(Enum::name).toList());
	}

	static boolean isText(String text, int longest) {
		return !text.isBlank() && text.length() <= longest && text.equals(text.strip())
				&& text.chars().noneMatch(Character::isISOControl);
	}

	private static boolean isDate(String text) {
		try {
			LocalDate.parse(text);
			return true;
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

	private static int lineOf(Node node) {
		return node.getStartMark().map((mark) -> mark.getLine() + 1).orElse(0);
	}

	/**
	 * Shortens a quotation: enough to find the place, but neither a whole file nor a
	 * password in an address.
	 */
	private static String shortened(String text) {
		String line = text.replaceAll("\\p{Cntrl}+", " ").replaceAll("//[^/@]*@", "//…@");
		return (line.length() > 60) ? line.substring(0, 60) + "…" : line;
	}

}
