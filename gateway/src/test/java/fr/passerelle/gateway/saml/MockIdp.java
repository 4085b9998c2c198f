package fr.passerelle.gateway.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.http.Query;
import org.apache.xml.security.encryption.XMLCipher;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * An identity provider that signs everybody on as one person, immediately. Its pages are
 * forms that a browser posts; a test posts them itself, without cookies, as a browser
 * does from another site.
 */
final class MockIdp implements AutoCloseable {

	private final HttpServer server;

	private final List<String> logouts = new ArrayList<>();

	volatile SamlKey key = SamlFixture.IDP;

	/** The keys that its metadata tells. */
	volatile List<SamlKey> published = List.of(SamlFixture.IDP);

	/** The service's metadata, where assertions are to be encrypted. */
	volatile @Nullable String serviceMetadata;

	/** Signs the assertion alone, as federations do. */
	volatile boolean onlyAssertion;

	MockIdp() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/metadata", (exchange) -> answer(exchange, metadata()));
		this.server.createContext("/sso", (exchange) -> answer(exchange, signOn(exchange.getRequestURI())));
		this.server.createContext("/slo", (exchange) -> {
			this.logouts.add(exchange.getRequestURI().toString());
			answer(exchange, "bye");
		});
		this.server.start();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	String entityId() {
		return url() + "/idp";
	}

	/** The addresses with which its logout was called. */
	List<String> logouts() {
		return this.logouts;
	}

	/** A redirect to the service's logout address, signed by its key. */
	String logoutRequest(String destination, String user, String index, String id) {
		String xml = "<samlp:LogoutRequest xmlns:samlp=\"" + Names.PROTOCOL + "\" xmlns:saml=\"" + Names.ASSERTION
				+ "\" ID=\"" + id + "\" Version=\"2.0\" IssueInstant=\"" + Instant.now() + "\" Destination=\""
				+ destination + "\"><saml:Issuer>" + entityId() + "</saml:Issuer><saml:NameID>" + user
				+ "</saml:NameID><samlp:SessionIndex>" + index + "</samlp:SessionIndex></samlp:LogoutRequest>";
		return Bindings
			.send(Map.of(Names.REDIRECT, URI.create(destination)),
					new Bindings.Outgoing(Bindings.REQUEST, xml, "state", this.key))
			.address()
			.toString();
	}

	private String metadata() {
		StringBuilder keys = new StringBuilder();
		for (SamlKey one : this.published) {
			keys.append("<md:KeyDescriptor use=\"signing\"><ds:KeyInfo xmlns:ds=\"")
				.append(Names.SIGNATURE)
				.append("\"><ds:X509Data><ds:X509Certificate>")
				.append(certificate(one))
				.append("</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>");
		}
		return "<md:EntityDescriptor xmlns:md=\"" + Names.METADATA + "\" entityID=\"" + entityId()
				+ "\"><md:IDPSSODescriptor protocolSupportEnumeration=\"" + Names.PROTOCOL + "\">" + keys
				+ "<md:SingleLogoutService Binding=\"" + Names.REDIRECT + "\" Location=\"" + url() + "/slo\"/>"
				+ "<md:SingleSignOnService Binding=\"" + Names.REDIRECT + "\" Location=\"" + url() + "/sso\"/>"
				+ "</md:IDPSSODescriptor></md:EntityDescriptor>";
	}

	private String signOn(URI asked) {
		Element request = TestXml.find(TestXml.parse(SamlFixture.message(asked, "SAMLRequest")), "AuthnRequest");
		String back = request.getAttribute("AssertionConsumerServiceURL");
		ResponseDraft draft = new ResponseDraft(Instant.now());
		String issuer = "<saml:Issuer>" + entityId() + "</saml:Issuer>";
		draft.responseIssuer = issuer;
		draft.assertionIssuer = issuer;
		draft.responseAttributes = " Destination=\"" + back + "\" InResponseTo=\"" + request.getAttribute("ID") + "\"";
		draft.confirmation = ResponseDraft.confirmation(back, request.getAttribute("ID"),
				Instant.now().plusSeconds(300));
		draft.audience = draft.audience.replace(ResponseDraft.SP, request.getTextContent());
		String response = Base64.getEncoder().encodeToString(signed(draft.document()).getBytes(StandardCharsets.UTF_8));
		String relayState = Query.decode(Query.values(asked.getRawQuery(), "RelayState").get(0));
		return "<form method=\"post\" action=\"" + back + "\"><input name=\"SAMLResponse\" value=\"" + response
				+ "\"/><input name=\"RelayState\" value=\"" + relayState + "\"/></form>";
	}

	private String signed(Document document) {
		Element assertion = TestXml.find(document, "Assertion");
		assertion.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:saml", Names.ASSERTION);
		TestXml.signing(this.key.key()).sign(assertion);
		String service = this.serviceMetadata;
		if (service != null) {
			TestXml.encrypt(document, "Assertion", encryptionKey(service), XMLCipher.AES_256_GCM, XMLCipher.RSA_OAEP);
		}
		if (!this.onlyAssertion) {
			TestXml.signing(this.key.key()).sign(document.getDocumentElement());
		}
		return TestXml.text(document);
	}

	private static PublicKey encryptionKey(String metadata) {
		Matcher found = Pattern.compile("use=\"encryption\".*?<ds:X509Certificate>([^<]*)<", Pattern.DOTALL)
			.matcher(metadata);
		if (!found.find()) {
			throw new IllegalStateException("no key for encryption");
		}
		try {
			return CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(found.group(1))))
				.getPublicKey();
		}
		catch (CertificateException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String certificate(SamlKey key) {
		try {
			return Base64.getEncoder().encodeToString(key.certificate().getEncoded());
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void answer(HttpExchange exchange, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
		exchange.sendResponseHeaders(200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
