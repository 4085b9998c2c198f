package fr.passerelle.gateway.oidc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.EchoApplication;
import fr.passerelle.gateway.testkit.LocalGateway;
import fr.passerelle.gateway.testkit.LoopbackPort;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import fr.passerelle.mockeduconnect.MockEduConnect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A school whose families sign in by EduConnect over OpenID Connect, against code that
 * shares nothing with ours.
 */
@SuppressWarnings("NullAway.Init")
class EduConnectByOidcAcceptanceTests {

	private static final String PARENT = "/pronote/parent.html?a=1";

	private static final String PUPIL = "/pronote/eleve.html";

	private static final String PASSWORD = "un-mot-de-passe-d-essai";

	private static final String SECRET = "un secret de client";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static MockEduConnect educonnect;

	private static EchoApplication application;

	private static LocalGateway gateway;

	private static String college;

	private final TestBrowser browser = TestBrowser.withPlainBlanks();

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		int port = LoopbackPort.free();
		college = "http://localhost:" + port;
		educonnect = MockEduConnect.builder()
			.client("passerelle", SECRET, college + Oidc.RETURN_PATH, college + Oidc.LOGGED_OUT_PATH)
			.start();
		application = new EchoApplication();
		Files.writeString(folder.resolve("college.yaml"), """
				uai: 0330001A
				name: Collège Jean-Moulin
				publicUrl: %s
				published: true
				upstream: %s
				delegations:
				  - id: edu
				    label: EduConnect
				    protocol: EDUCONNECT
				    educonnect: { environment: preproduction, by: OIDC, issuer: "%s", clientId: passerelle }
				espaces:
				  parent: { published: true, delegations: [edu] }
				  eleve: { published: true, delegations: [edu] }
				""".formatted(college, application.url(), educonnect.issuer()));
		gateway = LocalGateway.start(port, folder.resolve("data"),
				"--passerelle.import=file:" + folder.resolve("college.yaml"),
				"--passerelle.admin.password=" + PASSWORD);
		Reply people = api("POST", "/people/import", """
				identifiant;nom;prenom;dateNaissance;espaces;identifiantEnt
				leo;Petit;Léo;03/04/2011;eleve;BORDEAUX-70001
				anne;Petit;Anne;;parent;AC-BORDEAUX$90002
				""", "text/csv; charset=utf-8");
		assertThat(people.status()).as(people.toString()).isEqualTo(200);
		Reply secret = api("PUT", "/delegations/edu/secret", "{\"secret\":\"" + SECRET + "\"}", "application/json");
		assertThat(secret.status()).as(secret.toString()).isEqualTo(204);
		awaitProvider();
	}

	private static Reply api(String method, String path, String body, String type) {
		return new TestBrowser().send(method, college + "/api/v1/establishments/0330001A" + path, body, "Content-Type",
				type, "Authorization",
				"Basic " + Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
	}

	/** The provider is read away from visitors' threads. */
	private static void awaitProvider() {
		Instant end = Instant.now().plus(PATIENCE);
		while (!new TestBrowser().get(college + PARENT).isRedirect() && Instant.now().isBefore(end)) {
			Thread.onSpinWait();
		}
	}

	@AfterAll
	static void stop() {
		gateway.close();
		application.close();
		educonnect.close();
	}

	@Test
	void aParentOfSeveralChildrenIsFoundByAnyReferenceOfUserinfo() {
		Reply arrived = signIn(PARENT, "responsable", "a.petit");
		arrived.isEcho();
		assertThat(arrived.url()).hasToString(college + PARENT);
		assertThat(arrived.told("Passerelle-User")).isEqualTo("anne");
		assertThat(arrived.told("Passerelle-Profiles")).isEqualTo("TUT");
		assertThat(arrived.told("Passerelle-Delegation")).isEqualTo("edu");
	}

	/** Every pupil of the country has an account. */
	@Test
	void whoIsNotOnTheListIsAskedForALocalPassword() {
		assertThat(signIn(PUPIL, "eleve", "e.petit").body()).contains("passerelle-token");
	}

	/**
	 * Traps S-50, the whole way: the child's account, its logout, the parent's account.
	 */
	@Test
	void aParentWithTheChildsAccountLeavesItAndArrives() {
		signIn(PUPIL, "eleve", "l.petit").isEcho();
		Reply refused = this.browser.open(college + PARENT);
		refused.isRefused(ErrorCode.PROFILE_NOT_ALLOWED);
		assertThat(refused.body()).contains("compte élève").contains("l’Espace Parents");
		Matcher leave = Pattern.compile("href=\"([^\"]*/\\.passerelle/leave/[^\"]*)\"").matcher(refused.body());
		assertThat(leave.find()).isTrue();
		Reply choice = this.browser.open(leave.group(1));
		assertThat(choice.url().toString()).startsWith(educonnect.url() + "/idp/profile/oidc/authorize?execution=");
		Reply arrived = choose(choice, "responsable", "a.petit");
		assertThat(arrived.told("Passerelle-User")).isEqualTo("anne");
		assertThat(arrived.url()).hasToString(college + PARENT);
	}

	/** EduConnect 10: the provider's logout, which leads back to the school's page. */
	@Test
	void leavingEndsTheSessionHereAndAtEduConnect() {
		signIn(PUPIL, "eleve", "l.petit").isEcho();
		int before = educonnect.sessions();
		Reply left = this.browser.post(college + "/pronote/logout", "passerelle-logout=ent");
		assertThat(left.location()).startsWith(educonnect.url() + "/idp/profile/Logout?");
		Reply page = this.browser.follow(left);
		assertThat(page.url().toString()).startsWith(college + Oidc.LOGGED_OUT_PATH);
		assertThat(educonnect.sessions()).isEqualTo(before - 1);
		assertThat(this.browser.open(college + PUPIL).body()).contains("Qui se connecte");
	}

	private Reply signIn(String page, String who, String username) {
		return choose(this.browser.open(college + page), who, username);
	}

	/** The two steps, and the way back. */
	private Reply choose(Reply choice, String who, String username) {
		Reply form = this.browser
			.follow(this.browser.post(choice.url().toString(), choice.url().getQuery() + "&who=" + who));
		return this.browser.follow(
				this.browser.post(form.url().toString(), form.url().getQuery() + "&password=x&username=" + username));
	}

}
