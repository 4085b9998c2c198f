package fr.passerelle.gateway.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A page or a template, read by a strict XML parser: all pages of the gateway are XML.
 */
final class Markup {

	private final Document document;

	private Markup(Document document) {
		this.document = document;
	}

	static Markup of(byte[] bytes) {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
			factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
			return new Markup(factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes)));
		}
		catch (ParserConfigurationException | SAXException | IOException ex) {
			throw new AssertionError("the page is not well-formed", ex);
		}
	}

	Element root() {
		return this.document.getDocumentElement();
	}

	/** All elements of a name, {@code *} for any. */
	List<Element> all(String name) {
		NodeList nodes = this.document.getElementsByTagName(name);
		List<Element> elements = new ArrayList<>();
		for (int i = 0; i < nodes.getLength(); i++) {
			elements.add((Element) nodes.item(i));
		}
		return elements;
	}

	/** The one element of a name. */
	Element one(String name) {
		List<Element> elements = all(name);
		if (elements.size() != 1) {
			throw new AssertionError("<" + name + "> stands " + elements.size() + " times");
		}
		return elements.get(0);
	}

	/** All elements of a name that have this attribute with this value. */
	List<Element> all(String name, String attribute, String value) {
		return all(name).stream().filter((element) -> element.getAttribute(attribute).equals(value)).toList();
	}

	List<String> ids() {
		return all("*").stream().map((element) -> element.getAttribute("id")).filter((id) -> !id.isEmpty()).toList();
	}

	static List<Attr> attributes(Element element) {
		NamedNodeMap map = element.getAttributes();
		List<Attr> attributes = new ArrayList<>();
		for (int i = 0; i < map.getLength(); i++) {
			attributes.add((Attr) map.item(i));
		}
		return attributes;
	}

	/** The texts of the document itself, without the blank ones. */
	List<String> texts() {
		List<String> texts = new ArrayList<>();
		collect(root(), texts);
		return texts;
	}

	private static void collect(Node node, List<String> texts) {
		for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
			if (child.getNodeType() == Node.ELEMENT_NODE) {
				collect(child, texts);
			}
			else if (child.getNodeType() != Node.COMMENT_NODE && !child.getTextContent().isBlank()) {
				texts.add(child.getTextContent().strip());
			}
		}
	}

	/** Whether an element has this class. */
	static boolean hasClass(Element element, String name) {
		return List.of(element.getAttribute("class").split(" ")).contains(name);
	}

}
