package fr.passerelle.gateway.wsfed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.saml.TestKeys;

/**
 * A token service that signs everybody on as one person, immediately. Its page is a form
 * that a browser posts; a test posts it itself, without cookies, as a browser does from
 * another site.
 */
final class MockSts implements AutoCloseable {

	private final HttpServer server;

	private final List<String> signOuts = new ArrayList<>();

	volatile PrivateKey key = TestKeys.key();

	volatile boolean old = true;

	MockSts() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/FederationMetadata/2007-06/FederationMetadata.xml",
				(exchange) -> answer(exchange, metadata(issuer(), url() + "/wsfed")));
		this.server.createContext("/wsfed", (exchange) -> answer(exchange, passive(exchange.getRequestURI())));
		this.server.start();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	String issuer() {
		return url() + "/trust";
	}

	/** The addresses with which people were signed out. */
	List<String> signOuts() {
		return this.signOuts;
	}

	/** Metadata as servers write it, without line breaks. */
	static String metadata(String issuer, String passive) {
		return "<EntityDescriptor entityID=\"" + issuer + "\" xmlns=\"" + Names.METADATA
				+ "\"><RoleDescriptor xsi:type=\"fed:SecurityTokenServiceType\""
				+ " protocolSupportEnumeration=\"http://docs.oasis-open.org/wsfed/federation/200706\""
				+ " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:fed=\"" + Names.FEDERATION
				+ "\"><KeyDescriptor use=\"signing\"><KeyInfo xmlns=\"" + Names.SIGNATURE
				+ "\"><X509Data><X509Certificate>" + TestKeys.certificate()
				+ "</X509Certificate></X509Data></KeyInfo></KeyDescriptor><fed:PassiveRequestorEndpoint>"
				+ "<EndpointReference xmlns=\"" + Names.ADDRESSING + "\"><Address>" + passive
				+ "</Address></EndpointReference></fed:PassiveRequestorEndpoint></RoleDescriptor></EntityDescriptor>";
	}

	private String passive(URI asked) {
		if (!value(asked, "wa").equals("wsignin1.0")) {
			this.signOuts.add(asked.toString());
			return "bye";
		}
		TokenDraft draft = TokenDraft.of(this.old, Instant.now());
		draft.id = "_t" + System.nanoTime();
		draft.issuer = issuer();
		draft.realm = value(asked, "wtrealm");
		draft.claims = draft.claim("http://schemas.example.fr/claims", "ENTPersonProfils", "National_TUT");
		String result = draft.signed(this.key)
			.replace("&", "&amp;")
			.replace("<", "&lt;")
			.replace(">", "&gt;")
			.replace("\"", "&quot;");
		return "<form method=\"post\" action=\"" + value(asked, "wreply")
				+ "\"><input name=\"wa\" value=\"wsignin1.0\"/><input name=\"wresult\" value=\"" + result
				+ "\"/><input name=\"wctx\" value=\"" + value(asked, "wctx") + "\"/></form>";
	}

	private static String value(URI asked, String name) {
		return String.valueOf(Query.decode(Query.values(asked.getRawQuery(), name).get(0)));
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
