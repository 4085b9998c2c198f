package fr.passerelle.gateway.federation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Parses a document once, without DOCTYPE, with this Java platform's own parser, and
 * refuses what a verifier of signatures and a reader could understand differently: two
 * equal ids, ids in a namespace, and in messages also comments and processing
 * instructions.
 */
public final class StrictDom {

	/** No message or metadata of one server nests deeper. */
	static final int MAX_DEPTH = 40;

	/** No metadata that is read has more elements. */
	static final int MAX_ELEMENTS = 20_000;

	/** No message about one person has more elements; anyone may send one. */
	static final int MAX_MESSAGE_ELEMENTS = 4_000;

	/** No element of either has more attributes; namespaces count. */
	private static final String MAX_ATTRIBUTES = "200";

	private static final ErrorHandler SILENT = new ErrorHandler() {

		@Override
		public void warning(SAXParseException exception) {
			// Nothing that changes what is read.
		}

		@Override
		public void error(SAXParseException exception) throws SAXException {
			throw exception;
		}

		@Override
		public void fatalError(SAXParseException exception) throws SAXException {
			throw exception;
		}

	};

	private StrictDom() {
	}

	/** A message: what people and their rights are read from. */
	public static Document message(byte[] bytes) throws XmlRefusedException {
		return parse(bytes, Kind.MESSAGE);
	}

	/** Metadata, in which federations explain themselves by comments. */
	public static Document metadata(byte[] bytes) throws XmlRefusedException {
		return parse(bytes, Kind.METADATA);
	}

	private static Document parse(byte[] bytes, Kind kind) throws XmlRefusedException {
		if (tags(bytes) > 2L * kind.elements) {
			throw new XmlRefusedException("The document has too many elements.");
		}
		try {
			DocumentBuilder builder = factory().newDocumentBuilder();
			builder.setErrorHandler(SILENT);
			builder.setEntityResolver((publicId, systemId) -> {
				throw new SAXException("no entity is looked up");
			});
			InputSource input = new InputSource(new ByteArrayInputStream(bytes));
			if (kind == Kind.MESSAGE) {
				// Whatever the message says: one encoding, in which tags were counted.
				input.setEncoding(StandardCharsets.UTF_8.name());
			}
			Document document = builder.parse(input);
			check(document, kind);
			return document;
		}
		catch (SAXException | IOException ex) {
			throw new XmlRefusedException("The document is no well-formed XML, or has a DOCTYPE.");
		}
		catch (ParserConfigurationException ex) {
			throw new IllegalStateException("this Java platform's parser refuses its own features", ex);
		}
	}

	private static DocumentBuilderFactory factory() throws ParserConfigurationException {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
		factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
		factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
		factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
		factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
		factory.setAttribute("http://www.oracle.com/xml/jaxp/properties/elementAttributeLimit", MAX_ATTRIBUTES);
		factory.setAttribute("http://www.oracle.com/xml/jaxp/properties/maxElementDepth", String.valueOf(MAX_DEPTH));
		factory.setXIncludeAware(false);
		factory.setExpandEntityReferences(false);
		return factory;
	}

	/** How many tags there are at most, so that a tree of many is not built first. */
	private static long tags(byte[] bytes) {
		long tags = 0;
		for (byte one : bytes) {
			if (one == '<') {
				tags++;
			}
		}
		return tags;
	}

	/** Looks at every node, in document order and without recursion. */
	private static void check(Document document, Kind kind) throws XmlRefusedException {
		if (!"1.0".equals(document.getXmlVersion())) {
			// Another version allows other characters in names and text.
			throw new XmlRefusedException("The document is not of XML 1.0.");
		}
		Set<String> ids = new HashSet<>();
		int depth = 0;
		int elements = 0;
		Node node = document.getFirstChild();
		while (node != null) {
			if (node instanceof Element element) {
				elements++;
				checkIds(element, ids);
			}
			else if (node.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE
					|| (node.getNodeType() == Node.COMMENT_NODE && kind == Kind.MESSAGE)) {
				throw new XmlRefusedException("The message has a comment or a processing instruction.");
			}
			if (depth > MAX_DEPTH || elements > kind.elements) {
				throw new XmlRefusedException("The document is nested too deep, or has too many elements.");
			}
			Node next = node.getFirstChild();
			if (next != null) {
				depth++;
			}
			else {
				next = node.getNextSibling();
			}
			Node up = node;
			while (next == null && up != null) {
				up = up.getParentNode();
				depth--;
				next = (up != null) ? up.getNextSibling() : null;
			}
			node = next;
		}
	}

	private static void checkIds(Element element, Set<String> ids) throws XmlRefusedException {
		NamedNodeMap attributes = element.getAttributes();
		for (int i = 0; i < attributes.getLength(); i++) {
			Attr attribute = (Attr) attributes.item(i);
			String name = attribute.getLocalName();
			if (isIdLike(name)) {
				boolean own = attribute.getNamespaceURI() == null && isOwnSpelling(element.getNamespaceURI(), name);
				if (!own || !ids.add(attribute.getValue())) {
					throw new XmlRefusedException(
							"Two elements have one id, or an id has another name than it should.");
				}
			}
		}
	}

	private static boolean isIdLike(String name) {
		return name.toLowerCase(Locale.ROOT).equals("id") || name.equals("AssertionID") || name.equals("ResponseID");
	}

	/** How elements of a namespace spell their id; foreign ones spell it as they like. */
	private static boolean isOwnSpelling(@Nullable String namespace, String name) {
		if (Names.ASSERTION.equals(namespace) || Names.PROTOCOL.equals(namespace) || Names.METADATA.equals(namespace)) {
			return name.equals(Names.ID);
		}
		if (Names.ASSERTION_11.equals(namespace)) {
			return name.equals(Names.ID_11);
		}
		return !(Names.SIGNATURE.equals(namespace) || Names.ENCRYPTION.equals(namespace)) || name.equals("Id");
	}

	/** What is parsed. */
	private enum Kind {

		/** About one person, in which nothing may hide. */
		MESSAGE(MAX_MESSAGE_ELEMENTS),

		/** Of a server or of a federation. */
		METADATA(MAX_ELEMENTS);

		private final int elements;

		Kind(int elements) {
			this.elements = elements;
		}

	}

}
