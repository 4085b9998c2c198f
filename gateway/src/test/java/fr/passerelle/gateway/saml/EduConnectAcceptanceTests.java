package fr.passerelle.gateway.saml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
 * A school whose families sign in by EduConnect, against code that shares nothing with
 * ours.
 */
@SuppressWarnings("NullAway.Init")
class EduConnectAcceptanceTests {

	private static final String PARENT = "/pronote/parent.html?a=1";

	private static final String PUPIL = "/pronote/eleve.html";

	private static final String PASSWORD = "un-mot-de-passe-d-essai";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static MockEduConnect educonnect;

	private static EchoApplication application;

	private static LocalGateway gateway;

	private static String college;

	private final TestBrowser browser = new TestBrowser();

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		educonnect = MockEduConnect.builder().start();
		application = new EchoApplication();
		int port = LoopbackPort.free();
		college = "http://localhost:" + port;
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
				    educonnect:
				      environment: preproduction
				      by: SAML2
				      entityId: %s
				      metadata: '%s'
				espaces:
				  parent: { published: true, delegations: [edu] }
				  eleve: { published: true, delegations: [edu] }
				""".formatted(college, application.url(), educonnect.entityId(), educonnect.metadata()));
		gateway = LocalGateway.start(port, folder.resolve("data"),
				"--passerelle.import=file:" + folder.resolve("college.yaml"),
				"--passerelle.admin.password=" + PASSWORD);
		Reply people = new TestBrowser().post(college + "/api/v1/establishments/0330001A/people/import", """
				identifiant;nom;prenom;dateNaissance;espaces;identifiantEnt
				leo;Petit;Léo;03/04/2011;eleve;BORDEAUX-70001
				anne;Petit;Anne;;parent;AC-BORDEAUX$90002
				marie;Dupont;Marie;;parent;2|DUPONT|Marie|701295|0330001A
				""", "Content-Type", "text/csv; charset=utf-8", "Authorization",
				"Basic " + Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
		assertThat(people.status()).as(people.toString()).isEqualTo(200);
		awaitKeys();
	}

	/** The school's keys take a moment to make. */
	private static void awaitKeys() {
		Instant end = Instant.now().plus(PATIENCE);
		while (!new TestBrowser().get(college + PARENT).isRedirect() && Instant.now().isBefore(end)) {
			Thread.onSpinWait();
		}
	}

	@AfterAll
	static void stop() {
		gateway.close();
		educonnect.close();
	}

	@Test
	void aPupilIsFoundByTheReferenceOfTheDirectory() {
		Reply arrived = back(signIn(PUPIL, "eleve", "l.petit"));
		arrived.isEcho();
		assertThat(arrived.url()).hasToString(college + PUPIL);
		assertThat(arrived.told("Passerelle-User")).isEqualTo("leo");
		assertThat(arrived.told("Passerelle-Profiles")).isEqualTo("ELV");
		assertThat(arrived.told("Passerelle-Delegation")).isEqualTo("edu");
	}

	@Test
	void aParentOfSeveralChildrenIsFoundByAnyReference() {
		assertThat(back(signIn(PARENT, "responsable", "a.petit")).told("Passerelle-User")).isEqualTo("anne");
		assertThat(back(new TestBrowser(), signIn(new TestBrowser(), PARENT, "responsable", "m.dupont")).status())
			.as("another browser's answer")
			.isEqualTo(400);
	}

	@Test
	void aParentIsFoundByAVectorOfThisSchool() {
		assertThat(back(signIn(PARENT, "responsable", "m.dupont")).told("Passerelle-User")).isEqualTo("marie");
	}

	/** Every pupil of the country has an account. */
	@Test
	void whoIsNotOnTheListIsAskedForALocalPassword() {
		assertThat(back(signIn(PUPIL, "eleve", "e.petit")).body()).contains("passerelle-token");
	}

	/**
	 * Traps S-50, the whole way: the child's account, its logout, the parent's account.
	 */
	@Test
	void aParentWithTheChildsAccountLeavesItAndArrives() {
		back(signIn(PUPIL, "eleve", "l.petit")).isEcho();
		Reply refused = back(this.browser.open(college + PARENT));
		refused.isRefused(ErrorCode.PROFILE_NOT_ALLOWED);
		assertThat(refused.body()).contains("compte élève").contains("l’Espace Parents");
		Matcher leave = Pattern.compile("href=\"([^\"]*/\\.passerelle/leave/[^\"]*)\"").matcher(refused.body());
		assertThat(leave.find()).isTrue();
		Reply choice = this.browser.open(leave.group(1));
		assertThat(choice.url().toString()).startsWith(educonnect.url() + "/idp/profile/SAML2/Redirect/SSO?execution=");
		Reply arrived = back(choose(this.browser, choice, "responsable", "a.petit"));
		assertThat(arrived.told("Passerelle-User")).isEqualTo("anne");
		assertThat(arrived.url()).hasToString(college + PARENT);
	}

	/** Traps S-49: the address that came with the assertion. */
	@Test
	void leavingEndsTheSessionHereAndLeadsToEduConnect() {
		back(signIn(PUPIL, "eleve", "l.petit")).isEcho();
		Reply left = this.browser.post(college + "/pronote/logout", "passerelle-logout=ent");
		assertThat(left.location()).isEqualTo(educonnect.url() + "/Logout");
		assertThat(this.browser.get(college + PUPIL).isRedirect()).isTrue();
	}

	private Reply signIn(String page, String who, String username) {
		return signIn(this.browser, page, who, username);
	}

	private static Reply signIn(TestBrowser browser, String page, String who, String username) {
		return choose(browser, browser.open(college + page), who, username);
	}

	/** The two steps; gives the page that posts itself. */
	private static Reply choose(TestBrowser browser, Reply choice, String who, String username) {
		Reply form = browser.follow(browser.post(choice.url().toString(), choice.url().getQuery() + "&who=" + who));
		return browser.post(form.url().toString(), form.url().getQuery() + "&password=x&username=" + username);
	}

	private Reply back(Reply page) {
		return back(this.browser, page);
	}

	private static Reply back(TestBrowser browser, Reply page) {
		Map<String, String> fields = new LinkedHashMap<>();
		for (String name : List.of("SAMLResponse", "RelayState")) {
			Matcher value = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
			assertThat(value.find()).as(page.toString()).isTrue();
			fields.put(name, value.group(1));
		}
		return browser.follow(new TestBrowser().post(college + SamlAddresses.RETURN, fields));
	}

}
