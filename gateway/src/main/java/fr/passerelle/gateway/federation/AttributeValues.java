package fr.passerelle.gateway.federation;

import java.util.ArrayList;
import java.util.List;

import javax.xml.XMLConstants;

import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The values of an attribute in an assertion of SAML 1.1 or 2. */
public final class AttributeValues {

	private AttributeValues() {
	}

	/**
	 * The values, in order. A value of another form than text, such as an address of
	 * several elements, is left out.
	 * @param attribute the element, whose values are in its own namespace
	 */
	public static List<String> of(Element attribute) throws XmlRefusedException {
		String namespace = String.valueOf(attribute.getNamespaceURI());
		List<String> values = new ArrayList<>();
		for (Element value : Elements.children(attribute, namespace, "AttributeValue")) {
			String nil = value.getAttributeNS(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil");
			if (!nil.equals("true") && !nil.equals("1")) {
				List<Element> nested = Elements.children(value);
				Element name = Elements.child(value, Names.ASSERTION, "NameID");
				if (nested.isEmpty()) {
					values.add(Elements.text(value));
				}
				else if (name != null && nested.size() == 1 && hasNoText(value)) {
					values.add(Elements.text(name));
				}
			}
		}
		return values;
	}

	private static boolean hasNoText(Element value) {
		for (Node node = value.getFirstChild(); node != null; node = node.getNextSibling()) {
			if (!(node instanceof Element) && !node.getTextContent().isBlank()) {
				return false;
			}
		}
		return true;
	}

}
