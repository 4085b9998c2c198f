package fr.passerelle.gateway.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import fr.passerelle.gateway.testkit.EchoApplication;
import fr.passerelle.gateway.testkit.LocalGateway;
import fr.passerelle.gateway.testkit.LoopbackPort;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import fr.passerelle.mockcas.MockCasServer;
import fr.passerelle.mockcas.People;
import org.jspecify.annotations.Nullable;

/**
 * Two schools, two ENTs, an application and the gateway before it; started once and put
 * back in order before each test.
 */
final class World {

	static final String ADMIN = "admin:un-mot-de-passe-d-essai";

	static final String COLLEGE_UAI = "0330001A";

	private static final World SHARED = new World();

	final MockCasServer horizon = MockCasServer.server()
		.name("Horizon")
		.strictSaml()
		.people(People.standard(COLLEGE_UAI))
		.build();

	final MockCasServer littoral = MockCasServer.server()
		.name("Littoral")
		.strictSaml()
		.people(People.standard(COLLEGE_UAI))
		.build();

	final EchoApplication application = new EchoApplication();

	final int port = LoopbackPort.free();

	final String college = "http://localhost:" + this.port;

	final String lycee = "http://127.0.0.1:" + this.port;

	private final Path data;

	private LocalGateway gateway;

	private World() {
		this.horizon.start();
		this.littoral.start();
		try {
			this.data = Files.createTempDirectory(Path.of("target"), "acceptance");
			Files.createDirectories(this.data.resolve("documents"));
			Files.writeString(this.data.resolve("documents/college.yaml"), collegeDocument());
			Files.writeString(this.data.resolve("documents/lycee.yaml"), lyceeDocument());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.gateway = startGateway();
		Reply people = admin("POST", "/establishments/" + COLLEGE_UAI + "/people/import", PEOPLE, "Content-Type",
				"text/csv; charset=utf-8");
		if (people.status() != 200) {
			throw new IllegalStateException("people: " + people);
		}
		Runtime.getRuntime().addShutdownHook(new Thread(this.horizon::close));
	}

	private static final String PEOPLE = """
			identifiant;nom;prenom;espaces;motDePasse
			hberger;Berger;Hélène;direction|commune;Pr0visoire-42
			stuteur;Tuteur;Samir;entreprise|accompagnant;Aut re:mot2Passe
			""";

	static World shared() {
		return SHARED;
	}

	/**
	 * Everything as at the start, but for sessions: every test has browsers of its own.
	 */
	void reset() {
		this.horizon.resetAll();
		this.littoral.resetAll();
		this.application.asked().clear();
		put(COLLEGE_UAI, collegeDocument());
		put("0750002B", lyceeDocument());
		admin("DELETE", "/suspensions/127.0.0.1", null);
	}

	void restartGracefully() {
		this.gateway.close();
		this.gateway = startGateway();
	}

	Reply put(String uai, String document) {
		Reply reply = admin("PUT", "/establishments/" + uai + "/configuration", document, "Content-Type",
				"application/yaml");
		if (reply.status() / 100 != 2) {
			throw new IllegalStateException("configuration: " + reply);
		}
		return reply;
	}

	Reply admin(String method, String path, @Nullable String body, String... headers) {
		List<String> all = new ArrayList<>(List.of(headers));
		all.addAll(List.of("Accept", "application/json", "Authorization",
				"Basic " + Base64.getEncoder().encodeToString(ADMIN.getBytes(StandardCharsets.UTF_8))));
		return new TestBrowser().send(method, "http://localhost:" + this.port + "/api/v1" + path, body,
				all.toArray(String[]::new));
	}

	String collegeDocument() {
		return """
				uai: 0330001A
				name: Collège Jean-Moulin
				publicUrl: %s
				published: true
				upstream: %s
				delegations:
				  - { id: horizon, label: ENT Horizon, protocol: CAS, cas: { serverUrl: "%s", validation: CAS2 } }
				  - { id: littoral, label: ENT Littoral, protocol: CAS, cas: { serverUrl: "%s", validation: CAS2 } }
				  - { id: horizon-cas1, label: Horizon CAS 1, protocol: CAS, cas: { serverUrl: "%s", validation: CAS1 } }
				  - { id: horizon-cas3, label: Horizon CAS 3, protocol: CAS, cas: { serverUrl: "%s", validation: CAS3, renew: true } }
				  - { id: horizon-saml, label: Horizon SAML, protocol: CAS, cas: { serverUrl: "%s", validation: SAML1 } }
				  - { id: inactive, label: Ancien ENT, protocol: CAS, active: false, cas: { serverUrl: "%s", validation: CAS2 } }
				  - { id: strict, label: Strict, protocol: CAS, cas: { serverUrl: "%s", validation: CAS2 }, recognition: [PERSON_ID, IDENTITY] }
				espaces:
				  commune:     { published: true, delegations: [horizon-cas1], directLogin: true }
				  parent:      { published: true, delegations: [horizon, inactive], directLogin: true, loginParameters: { selection: EDU_parent } }
				  eleve:       { published: true, delegations: [horizon, littoral], directLogin: false, paths: [/pronote/cahier/**] }
				  professeur:  { published: true, delegations: [horizon-cas3] }
				  viescolaire: { published: true, delegations: [horizon-saml] }
				  academie:    { published: true, delegations: [strict] }
				  direction:   { published: true, delegations: [], directLogin: true }
				  etablissement: { published: true, delegations: [], directLogin: false }
				  entreprise:  { published: false, delegations: [], directLogin: true }
				"""
			.formatted(this.college, this.application.url(), this.horizon.url(), this.littoral.url(),
					this.horizon.url(), this.horizon.url(), this.horizon.url(), this.horizon.url(), this.horizon.url());
	}

	String lyceeDocument() {
		return """
				uai: 0750002B
				name: Lycée des Remparts
				publicUrl: %s
				published: true
				upstream: %s
				delegations:
				  - { id: horizon, label: ENT Horizon, protocol: CAS, cas: { serverUrl: "%s", validation: CAS2 } }
				espaces:
				  parent: { published: true, delegations: [horizon] }
				  eleve:  { published: true, delegations: [horizon] }
				""".formatted(this.lycee, this.application.url(), this.horizon.url());
	}

	private LocalGateway startGateway() {
		return LocalGateway.start(this.port, this.data.resolve("data"),
				"--passerelle.import=file:" + this.data.resolve("documents"),
				"--passerelle.admin.password=" + ADMIN.split(":", 2)[1], "--passerelle.ent.timeout=2s",
				"--passerelle.ent.connect-timeout=1s", "--passerelle.ent.max-concurrent=8",
				"--passerelle.ent.max-waiting=20", "--passerelle.direct-login.attempts=5",
				// All tests come from one address; what each is refused is looked for.
				"--passerelle.audit.refusals-per-address=10000", "--passerelle.audit.refusals-per-minute=100000",
				// A probe would be one more validation to count.
				"--passerelle.probe.enabled=false");
	}

}
