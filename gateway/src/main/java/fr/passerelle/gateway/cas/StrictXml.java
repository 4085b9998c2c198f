package fr.passerelle.gateway.cas;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import fr.passerelle.gateway.login.ValidationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a small XML document that a stranger may have written: no DOCTYPE, no entity but
 * the five of XML, nothing fetched, everything bounded. The same reader for answers and
 * for logout messages: CAS clients have had the one hardened and the other not.
 */
final class StrictXml {

	/** Deepest nesting; real answers have 7 (SOAP). */
	static final int MAX_DEPTH = 32;

	/** Most elements; a teacher's answer with all groups has some hundred. */
	static final int MAX_ELEMENTS = 5000;

	/** Most attributes of one element; real ones have 8. */
	static final int MAX_ATTRIBUTES = 32;

	/**
	 * Most namespace declarations. The platform's limit on attributes leaves them out,
	 * and its time grows with their square: 16000 in 256 KB took 0.75 s, and every client
	 * may post a logout message.
	 */
	static final int MAX_DECLARATIONS = 1000;

	/** Longest name of an element or attribute. */
	static final int MAX_NAME = 256;

	/** No ticket looks like this. */
	private static final Pattern SHOWN = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");

	private static final String LIMITS = "http://www.oracle.com/xml/jaxp/properties/";

	private final Deque<Open> stack = new ArrayDeque<>();

	private int elements;

	private @Nullable XmlElement root;

	private StrictXml() {
	}

	/**
	 * Reads a document.
	 * @param text decoded; blank lines before the document are passed over, since page
	 * templates leave them
	 * @return the root element
	 * @throws ValidationFailedException if it is not well-formed or beyond a bound
	 */
	static XmlElement parse(String text) throws ValidationFailedException {
		// The platform's parser must not see it: it prints to the console at a cut DTD.
		if (text.contains("<!DOCTYPE")) {
			throw ValidationFailedException.invalid("The ENT's answer has a DOCTYPE.");
		}
		if (declarations(text) > MAX_DECLARATIONS) {
			throw ValidationFailedException.invalid("The ENT's answer has too many namespace declarations.");
		}
		XmlElement plain = PlainXml.read(text.stripLeading());
		if (plain != null) {
			return plain;
		}
		return parseAll(text);
	}

	/** By the platform's parser. */
	static XmlElement parseAll(String text) throws ValidationFailedException {
		try {
			XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text.stripLeading()));
			StrictXml document = new StrictXml();
			try {
				return document.read(reader);
			}
			catch (XMLStreamException ex) {
				throw ValidationFailedException
					.invalid("The ENT's answer is not well-formed XML" + document.place(ex, text));
			}
			finally {
				reader.close();
			}
		}
		// Hostile input brings the platform's parser to unchecked exceptions as well.
		catch (XMLStreamException | RuntimeException ex) {
			throw ValidationFailedException.invalid("The ENT's answer is not well-formed XML.");
		}
	}

	/**
	 * Where reading gave up: what an ENT needs to find the fault, and nothing of what the
	 * answer says of a person.
	 */
	private String place(XMLStreamException failure, String text) {
		Location at = failure.getLocation();
		if (at == null || at.getLineNumber() < 1) {
			return ".";
		}
		String before = text.substring(0, text.length() - text.stripLeading().length());
		long line = at.getLineNumber() + before.chars().filter((c) -> c == '\n').count();
		StringBuilder place = new StringBuilder(" (line ").append(line)
			.append(", column ")
			.append(Math.max(1, at.getColumnNumber()));
		Open open = this.stack.peek();
		if (open != null) {
			String name = open.shownName();
			place.append(name.isEmpty() ? "" : ", in " + name);
		}
		return place.append(").").toString();
	}

	private static int declarations(String text) {
		int count = 0;
		for (int at = text.indexOf("xmlns"); at >= 0; at = text.indexOf("xmlns", at + 1)) {
			count++;
		}
		return count;
	}

	/**
	 * A new one each time: the platform's factory keeps its last reader, and so the last
	 * person's answer, alive. Named outright, since a parser on the class path would not
	 * know these limits.
	 */
	private static XMLInputFactory factory() {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
		factory.setProperty(LIMITS + "elementAttributeLimit", MAX_ATTRIBUTES);
		factory.setProperty(LIMITS + "maxElementDepth", MAX_DEPTH);
		factory.setProperty(LIMITS + "maxXMLNameLimit", MAX_NAME);
		factory.setXMLResolver((publicId, systemId, base, namespace) -> {
			throw new XMLStreamException("nothing is fetched");
		});
		return factory;
	}

	private XmlElement read(XMLStreamReader reader) throws XMLStreamException, ValidationFailedException {
		while (reader.hasNext()) {
			switch (reader.next()) {
				case XMLStreamConstants.START_ELEMENT -> open(reader);
				case XMLStreamConstants.END_ELEMENT -> close();
				case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
					characters(reader.getText());
				case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
					throw ValidationFailedException.invalid("The ENT's answer has a DOCTYPE or an unknown entity.");
				default -> {
					// Comments and processing instructions say nothing.
				}
			}
		}
		if (this.root == null) {
			throw ValidationFailedException.invalid("The ENT's answer is empty.");
		}
		return this.root;
	}

	private void open(XMLStreamReader reader) throws ValidationFailedException {
		this.elements++;
		if (this.stack.size() >= MAX_DEPTH || this.elements > MAX_ELEMENTS) {
			throw ValidationFailedException.invalid("The ENT's answer is nested too deep or has too many elements.");
		}
		Map<String, String> attributes = new LinkedHashMap<>();
		for (int i = 0; i < reader.getAttributeCount(); i++) {
			String namespace = reader.getAttributeNamespace(i);
			if (namespace == null || namespace.isEmpty()) {
				attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
			}
		}
		String namespace = reader.getNamespaceURI();
		this.stack.push(new Open((namespace != null) ? namespace : "", reader.getLocalName(), attributes));
	}

	private void characters(String text) {
		Open open = this.stack.peek();
		if (open != null) {
			open.text.append(text);
		}
	}

	private void close() {
		XmlElement element = this.stack.pop().toElement();
		Open parent = this.stack.peek();
		if (parent != null) {
			parent.children.add(element);
		}
		else {
			this.root = element;
		}
	}

	/** An element whose end has not been met yet. */
	private static final class Open {

		private final String namespace;

		private final String name;

		private final Map<String, String> attributes;

		private final List<XmlElement> children = new ArrayList<>();

		private final StringBuilder text = new StringBuilder();

		private Open(String namespace, String name, Map<String, String> attributes) {
			this.namespace = namespace;
			this.name = name;
			this.attributes = attributes;
		}

		/**
		 * A name that an administrator can look for; the name attribute of a pair says
		 * more than its element. Names that look like anything but names are not shown.
		 */
		private String shownName() {
			String pair = this.attributes.getOrDefault("name", this.attributes.getOrDefault("AttributeName", ""));
			String shown = pair.isEmpty() ? this.name : pair.substring(pair.lastIndexOf(':') + 1);
			return SHOWN.matcher(shown).matches() ? shown : "";
		}

		private XmlElement toElement() {
			return new XmlElement(this.namespace, this.name, this.attributes, this.children, this.text.toString());
		}

	}

}
