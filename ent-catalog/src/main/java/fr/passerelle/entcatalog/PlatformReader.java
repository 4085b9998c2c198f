package fr.passerelle.entcatalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads a platform, and the parts that an entry shares with platforms.
 */
final class PlatformReader {

	private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

	private static final String ATTRIBUTE_RULE = "names of attributes: letters, digits, _, . and -";

	private PlatformReader() {
	}

	static Platform read(Fields fields) {
		String id = fields.text("id", Ent::isId, Ent.ID_RULE);
		String name = fields.text("name");
		String upstreamLogin = fields.optionalText("upstreamLogin", Fields.LONG_TEXT);
		List<Selector> selectors = selectors(fields);
		PlatformDefaults attributes = attributes(fields);
		PlatformDefaults.National4 national4 = fields.oneOf("national4", PlatformDefaults.National4.class);
		sources(fields);
		fields.number("revision");
		fields.refuseOthers();
		return new Platform(fields, id, name, upstreamLogin, selectors, attributes.overriddenBy(attributes, national4));
	}

	static PlatformDefaults attributes(Fields fields) {
		Fields block = fields.block("attributes");
		if (block == null) {
			return PlatformDefaults.NONE;
		}
		PlatformDefaults attributes = new PlatformDefaults(names(block, "user"), names(block, "profiles"),
				names(block, "establishments"), names(block, "personId"), names(block, "familyName"),
				names(block, "givenName"), names(block, "birthDate"), PlatformDefaults.National4.HEAD);
		block.refuseOthers();
		return attributes;
	}

	static List<Selector> selectors(Fields fields) {
		List<Selector> selectors = new ArrayList<>();
		for (Fields block : fields.blocks("selectors", Fields.MOST_ITEMS)) {
			Selector selector = selector(block);
			if (selector != null) {
				selectors.add(selector);
			}
		}
		return List.copyOf(selectors);
	}

	static List<String> sources(Fields fields) {
		return fields.someTexts("sources", (text) -> Fields.isText(text, Fields.LONG_TEXT),
				"one or more public sources, each a text of one line, up to " + Fields.LONG_TEXT + " characters");
	}

	private static @Nullable Selector selector(Fields block) {
		String parameter = block.text("parameter", Selector::isParameter, Selector.PARAMETER_RULE);
		String value = block.text("value", Selector::isValue, Selector.VALUE_RULE);
		String keys = "one or more of " + String.join(", ", Selector.ESPACES);
		List<String> espaces = block.someTexts("espaces", Selector.ESPACES::contains, keys);
		block.refuseOthers();
		boolean faulty = parameter.isEmpty() || value.isEmpty() || espaces.isEmpty() || espaces.contains("");
		return faulty ? null : new Selector(parameter, value, new LinkedHashSet<>(espaces));
	}

	private static List<String> names(Fields block, String name) {
		return block.texts(name, (text) -> ATTRIBUTE.matcher(text).matches(), ATTRIBUTE_RULE);
	}

}
