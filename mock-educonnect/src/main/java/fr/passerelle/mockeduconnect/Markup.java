package fr.passerelle.mockeduconnect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** XML in and out. */
final class Markup {

	static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";

	static final String ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";

	static final String METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";

	static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

	static final String REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

	static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

	private Markup() {
	}

	static Document parse(String xml) throws RefusedException {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
		}
		catch (SAXException | IOException | ParserConfigurationException ex) {
			throw new RefusedException("Le message n’est pas du XML.");
		}
	}

	static String text(Node node) {
		try {
			Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
			transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
			StringWriter text = new StringWriter();
			transformer.transform(new DOMSource(node), new StreamResult(text));
			return text.toString();
		}
		catch (TransformerException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The first element of a name below a node; null where there is none. */
	static @Nullable Element find(Document document, String namespace, String name) {
		return (Element) document.getElementsByTagNameNS(namespace, name).item(0);
	}

	static Element required(Document document, String namespace, String name) throws RefusedException {
		Element found = find(document, namespace, name);
		if (found == null) {
			throw new RefusedException("Le message n’a pas de " + name + ".");
		}
		return found;
	}

	static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

}
