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

import fr.passerelle.gateway.console.ConsoleBrowser;
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
 * Two schools whose families sign in by the one agreement that their platform has with
 * EduConnect, and what strangers can do with the hand-over between the hosts.
 */
@SuppressWarnings("NullAway.Init")
class PlatformEduConnectAcceptanceTests {

	private static final String PARENT = "/pronote/parent.html?a=1";

	private static final String PUPIL = "/pronote/eleve.html";

	private static final String HANDOVER = "/.passerelle/return/";

	private static final String PASSWORD = "un-mot-de-passe-d-essai";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static MockEduConnect educonnect;

	private static EchoApplication application;

	private static LocalGateway gateway;

	private static String platform;

	private static String college;

	private static String lycee;

	private final TestBrowser browser = TestBrowser.withPlainBlanks();

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		educonnect = MockEduConnect.builder().start();
		application = new EchoApplication();
		int port = LoopbackPort.free();
		platform = "http://127.0.0.1:" + port;
		college = "http://college.example.fr:" + port;
		lycee = "http://lycee.example.fr:" + port;
		Files.createDirectory(folder.resolve("schools"));
		school(folder, "0330001A", college);
		school(folder, "0330002B", lycee);
		Files.writeString(folder.resolve("educonnect.xml"), educonnect.metadata());
		gateway = LocalGateway.start(port, folder.resolve("data"),
				"--passerelle.import=file:" + folder.resolve("schools"), "--passerelle.admin.password=" + PASSWORD,
				"--passerelle.educonnect.url=" + platform, "--passerelle.educonnect.environment=preproduction",
				"--passerelle.educonnect.entity-id=" + educonnect.entityId(),
				"--passerelle.educonnect.metadata=file:" + folder.resolve("educonnect.xml"));
		for (String uai : List.of("0330001A", "0330002B")) {
			Reply people = api("POST", uai + "/people/import", """
					identifiant;nom;prenom;dateNaissance;espaces;identifiantEnt
					leo;Petit;Léo;03/04/2011;eleve;BORDEAUX-70001
					anne;Petit;Anne;;parent;AC-BORDEAUX$90002
					""", "text/csv; charset=utf-8");
			assertThat(people.status()).as(people.toString()).isEqualTo(200);
		}
		awaitKeys();
	}

	private static void school(Path folder, String uai, String url) throws IOException {
		Files.writeString(folder.resolve("schools").resolve(uai + ".yaml"), """
				uai: %s
				name: Établissement %s
				publicUrl: %s
				published: true
				upstream: %s
				delegations:
				  - { id: edu, label: EduConnect, protocol: EDUCONNECT, educonnect: { by: PLATFORM } }
				espaces:
				  parent: { published: true, delegations: [edu] }
				  eleve: { published: true, delegations: [edu] }
				""".formatted(uai, uai, url, application.url()));
	}

	private static Reply api(String method, String path, String body, String type) {
		return new TestBrowser().send(method, college + "/api/v1/establishments/" + path, body, "Content-Type", type,
				"Authorization",
				"Basic " + Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
	}

	/** The platform's keys take a moment to make. */
	private static void awaitKeys() {
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

	/** The ministry knows one name and one return address; both schools use it. */
	@Test
	void familiesOfTwoSchoolsComeInByTheOneEntry() {
		for (String school : List.of(college, lycee)) {
			Reply handover = posted(signIn(school + PARENT, "responsable", "a.petit"));
			assertThat(handover.status()).as(handover.toString()).isEqualTo(303);
			assertThat(handover.location()).startsWith(school + HANDOVER);
			assertThat(handover.setCookies()).isEmpty();
			assertThat(handover.header("Cache-Control")).isEqualTo("no-store");
			assertThat(handover.header("Referrer-Policy")).isEqualTo("no-referrer");
			Reply arrived = this.browser.follow(handover);
			arrived.isEcho();
			assertThat(arrived.url()).hasToString(school + PARENT);
			assertThat(arrived.told("Passerelle-User")).isEqualTo("anne");
			assertThat(arrived.told("Passerelle-Delegation")).isEqualTo("edu");
		}
	}

	@Test
	void theMetadataIsThePlatformsAndNoSchoolHasOne() {
		Reply metadata = new TestBrowser().get(platform + SamlAddresses.METADATA);
		assertThat(metadata.status()).isEqualTo(200);
		assertThat(metadata.body()).contains("entityID=\"" + platform + SamlAddresses.METADATA + "\"")
			.contains("Location=\"" + platform + SamlAddresses.RETURN + "\"")
			.doesNotContain("example.fr");
		new TestBrowser().get(college + SamlAddresses.METADATA).isRefused(ErrorCode.UNKNOWN_PATH);
	}

	@Test
	void nothingElseAnswersAtThePlatformsHost() {
		for (String path : List.of("/", PARENT, "/pronote/", SamlAddresses.ROOT, HANDOVER + "x",
				"/.passerelle/jwks.json", "/.passerelle/leave/x")) {
			new TestBrowser().get(platform + path).isRefused(ErrorCode.UNKNOWN_HOST);
		}
		new TestBrowser().get(platform + SamlAddresses.RETURN).isRefused(ErrorCode.LOGIN_EXPIRED);
		new TestBrowser().post(platform + SamlAddresses.RETURN, "SAMLResponse=x&RelayState=" + "A".repeat(43))
			.isRefused(ErrorCode.LOGIN_EXPIRED);
	}

	/** A code that came from one school's login opens nothing at the other. */
	@Test
	void aCodeIsOfNoUseAtAnotherSchoolsHost() {
		this.browser.get(lycee + PARENT);
		Reply handover = posted(signIn(college + PARENT, "responsable", "a.petit"));
		String elsewhere = handover.location().replace(college, lycee);
		Reply refused = this.browser.get(elsewhere);
		refused.isRefused(ErrorCode.LOGIN_EXPIRED);
		assertThat(refused.setCookies()).isEmpty();
		this.browser.follow(handover).isEcho();
	}

	@Test
	void aCodeIsOfNoUseInAnotherBrowserNorASecondTime() {
		Reply handover = posted(signIn(college + PARENT, "responsable", "a.petit"));
		TestBrowser thief = new TestBrowser();
		thief.get(college + PARENT);
		thief.get(handover.location()).isRefused(ErrorCode.LOGIN_EXPIRED);
		new TestBrowser().get(handover.location()).isRefused(ErrorCode.LOGIN_EXPIRED);
		this.browser.follow(handover).isEcho();
		this.browser.get(handover.location()).isRefused(ErrorCode.LOGIN_EXPIRED);
	}

	@Test
	void aCodeThatIsGuessedOrAnAnswerThatIsPostedAgainOpensNothing() {
		Reply page = signIn(college + PARENT, "responsable", "a.petit");
		Reply handover = posted(page);
		String code = handover.location().substring((college + HANDOVER).length());
		assertThat(code).hasSize(32);
		for (String guess : List.of("A".repeat(32), code.substring(1), code + "A",
				code.toLowerCase(java.util.Locale.ROOT), "")) {
			this.browser.get(college + HANDOVER + guess).isRefused(ErrorCode.LOGIN_EXPIRED);
		}
		this.browser.follow(handover).isEcho();
		posted(page).isRefused(ErrorCode.LOGIN_EXPIRED);
	}

	/** The answer is for the platform, and is taken nowhere else. */
	@Test
	void anAnswerThatIsPostedToASchoolIsNotTaken() {
		Reply page = signIn(college + PARENT, "responsable", "a.petit");
		Map<String, String> fields = fields(page);
		for (String school : List.of(college, lycee)) {
			new TestBrowser().post(school + SamlAddresses.RETURN, fields).isRefused(ErrorCode.LOGIN_EXPIRED);
		}
		Map<String, String> swapped = new LinkedHashMap<>(fields);
		Reply other = signIn(new TestBrowser(), lycee + PARENT, "responsable", "a.petit");
		swapped.put("RelayState", String.valueOf(fields(other).get("RelayState")));
		new TestBrowser().post(platform + SamlAddresses.RETURN, swapped).isRefused(ErrorCode.ENT_ANSWER_INVALID);
		this.browser.follow(posted(page)).isEcho();
	}

	@Test
	void aSchoolThatClosedMeanwhileIsNotEntered() {
		Reply before = signIn(lycee + PARENT, "responsable", "a.petit");
		Reply handover = posted(before);
		publish(false);
		try {
			posted(before).isRefused(ErrorCode.LOGIN_EXPIRED);
			this.browser.get(handover.location()).isRefused(ErrorCode.LOGIN_EXPIRED);
		}
		finally {
			publish(true);
		}
	}

	private static void publish(boolean published) {
		Reply changed = api("PUT", "0330002B/publication", "{\"published\":" + published + ",\"reason\":\"travaux\"}",
				"application/json");
		assertThat(changed.status()).as(changed.toString()).isLessThan(300);
	}

	/** EduConnect 8 and 12: out of the child's account, and back in with the parent's. */
	@Test
	void aParentWithTheChildsAccountLeavesItAndArrives() {
		this.browser.follow(posted(signIn(college + PUPIL, "eleve", "l.petit"))).isEcho();
		Reply refused = this.browser.follow(posted(this.browser.open(college + PARENT)));
		refused.isRefused(ErrorCode.PROFILE_NOT_ALLOWED);
		assertThat(refused.body()).contains("compte élève");
		Matcher leave = Pattern.compile("href=\"([^\"]*/\\.passerelle/leave/[^\"]*)\"").matcher(refused.body());
		assertThat(leave.find()).isTrue();
		Reply choice = this.browser.open(leave.group(1));
		assertThat(choice.url().toString()).startsWith(educonnect.url() + "/idp/profile/SAML2/Redirect/SSO?execution=");
		Reply arrived = this.browser.follow(posted(choose(this.browser, choice, "responsable", "a.petit")));
		assertThat(arrived.told("Passerelle-User")).isEqualTo("anne");
		assertThat(arrived.url()).hasToString(college + PARENT);
	}

	@Test
	void leavingEndsTheSessionHereAndLeadsToEduConnect() {
		this.browser.follow(posted(signIn(college + PUPIL, "eleve", "l.petit"))).isEcho();
		Reply left = this.browser.post(college + "/pronote/logout", "passerelle-logout=ent");
		assertThat(left.location()).isEqualTo(educonnect.url() + "/Logout");
		assertThat(this.browser.get(college + PUPIL).isRedirect()).isTrue();
	}

	/** What is registered with the ministry, the keys, and what a school's form says. */
	@Test
	void theConsoleShowsWhatToRegisterAndOffersThePlatformsWay() {
		ConsoleBrowser console = new ConsoleBrowser(platform, "127.0.0.1");
		assertThat(console.signIn("admin", PASSWORD).statusCode()).isEqualTo(303);
		String page = console.get("/console/educonnect").body();
		assertThat(page)
			.contains("data-copy=\"" + platform + SamlAddresses.METADATA + "\"",
					"data-copy=\"" + platform + SamlAddresses.RETURN + "\"",
					"data-copy=\"" + platform + SamlAddresses.LOGOUT + "\"", "BEGIN CERTIFICATE",
					"download=\"passerelle-educonnect.xml\"", "Établissement 0330001A", "Établissement 0330002B",
					"préproduction")
			.doesNotContain("??");
		assertThat(console.post("/console/educonnect/keys", page, Map.of()).statusCode()).isEqualTo(303);
		assertThat(console.get("/console/educonnect").body()).contains("Le changement de clés a commencé", "Signera");
		String fresh = console.get("/console/establishments/0330001A/delegations/_new?protocol=EDUCONNECT").body();
		assertThat(fresh).contains("value=\"PLATFORM\" selected", "Rien à régler ni à déclarer ici")
			.doesNotContain("??");
		String edited = console.get("/console/establishments/0330001A/delegations/edu").body();
		assertThat(edited).contains("value=\"PLATFORM\" selected").doesNotContain("Changer de clés", "??");
		assertThat(console.speaking("en").get("/console/educonnect").body())
			.contains("To be told to the ministry", "The establishments that go by the platform")
			.doesNotContain("??");
	}

	private Reply signIn(String page, String who, String username) {
		return signIn(this.browser, page, who, username);
	}

	private static Reply signIn(TestBrowser browser, String page, String who, String username) {
		Reply choice = browser.open(page);
		return choice.body().contains("SAMLResponse") ? choice : choose(browser, choice, who, username);
	}

	/** The two steps; gives the page that posts itself. */
	private static Reply choose(TestBrowser browser, Reply choice, String who, String username) {
		Reply form = browser.follow(browser.post(choice.url().toString(), choice.url().getQuery() + "&who=" + who));
		return browser.post(form.url().toString(), form.url().getQuery() + "&password=x&username=" + username);
	}

	private static Map<String, String> fields(Reply page) {
		assertThat(page.body()).contains("action=\"" + platform + SamlAddresses.RETURN + "\"");
		Map<String, String> fields = new LinkedHashMap<>();
		for (String name : List.of("SAMLResponse", "RelayState")) {
			Matcher value = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
			assertThat(value.find()).as(page.toString()).isTrue();
			fields.put(name, value.group(1));
		}
		return fields;
	}

	/** The post of another site, which brings no cookie. */
	private static Reply posted(Reply page) {
		return new TestBrowser().post(platform + SamlAddresses.RETURN, fields(page));
	}

}
