package fr.passerelle.mockcas;

import java.io.IOException;
import java.io.StringReader;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The SOAP request of a SAML 1.1 validation. Real servers accept one without
 * {@code RequestID} and {@code IssueInstant}, as Apache's mod_auth_cas sends it. Read
 * strictly, such a request is refused.
 *
 * @param artifact the ticket
 * @param requestId the id to repeat in the answer; null if the client gave none
 */
record SamlRequest(String artifact, @Nullable String requestId) {

	private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

	private static final String PROTOCOL = "urn:oasis:names:tc:SAML:1.0:protocol";

	/**
	 * Reads a request.
	 * @param strict whether to refuse a request without the two
	 * @throws IllegalArgumentException saying what is missing
	 */
	static SamlRequest read(String body, boolean strict) {
		Element envelope = parse(body).getDocumentElement();
		require(SOAP.equals(envelope.getNamespaceURI()) && "Envelope".equals(envelope.getLocalName()),
				"the body is not a SOAP 1.1 envelope");
		Element request = only(only(envelope, SOAP, "Body"), PROTOCOL, "Request");
		require("1".equals(request.getAttribute("MajorVersion")), "Request has no MajorVersion 1");
		require(!request.getAttribute("MinorVersion").isEmpty(), "Request has no MinorVersion");
		require(!strict || !request.getAttribute("IssueInstant").isEmpty(), "Request has no IssueInstant");
		String id = request.getAttribute("RequestID");
		require(!strict || !id.isEmpty(), "Request has no RequestID");
		String artifact = only(request, PROTOCOL, "AssertionArtifact").getTextContent().strip();
		require(!artifact.isEmpty(), "AssertionArtifact is empty");
		return new SamlRequest(artifact, id.isEmpty() ? null : id);
	}

	private static Document parse(String body) {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			DocumentBuilder builder = factory.newDocumentBuilder();
			builder.setErrorHandler(new DefaultHandler());
			return builder.parse(new InputSource(new StringReader(body)));
		}
		catch (SAXException ex) {
			throw new IllegalArgumentException("the body is not well-formed XML, or has a DOCTYPE", ex);
		}
		catch (IOException | ParserConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Element only(Element parent, String namespace, String name) {
		NodeList found = parent.getElementsByTagNameNS(namespace, name);
		require(found.getLength() == 1, "there must be exactly one " + name);
		return (Element) found.item(0);
	}

	private static void require(boolean condition, @Nullable String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

	@Override
	public String toString() {
		return "SamlRequest[redacted]";
	}

}
