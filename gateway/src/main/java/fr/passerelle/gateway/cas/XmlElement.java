package fr.passerelle.gateway.cas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import fr.passerelle.gateway.login.ValidationFailedException;

/**
 * An element that has been read whole.
 *
 * @param namespace its namespace, empty for none
 * @param name its local name; prefixes mean nothing
 * @param attributes those without namespace, by name
 * @param children in order
 * @param text its own character data, comments left out, not that of its children
 */
record XmlElement(String namespace, String name, Map<String, String> attributes, List<XmlElement> children,
		String text) {

	XmlElement {
		attributes = Map.copyOf(attributes);
		children = List.copyOf(children);
	}

	boolean is(String wantedNamespace, String wantedName) {
		return this.namespace.equals(wantedNamespace) && this.name.equals(wantedName);
	}

	boolean isLeaf() {
		return this.children.isEmpty();
	}

	/** An attribute's value; empty where it is missing. */
	String attribute(String wanted) {
		return this.attributes.getOrDefault(wanted, "");
	}

	/** Children of this name. */
	List<XmlElement> children(String wantedNamespace, String wantedName) {
		return this.children.stream().filter((child) -> child.is(wantedNamespace, wantedName)).toList();
	}

	/**
	 * The one child of this name.
	 * @throws ValidationFailedException if it is missing or there are several: a sender
	 * who can add a second must not win
	 */
	XmlElement only(String wantedNamespace, String wantedName) throws ValidationFailedException {
		List<XmlElement> found = children(wantedNamespace, wantedName);
		if (found.size() != 1) {
			throw ValidationFailedException
				.invalid("The ENT's answer has " + (found.isEmpty() ? "no " : "more than one ") + wantedName + ".");
		}
		return found.get(0);
	}

	/** All elements of this name below this one, at any depth, in document order. */
	List<XmlElement> descendants(String wantedNamespace, String wantedName) {
		List<XmlElement> found = new ArrayList<>();
		collect(wantedNamespace, wantedName, found);
		return found;
	}

	private void collect(String wantedNamespace, String wantedName, List<XmlElement> found) {
		for (XmlElement child : this.children) {
			if (child.is(wantedNamespace, wantedName)) {
				found.add(child);
			}
			child.collect(wantedNamespace, wantedName, found);
		}
	}

	@Override
	public String toString() {
		return "XmlElement[" + this.name + "]";
	}

}
