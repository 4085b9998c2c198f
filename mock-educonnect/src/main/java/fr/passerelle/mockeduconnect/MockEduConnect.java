package fr.passerelle.mockeduconnect;

import java.io.IOException;
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

import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * EduConnect as a service sees it. It refuses requests that are not signed by the
 * service, asks who signs in and then for the account, and answers with a signed response
 * around a signed and encrypted assertion. Clients of OpenID Connect get the same people
 * by a code.
 *
 * <pre>
 * /idp/shibboleth                    metadata
 * /idp/profile/SAML2/Redirect/SSO    the form in two steps, and the answer
 * /idp/profile/SAML2/Redirect/SLO    logout that comes back
 * /idp/profile/Logout, /Logout       logout that stays; the first leads clients back
 * /.well-known/openid-configuration  OpenID Connect: /idp/profile/oidc/authorize, token,
 *                                    userinfo and keyset
 * </pre>
 */
public final class MockEduConnect implements AutoCloseable {

	static final String SIGN_ON = "/idp/profile/SAML2/Redirect/SSO";

	private static final String LOGOUT = "/idp/profile/SAML2/Redirect/SLO";

	private static final String LEAVE = "/idp/profile/Logout";

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

	private final OpenId openId;

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
		this.openId = new OpenId(url(), LEAVE, this.keys, builder.clients, builder.clock);
		this.server.setExecutor(this.threads);
		handle("/idp/shibboleth", (call) -> call.xml(metadata()));
		handle(SIGN_ON, (call) -> signOn(call, this::asked));
		handle(LOGOUT, this::logout);
		handle(LEAVE, this::leave);
		handle("/Logout", this::leave);
		handle(OpenId.DISCOVERY, (call) -> call.json(200, this.openId.discovery()));
		handle(OpenId.KEYS, (call) -> call.json(200, this.openId.keySet()));
		handle(OpenId.AUTHORIZE, (call) -> signOn(call, this.openId::asked));
		handle(OpenId.TOKEN, this.openId::token);
		handle(OpenId.USERINFO, (call) -> this.openId.userinfo(call, this::attributes));
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

	/** Its name as an OpenID Connect provider. */
	public String issuer() {
		return url();
	}

	/** The accounts that can sign in. */
	public synchronized Collection<Account> accounts() {
		return List.copyOf(this.accounts.values());
	}

	/** Adds an account, or replaces the one of the same username. */
	public synchronized void add(Account account) {
		this.accounts.put(account.username(), account);
	}

	/** Knows a service by its metadata from now on. */
	public void add(String metadata) {
		this.services.add(metadata);
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

	private void signOn(Call call, Reader reader) throws IOException {
		String place = call.field("execution");
		try {
			if (place != null) {
				goOn(call, place);
				return;
			}
			Asked asked = reader.read(call);
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
			call.redirect(asked.formAt() + "?execution=" + this.conversations.begin(browser, asked));
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
		String who = call.isPost() ? call.field("who") : null;
		String username = call.isPost() ? call.field("username") : null;
		if (pupil == null) {
			if (who == null) {
				call.page(200, Pages.choice(place));
			}
			else {
				call.redirect(form.asked().formAt() + "?execution="
						+ this.conversations.choose(browser, place, form, who.equals("eleve")));
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
		if (asked instanceof Asked.ByOidc byOidc) {
			this.openId.answer(call, byOidc, session);
			return;
		}
		Asked.BySaml bySaml = (Asked.BySaml) asked;
		String response = this.answer.write(bySaml, session, attributes(session), this.clock.instant(), this.encrypted);
		Map<String, String> fields = new LinkedHashMap<>();
		String relayState = bySaml.relayState();
		if (relayState != null) {
			fields.put("RelayState", relayState);
		}
		fields.put("SAMLResponse", Base64.getEncoder().encodeToString(response.getBytes(StandardCharsets.UTF_8)));
		call.page(200, Pages.post(bySaml.back(), fields));
	}

	private Map<String, List<String>> attributes(Session session) {
		return session.account()
			.attributes(url() + "/Logout", SIGNED_IN.format(session.since().atZone(ZoneId.of("Europe/Paris"))));
	}

	private Asked.BySaml asked(Call call) throws RefusedException {
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
		return new Asked.BySaml(message.service(), request.getAttribute("ID"), back, message.relayState(),
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
		String back = this.singleLogout ? this.openId.afterLogout(call) : null;
		if (back != null) {
			call.redirect(back);
			return;
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

	/** Reads a login request of one protocol. */
	private interface Reader {

		Asked read(Call call) throws RefusedException;

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

}
