package fr.passerelle.gateway.federation;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** Walks by child elements alone: a look-up over a whole document finds decoys. */
public final class Elements {

	private Elements() {
	}

	/** All child elements, in order. */
	public static List<Element> children(Element parent) {
		List<Element> children = new ArrayList<>();
		for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
			if (node instanceof Element element) {
				children.add(element);
			}
		}
		return children;
	}

	/** The child elements of a name, in order. */
	public static List<Element> children(Element parent, String namespace, String name) {
		return children(parent).stream().filter((child) -> is(child, namespace, name)).toList();
	}

	/**
	 * The child element of a name.
	 * @return null where there is none
	 * @throws XmlRefusedException where there are several
	 */
	public static @Nullable Element child(Element parent, String namespace, String name) throws XmlRefusedException {
		List<Element> found = children(parent, namespace, name);
		if (found.size() > 1) {
			throw new XmlRefusedException("More than one " + name + " where one may be.");
		}
		return found.isEmpty() ? null : found.get(0);
	}

	/**
	 * The child element of a name.
	 * @throws XmlRefusedException where there is none, or several
	 */
	public static Element required(Element parent, String namespace, String name) throws XmlRefusedException {
		Element child = child(parent, namespace, name);
		if (child == null) {
			throw new XmlRefusedException("There is no " + name + " where one must be.");
		}
		return child;
	}

	/** Whether an element has a name. */
	public static boolean is(Element element, String namespace, String name) {
		return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
	}

	/** The value of an attribute without namespace; null where it is not there. */
	public static @Nullable String attribute(Element element, String name) {
		return element.hasAttributeNS(null, name) ? element.getAttributeNS(null, name) : null;
	}

	/**
	 * The whole text of an element, without surrounding blanks.
	 * @throws XmlRefusedException where anything but text is in it: a reader that takes
	 * the first part would read another name than the one that was signed
	 */
	public static String text(Element element) throws XmlRefusedException {
		StringBuilder text = new StringBuilder();
		for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
			if (!(node instanceof Text part)) {
				throw new XmlRefusedException("Something else than text is in " + element.getLocalName() + ".");
			}
			text.append(part.getData());
		}
		return text.toString().strip();
	}

}
