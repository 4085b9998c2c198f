package fr.passerelle.mockeduconnect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * EduConnect as a service sees it. It refuses requests that are not signed by the
 * service, asks who signs in and then for the account, and answers with a signed response
 * around a signed and encrypted assertion.
 *
 * <pre>
 * /idp/shibboleth                    metadata
 * /idp/profile/SAML2/Redirect/SSO    the form in two steps, and the answer
 * /idp/profile/SAML2/Redirect/SLO    logout that comes back
 * /idp/profile/Logout, /Logout       logout that stays
 * </pre>
 */
public final class MockEduConnect implements AutoCloseable {

	private static final String SIGN_ON = "/idp/profile/SAML2/Redirect/SSO";

	private static final String LOGOUT = "/idp/profile/SAML2/Redirect/SLO";

	private static final String BROWSER = "JSESSIONID";

	private static final String SESSION = "shib_idp_session";

	private static final DateTimeFormatter SIGNED_IN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS",
			Locale.ROOT);

	private final HttpServer server;

	private final ExecutorService threads = Executors.newFixedThreadPool(4, (task) -> {
		Thread thread = new Thread(task, "mock-educonnect");
		thread.setDaemon(true);
		return thread;
	});

	private final Clock clock;

	private final KeyPair keys = Certificates.rsa();

	private final X509Certificate certificate;

	private final Answer answer;

	private final Conversations conversations;

	private final Services services;

	private final boolean singleLogout;

	private final boolean encrypted;

	private final Map<String, Account> accounts = new LinkedHashMap<>();

	private final Map<String, Session> sessions = new ConcurrentHashMap<>();

	MockEduConnect(MockEduConnectBuilder builder) throws IOException {
		this.clock = builder.clock;
		this.singleLogout = builder.singleLogout;
		this.encrypted = builder.encrypted;
		this.services = new Services(builder.services);
		this.conversations = new Conversations(builder.clock);
		builder.accounts.forEach((account) -> this.accounts.put(account.username(), account));
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(builder.bind), builder.port), 0);
		this.certificate = Certificates.of(this.keys, "mock-educonnect", builder.clock.instant());
		this.answer = new Answer(entityId(), this.keys, this.certificate);
		this.server.setExecutor(this.threads);
		handle("/idp/shibboleth", (call) -> call.xml(metadata()));
		handle(SIGN_ON, this::signOn);
		handle(LOGOUT, this::logout);
		handle("/idp/profile/Logout", this::leave);
		handle("/Logout", this::leave);
		this.server.start();
	}

	/** One to be set up. */
	public static MockEduConnectBuilder builder() {
		return new MockEduConnectBuilder();
	}

	/** The root of its addresses. */
	public String url() {
		InetSocketAddress address = this.server.getAddress();
		String host = address.getAddress().isAnyLocalAddress() ? "127.0.0.1" : address.getHostString();
		return "http://" + host + ":" + address.getPort();
	}

	/** Its name as an identity provider. */
	public String entityId() {
		return url() + "/idp";
	}

	/** The file that a service is given. */
	public String metadata() {
		String logout = this.singleLogout
				? "<md:SingleLogoutService Binding=\"%s\" Location=\"%s\"/>".formatted(Markup.REDIRECT, url() + LOGOUT)
				: "";
		return """
				<md:EntityDescriptor xmlns:md="%s" entityID="%s"><md:IDPSSODescriptor \
				protocolSupportEnumeration="%s"><md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="%s">\
				<ds:X509Data><ds:X509Certificate>%s</ds:X509Certificate></ds:X509Data></ds:KeyInfo>\
				</md:KeyDescriptor>%s<md:SingleSignOnService Binding="%s" Location="%s"/></md:IDPSSODescriptor>\
				</md:EntityDescriptor>""".formatted(Markup.METADATA, entityId(), Markup.PROTOCOL, Markup.SIGNATURE,
				encodedCertificate(), logout, Markup.REDIRECT, url() + SIGN_ON);
	}

	/** The accounts that can sign in. */
	public synchronized Collection<Account> accounts() {
		return List.copyOf(this.accounts.values());
	}

	/** Adds an account, or replaces the one of the same username. */
	public synchronized void add(Account account) {
		this.accounts.put(account.username(), account);
	}

	/** How many browsers are signed in. */
	public int sessions() {
		return this.sessions.size();
	}

	private String encodedCertificate() {
		try {
			return Base64.getEncoder().encodeToString(this.certificate.getEncoded());
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void signOn(Call call) throws IOException {
		String place = Texts.field(call.input(), "execution");
		try {
			if (place != null) {
				goOn(call, place);
				return;
			}
			Asked asked = asked(call);
			Session session = session(call);
			if (session != null && !asked.force()) {
				answer(call, asked, session);
				return;
			}
			String browser = call.cookie(BROWSER);
			if (browser == null) {
				browser = Texts.id();
				call.setCookie(BROWSER, browser);
			}
			call.redirect(SIGN_ON + "?execution=" + this.conversations.begin(browser, asked));
		}
		catch (RefusedException ex) {
			call.page(400, Pages.message("Demande refusée", ex.sentence()));
		}
	}

	/** One of the two steps: the choice, the account. */
	private void goOn(Call call, String place) throws IOException, RefusedException {
		String browser = String.valueOf(call.cookie(BROWSER));
		Conversations.Form form = this.conversations.at(browser, place);
		if (form == null) {
			call.page(400, Pages.message("Session expirée",
					"Votre demande de connexion a expiré. Retournez sur le service et recommencez."));
			return;
		}
		Boolean pupil = form.pupil();
		String who = call.isPost() ? Texts.field(call.input(), "who") : null;
		String username = call.isPost() ? Texts.field(call.input(), "username") : null;
		if (pupil == null) {
			if (who == null) {
				call.page(200, Pages.choice(place));
			}
			else {
				call.redirect(
						SIGN_ON + "?execution=" + this.conversations.choose(browser, place, form, who.equals("eleve")));
			}
			return;
		}
		List<Account> suiting = accounts().stream().filter((one) -> one.affiliation().isPupil() == pupil).toList();
		Account account = suiting.stream().filter((one) -> one.username().equals(username)).findFirst().orElse(null);
		if (account == null) {
			call.page(200,
					Pages.form(place, suiting, (username != null) ? "Identifiant ou mot de passe incorrect." : null));
			return;
		}
		if (!this.conversations.end(browser, place)) {
			call.page(400, Pages.message("Session expirée", "Cette page a déjà servi."));
			return;
		}
		Session session = Session.of(account, this.clock.instant());
		String secret = Texts.id();
		this.sessions.put(secret, session);
		call.setCookie(SESSION, secret);
		answer(call, form.asked(), session);
	}

	private void answer(Call call, Asked asked, Session session) throws IOException, RefusedException {
		Map<String, List<String>> attributes = session.account()
			.attributes(url() + "/Logout", SIGNED_IN.format(session.since().atZone(ZoneId.of("Europe/Paris"))));
		String response = this.answer.write(asked, session, attributes, this.clock.instant(), this.encrypted);
		Map<String, String> fields = new LinkedHashMap<>();
		String relayState = asked.relayState();
		if (relayState != null) {
			fields.put("RelayState", relayState);
		}
		fields.put("SAMLResponse", Base64.getEncoder().encodeToString(response.getBytes(StandardCharsets.UTF_8)));
		call.page(200, Pages.post(asked.back(), fields));
	}

	private Asked asked(Call call) throws RefusedException {
		Message message = message(call, "AuthnRequest");
		Element request = message.document().getDocumentElement();
		String back = request.getAttribute("AssertionConsumerServiceURL");
		List<String> returns = message.service().returns();
		if (back.isEmpty() && !returns.isEmpty()) {
			back = returns.get(0);
		}
		if (!returns.contains(back)) {
			throw new RefusedException("L’adresse de retour n’est pas celle des métadonnées du service.");
		}
		return new Asked(message.service(), request.getAttribute("ID"), back, message.relayState(),
				request.getAttribute("ForceAuthn").equals("true"), this.clock.instant());
	}

	/** A request in a redirect's address, whose signature is the service's. */
	private Message message(Call call, String kind) throws RefusedException {
		String query = call.input();
		String packed = Texts.field(query, "SAMLRequest");
		if (packed == null) {
			throw new RefusedException("Il n’y a pas de SAMLRequest.");
		}
		Document document = Markup.parse(Texts.inflated(packed));
		if (!kind.equals(document.getDocumentElement().getLocalName())) {
			throw new RefusedException("Le message n’est pas un " + kind + ".");
		}
		String issuer = Markup.required(document, Markup.ASSERTION, "Issuer").getTextContent().strip();
		Service service = this.services.find(issuer);
		String relayState = Texts.raw(query, "RelayState");
		String signed = "SAMLRequest=" + Texts.raw(query, "SAMLRequest")
				+ ((relayState != null) ? "&RelayState=" + relayState : "") + "&SigAlg=" + Texts.raw(query, "SigAlg");
		service.verify(signed, String.valueOf(Texts.field(query, "SigAlg")),
				String.valueOf(Texts.field(query, "Signature")));
		return new Message(document, service, Texts.field(query, "RelayState"));
	}

	private void logout(Call call) throws IOException {
		try {
			Message message = message(call, "LogoutRequest");
			String name = Markup.required(message.document(), Markup.ASSERTION, "NameID").getTextContent();
			this.sessions.values().removeIf((session) -> session.nameId().equals(name));
			String back = message.service().logout();
			if (back == null) {
				leave(call);
				return;
			}
			String response = """
					<saml2p:LogoutResponse xmlns:saml2p="%s" ID="%s" Version="2.0" IssueInstant="%s" Destination="%s" \
					InResponseTo="%s"><saml2:Issuer xmlns:saml2="%s">%s</saml2:Issuer><saml2p:Status>\
					<saml2p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></saml2p:Status>\
					</saml2p:LogoutResponse>""".formatted(Markup.PROTOCOL, Texts.id(), Instant.now(this.clock),
					Markup.escaped(back), Markup.escaped(message.document().getDocumentElement().getAttribute("ID")),
					Markup.ASSERTION, Markup.escaped(entityId()));
			call.redirect(back + (back.contains("?") ? "&" : "?") + signed(response, message.relayState()));
		}
		catch (RefusedException ex) {
			call.page(400, Pages.message("Demande refusée", ex.sentence()));
		}
	}

	private String signed(String response, @Nullable String relayState) {
		String query = "SAMLResponse=" + Texts.encoded(Texts.deflated(response))
				+ ((relayState != null) ? "&RelayState=" + Texts.encoded(relayState) : "") + "&SigAlg="
				+ Texts.encoded("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(this.keys.getPrivate());
			signature.update(query.getBytes(StandardCharsets.US_ASCII));
			return query + "&Signature=" + Texts.encoded(Base64.getEncoder().encodeToString(signature.sign()));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void leave(Call call) throws IOException {
		String secret = call.cookie(SESSION);
		if (secret != null) {
			this.sessions.remove(secret);
		}
		call.page(200, Pages.message("Vous êtes déconnecté", "Vous pouvez fermer cette page."));
	}

	private @Nullable Session session(Call call) {
		String secret = call.cookie(SESSION);
		return (secret != null) ? this.sessions.get(secret) : null;
	}

	private void handle(String path, Handler handler) {
		this.server.createContext(path, (exchange) -> {
			try (exchange) {
				if (exchange.getRequestURI().getPath().equals(path)) {
					handler.handle(Call.of(exchange));
				}
				else {
					exchange.sendResponseHeaders(404, -1);
				}
			}
		});
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/** Answers calls of a path. */
	private interface Handler {

		void handle(Call call) throws IOException;

	}

	/**
	 * A verified message of a service.
	 *
	 * @param document the message
	 * @param service who sent it
	 * @param relayState what it gets back
	 */
	private record Message(Document document, Service service, @Nullable String relayState) {
	}

	/**
	 * A call.
	 *
	 * @param exchange the server's
	 * @param input the query, or the posted form
	 */
	private record Call(HttpExchange exchange, @Nullable String input) {

		static Call of(HttpExchange exchange) {
			try {
				boolean post = exchange.getRequestMethod().equals("POST");
				return new Call(exchange,
						post ? new String(exchange.getRequestBody().readNBytes(64 * 1024), StandardCharsets.UTF_8)
								: exchange.getRequestURI().getRawQuery());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		boolean isPost() {
			return this.exchange.getRequestMethod().equals("POST");
		}

		@Nullable String cookie(String name) {
			for (String header : this.exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
				for (String pair : header.split(";", -1)) {
					if (pair.strip().startsWith(name + "=")) {
						return pair.strip().substring(name.length() + 1);
					}
				}
			}
			return null;
		}

		void setCookie(String name, String value) {
			this.exchange.getResponseHeaders()
				.add("Set-Cookie", name + "=" + value + "; Path=/; HttpOnly; SameSite=Lax");
		}

		void redirect(String address) throws IOException {
			this.exchange.getResponseHeaders().set("Location", address);
			this.exchange.sendResponseHeaders(302, -1);
		}

		void page(int status, String html) throws IOException {
			send(status, "text/html; charset=utf-8", html);
		}

		void xml(String text) throws IOException {
			send(200, "application/samlmetadata+xml; charset=utf-8", text);
		}

		private void send(int status, String type, String text) throws IOException {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			this.exchange.getResponseHeaders().set("Content-Type", type);
			this.exchange.getResponseHeaders().set("Cache-Control", "no-store");
			this.exchange.sendResponseHeaders(status, bytes.length);
			this.exchange.getResponseBody().write(bytes);
		}

	}

}
