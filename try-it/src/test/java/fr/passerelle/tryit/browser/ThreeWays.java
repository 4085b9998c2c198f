package fr.passerelle.tryit.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

import javax.net.ssl.SSLContext;

import fr.passerelle.mockcas.MockCasServer;
import fr.passerelle.mockcas.People;
import fr.passerelle.mockeduconnect.Account;
import fr.passerelle.mockeduconnect.Affiliation;
import fr.passerelle.mockeduconnect.MockEduConnect;
import fr.passerelle.tryit.Running;
import org.openqa.selenium.support.ui.FluentWait;

/**
 * A school whose parents come by an ENT that speaks CAS, by EduConnect or by a portal
 * that speaks OpenID Connect. School and EduConnect are two sites over TLS.
 */
final class ThreeWays implements AutoCloseable {

	/** The delegations. */
	static final String CAS = "ent";

	static final String EDUCONNECT = "edu";

	static final String OIDC = "portail";

	/** Where EduConnect's answers are posted. */
	static final String RETURN = "/.passerelle/saml2/acs";

	/** Begins the one-time addresses at which a browser shows its cookies. */
	static final String HANDLE = "/.passerelle/return/";

	private static final String UAI = "0330003C";

	private static final String SECRET = "un-secret-d-essai";

	private static final String METADATA = "/.passerelle/saml2/metadata";

	private static final String PARENT = "/pronote/parent.html";

	/** A busy machine takes a minute to make two keys. */
	private static final Duration START = Duration.ofMinutes(3);

	private static final Duration GLANCE = Duration.ofMillis(100);

	private final SSLContext identity = TlsFront.identity();

	private final TlsFront school;

	private final TlsFront educonnectSite;

	private final MockCasServer ent = MockCasServer.server()
		.name("ENT Atlantique (essai)")
		.people(People.standard(UAI))
		.build();

	private final MockEduConnect educonnect = MockEduConnect.builder().start();

	private final MockEduConnect portal;

	private final int gateway;

	ThreeWays(Running running) {
		this.gateway = running.administration().uri().getPort();
		this.school = TlsFront.open(this.identity, "ecole.test", this.gateway);
		this.educonnectSite = TlsFront.open(this.identity, "ent.example", URI.create(this.educonnect.url()).getPort());
		this.portal = MockEduConnect.builder()
			.client("passerelle", SECRET, this.school.url() + "/.passerelle/oidc/callback",
					this.school.url() + "/.passerelle/oidc/logged-out")
			.accounts(List.of(new Account("f.martin", Affiliation.RESP_2D, "Martin", "Flore").with("ENTPersonProfils",
					"National_TUT")))
			.start();
		this.ent.start();
		running.administration().send("POST", "establishments", "application/yaml", document(running));
		running.administration()
			.send("PUT", "establishments/%s/delegations/%s/secret".formatted(UAI, OIDC), "application/json",
					"{\"secret\": \"%s\"}".formatted(SECRET));
		running.administration()
			.send("POST", "establishments/%s/people/import".formatted(UAI), "text/csv; charset=UTF-8", """
					identifiant;nom;prenom;dateNaissance;espaces;identifiantEnt
					a.petit;Petit;Anne;;parent;AC-BORDEAUX$90002
					""");
		await(() -> ask(METADATA).startsWith("HTTP/1.1 200"));
		this.educonnect.add(body(ask(METADATA)));
		await(() -> choose(OIDC).contains(this.portal.url()));
	}

	private String document(Running running) {
		String metadata = this.educonnect.metadata()
			.replace("Location=\"" + this.educonnect.url(), "Location=\"" + this.educonnectSite.url());
		return """
				uai: %s
				name: Collège Jules-Ferry
				publicUrl: %s
				published: true
				upstream: %s
				publicPaths: [/pronote/assets/**]
				delegations:
				  - id: %s
				    label: ENT Atlantique (essai)
				    protocol: CAS
				    cas: { serverUrl: '%s', validation: CAS3 }
				    recognition: [PROFILE]
				  - id: %s
				    label: EduConnect
				    protocol: EDUCONNECT
				    educonnect: { environment: preproduction, by: SAML2, entityId: '%s', metadata: '%s' }
				  - id: %s
				    label: Portail des familles (essai)
				    protocol: OIDC
				    oidc: { issuer: '%s', clientId: passerelle }
				    attributes: { familyName: family_name, givenName: given_name }
				    recognition: [PROFILE]
				espaces:
				  parent: { delegations: [%s, %s, %s] }
				""".formatted(UAI, this.school.url(), running.application(), CAS, this.ent.url(), EDUCONNECT,
				this.educonnect.entityId(), metadata, OIDC, this.portal.issuer(), CAS, EDUCONNECT, OIDC);
	}

	/** An address of the school. */
	URI at(String path) {
		return URI.create(this.school.url() + path);
	}

	/** The school's site. */
	TlsFront school() {
		return this.school;
	}

	/** EduConnect's site. */
	TlsFront educonnectSite() {
		return this.educonnectSite;
	}

	/** How many browsers are signed in at the server behind a delegation. */
	int sessions(String delegation) {
		return switch (delegation) {
			case CAS -> this.ent.ssoSessions();
			case EDUCONNECT -> this.educonnect.sessions();
			default -> this.portal.sessions();
		};
	}

	/**
	 * The program makes the keys of a school and reads the addresses of a provider by
	 * itself.
	 */
	private void await(BooleanSupplier ready) {
		new FluentWait<>(ready).withTimeout(START).pollingEvery(GLANCE).until(BooleanSupplier::getAsBoolean);
	}

	private String ask(String path) {
		return send("GET " + path, "");
	}

	private String choose(String delegation) {
		return send("POST " + PARENT, "passerelle-delegation=" + delegation);
	}

	private static String body(String answer) {
		return answer.substring(answer.indexOf("\r\n\r\n") + 4);
	}

	/** Sends a request by hand: Java's clients send no other name of the host. */
	private String send(String request, String form) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.gateway)) {
			socket.getOutputStream()
				.write("""
						%s HTTP/1.1\r
						Host: %s\r
						Connection: close\r
						Content-Type: application/x-www-form-urlencoded\r
						Content-Length: %d\r
						\r
						%s""".formatted(request, URI.create(this.school.url()).getAuthority(), form.length(), form)
					.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.school.close();
		this.educonnectSite.close();
		this.ent.close();
		this.educonnect.close();
		this.portal.close();
	}

}
