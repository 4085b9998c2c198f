package fr.passerelle.gateway.cas;

import java.util.List;
import java.util.Set;
import fr.passerelle.gateway.login.ReleasedAttributes;
import fr.passerelle.gateway.login.ValidationFailedException;

/**
 * Finds attributes wherever ENTs put them (contract, Login 16): flat (Kosmos, laclasse),
 * in {@code attributes} (Apereo, Atrium), nested in {@code userAttributes} with or
 * without prefix (Edifice), as name/value pairs (older RECIA). One rule covers all: a
 * leaf is an attribute under its local name, at any depth, in any namespace.
 *
 * <p>
 * A list in a wrapper (laclasse: {@code <Xs><X>1</X><X>2</X></Xs>}) is the list of the
 * wrapper too, where all children are leaves of one name and there are several, or the
 * names are the plural and the singular of one another, or the same.
 */
final class AttributeLayouts {

	/** These elements are places, and never lists. */
	private static final Set<String> CONTAINERS = Set.of("attributes", "userAttributes");

	private AttributeLayouts() {
	}

	/** Collects this element's values and those below it. */
	static void collect(XmlElement element, ReleasedAttributes attributes) throws ValidationFailedException {
		String pair = element.attribute("name");
		if (element.name().equals("attribute") && !pair.isBlank()) {
			collectPair(pair, element, attributes);
		}
		else if (element.isLeaf()) {
			attributes.add(element.name(), element.text());
		}
		else {
			if (isList(element)) {
				addAll(element.name(), element.children(), attributes);
			}
			for (XmlElement child : element.children()) {
				collect(child, attributes);
			}
		}
	}

	/** {@code <attribute name="x" value="v"/>}, or with text, or with value children. */
	private static void collectPair(String name, XmlElement pair, ReleasedAttributes attributes)
			throws ValidationFailedException {
		attributes.add(name, pair.attribute("value"));
		attributes.add(name, pair.text());
		addAll(name, pair.children(), attributes);
	}

	private static void addAll(String name, List<XmlElement> values, ReleasedAttributes attributes)
			throws ValidationFailedException {
		for (XmlElement value : values) {
			attributes.add(name, value.text());
		}
	}

	private static boolean isList(XmlElement wrapper) {
		String singular = wrapper.children().get(0).name();
		boolean alike = wrapper.children()
			.stream()
			.allMatch((child) -> child.isLeaf() && child.name().equals(singular));
		if (!alike || CONTAINERS.contains(wrapper.name()) || singular.equals("attribute")) {
			return false;
		}
		return wrapper.children().size() > 1 || wrapper.name().equals(singular)
				|| wrapper.name().equals(singular + "s");
	}

}
