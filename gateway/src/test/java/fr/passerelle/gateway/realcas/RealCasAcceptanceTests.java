package fr.passerelle.gateway.realcas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.EchoApplication;
import fr.passerelle.gateway.testkit.LocalGateway;
import fr.passerelle.gateway.testkit.LoopbackPort;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logins and logouts through Apereo CAS 6.6, by every validation that it speaks. What the
 * mock ENTs prove about our reading of the protocol, this proves about the protocol.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealCasAcceptanceTests {

	/** Apereo sends its logout messages from threads of its own, after the page. */
	private static final Duration BACK_CHANNEL = Duration.ofSeconds(60);

	@RegisterExtension
	static final ApereoCas CAS = new ApereoCas();

	private static final EchoApplication APPLICATION = new EchoApplication();

	private static final int PORT = LoopbackPort.free();

	private static final String PUBLIC_URL = "http://localhost:" + PORT;

	private static final List<String> IDENTITY = List.of("Passerelle-User", "Passerelle-Name", "Passerelle-Profiles",
			"Passerelle-Espace", "Passerelle-Establishment", "Passerelle-Delegation");

	private static @Nullable LocalGateway running;

	private final TestBrowser browser = new TestBrowser();

	@BeforeAll
	static void startGateway(@TempDir Path folder) throws IOException {
		Path document = Files.writeString(folder.resolve("college.yaml"), document());
		running = LocalGateway.start(PORT, folder.resolve("data"), "--passerelle.import=" + document.toUri(),
				"--passerelle.admin.password=Grand-largue-5", "--passerelle.ent.timeout=60s");
	}

	@AfterAll
	static void stopGateway() {
		APPLICATION.close();
		if (running != null) {
			running.close();
		}
	}

	@Test
	void parentArrivesWhereSheWantedByteForByte() {
		String target = "parent.html?onglet=notes&p=%C3%A9t%e9+1%2F2&&vide=&x=a%20b";
		Reply asked = this.browser.get(page(target));
		assertThat(asked.next()).isEqualTo(CAS.url() + "/login?service=" + TestBrowser.encode(page("parent.html")));
		Reply ticket = submit(this.browser.get(asked.next()), Person.MOTHER);
		assertThat(ticket.next()).startsWith(page("parent.html?ticket=ST-"));
		Reply entered = this.browser.get(ticket.next());
		assertThat(entered.next()).isEqualTo(page(target));
		Reply arrived = this.browser.get(entered.next());
		assertThat(shown(arrived)).isEqualTo("""
				GET /pronote/%s
				Passerelle-User: zlefevre
				Passerelle-Name: Zo%%C3%%A9 Lef%%C3%%A8vre
				Passerelle-Profiles: TUT,ENS
				Passerelle-Espace: parent
				Passerelle-Establishment: 0330001A
				Passerelle-Delegation: ent-cas3""".formatted(target));
	}

	@Test
	void pupilEntersEspaceElevesByCas2() {
		Reply arrived = signIn(this.browser, page("eleve.html"), Person.PUPIL);
		assertThat(shown(arrived)).contains("Passerelle-User: tlefevre\n", "Passerelle-Name: Tom Lef%C3%A8vre\n",
				"Passerelle-Profiles: ELV\n", "Passerelle-Delegation: ent-cas2");
	}

	@Test
	void teacherEntersEspaceProfesseursBySaml() {
		Reply ticket = submit(this.browser.open(page("professeur.html?semaine=12")), Person.MOTHER);
		assertThat(ticket.next()).startsWith(page("professeur.html?ticket=ST-"));
		Reply arrived = this.browser.follow(ticket);
		assertThat(shown(arrived)).startsWith("GET /pronote/professeur.html?semaine=12\n")
			.contains("Passerelle-Name: Zo%C3%A9 Lef%C3%A8vre\n", "Passerelle-Profiles: TUT,ENS\n",
					"Passerelle-Delegation: ent-saml");
	}

	@Test
	void anyoneOfTheEntSignsInOnPageCommuneByCas1() {
		Reply asked = this.browser.post(page(""), Map.of("passerelle-delegation", "ent-cas1"));
		Reply arrived = this.browser.follow(submit(this.browser.get(asked.next()), Person.PUPIL));
		assertThat(arrived.url()).hasToString(page(""));
		assertThat(arrived.status()).isEqualTo(200);
		// CAS 1.0 tells a user and nothing else.
		assertThat(arrived.body()).contains("tlefevre");
	}

	@Test
	void pupilIsToldThatEspaceParentsIsNotForHim() {
		Reply refused = signIn(this.browser, page("parent.html"), Person.PUPIL);
		assertThat(refused.isRefused(ErrorCode.PROFILE_NOT_ALLOWED).status()).isEqualTo(403);
		assertThat(refused.body()).contains(page("eleve.html"));
	}

	@Test
	void secondEspaceOpensByTheEntsOwnSession() {
		signIn(this.browser, page("parent.html"), Person.MOTHER);
		Reply second = this.browser.open(page("professeur.html"));
		assertThat(shown(second)).contains("Passerelle-Espace: professeur\n");
		assertThat(shown(this.browser.get(page("parent.html")))).contains("Passerelle-Espace: parent\n");
	}

	@Test
	void ticketAlreadySpentStartsTheLoginOverUnseen() {
		Reply ticket = submit(this.browser.open(page("parent.html?onglet=notes")), Person.MOTHER);
		spend("parent.html", ticket);
		Reply again = this.browser.get(ticket.next());
		assertThat(again.next()).startsWith(CAS.url() + "/login?");
		Reply arrived = this.browser.follow(again);
		assertThat(shown(arrived)).startsWith("GET /pronote/parent.html?onglet=notes\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "eleve.html", "parent.html", "professeur.html" })
	void inventedTicketIsRefusedAfterOneMoreTry(String espace) {
		this.browser.get(page(espace));
		String invented = page(espace) + "?ticket=ST-1-invented";
		assertThat(this.browser.get(invented).next()).startsWith(CAS.url() + "/login?");
		Reply refused = this.browser.get(invented);
		assertThat(refused.isRefused(ErrorCode.TICKET_REFUSED).status()).isEqualTo(401);
		assertThat(refused.body()).doesNotContain("ST-1-invented");
	}

	@Test
	void ticketSpentTwiceInARowIsRefused() {
		Reply first = submit(this.browser.open(page("parent.html")), Person.MOTHER);
		spend("parent.html", first);
		Reply second = this.browser.get(this.browser.get(first.next()).next());
		spend("parent.html", second);
		Reply refused = this.browser.get(second.next());
		assertThat(refused.isRefused(ErrorCode.TICKET_REFUSED).status()).isEqualTo(401);
	}

	@Test
	void ticketOfSomebodyElseIsLeftUnspent() {
		TestBrowser other = new TestBrowser();
		Reply forged = LoginForm.on(other.open(page("parent.html"))).submit(other, Person.MOTHER);
		Reply answer = this.browser.get(forged.next());
		assertThat(answer.next()).startsWith(CAS.url() + "/login?");
		spend("parent.html", forged);
	}

	@Test
	void logoutAtTheEntEndsWhatItOpenedAndNothingElse() {
		signIn(this.browser, page("parent.html"), Person.MOTHER);
		this.browser.open(page("professeur.html"));
		TestBrowser son = new TestBrowser();
		signIn(son, page("eleve.html"), Person.PUPIL);
		this.browser.get(CAS.url() + "/logout");
		Awaitility.await("the end of both sessions")
			.atMost(BACK_CHANNEL)
			.until(() -> this.browser.get(page("parent.html")).isRedirect()
					&& this.browser.get(page("professeur.html")).isRedirect());
		assertThat(LoginForm.isOn(this.browser.open(page("parent.html")))).isTrue();
		assertThat(son.get(page("eleve.html")).status()).isEqualTo(200);
	}

	@Test
	void logoutHereCanEndTheEntsSessionToo() {
		signIn(this.browser, page("parent.html"), Person.MOTHER);
		Reply leaving = this.browser.post(page("logout"), Map.of("passerelle-logout", "ent"));
		assertThat(leaving.status()).isEqualTo(303);
		assertThat(leaving.next()).startsWith(CAS.url() + "/logout?service=");
		assertThat(this.browser.follow(leaving).url()).hasToString(page(""));
		assertThat(LoginForm.isOn(this.browser.open(page("parent.html")))).isTrue();
	}

	@Test
	void logoutHereAloneLeavesTheEntsSession() {
		signIn(this.browser, page("parent.html"), Person.MOTHER);
		assertThat(this.browser.post(page("logout"), Map.of("passerelle-logout", "here")).status()).isEqualTo(200);
		Reply asked = this.browser.get(page("parent.html"));
		assertThat(asked.next()).startsWith(CAS.url() + "/login?");
		assertThat(this.browser.follow(asked).status()).isEqualTo(200);
	}

	/** The last, since nobody starts the server again. */
	@Test
	@Order(Integer.MAX_VALUE)
	void entThatStoppedIsUnreachable() {
		Reply ticket = submit(this.browser.open(page("parent.html")), Person.MOTHER);
		CAS.stop();
		Reply refused = this.browser.get(ticket.next());
		assertThat(refused.isRefused(ErrorCode.ENT_UNREACHABLE).status()).isEqualTo(502);
		assertThat(refused.body()).doesNotContain("ST-");
	}

	/** The address of an Espace's page, or of another below the base path. */
	private static String page(String name) {
		return PUBLIC_URL + "/pronote/" + name;
	}

	private Reply submit(Reply login, Person person) {
		return LoginForm.on(login).submit(this.browser, person);
	}

	/** Opens a page, signs in at the ENT and arrives. */
	private static Reply signIn(TestBrowser browser, String address, Person person) {
		return browser.follow(LoginForm.on(browser.open(address)).submit(browser, person));
	}

	/** What the Espace was asked and by whom, one line each. */
	private static String shown(Reply arrived) {
		JsonNode echo = arrived.isEcho().json();
		return IDENTITY.stream()
			.map((header) -> "\n" + header + ": " + arrived.told(header))
			.collect(Collectors.joining("", echo.path("method").asString() + " " + echo.path("target").asString(), ""));
	}

	private static String document() {
		return """
				uai: 0330001A
				name: Collège Jean-Moulin
				publicUrl: %s
				published: true
				upstream: %s
				delegations:
				  - { id: ent-cas1, label: ENT, protocol: CAS, cas: { serverUrl: "%3$s", validation: CAS1 } }
				  - { id: ent-cas2, label: ENT, protocol: CAS, cas: { serverUrl: "%3$s", validation: CAS2 } }
				  - { id: ent-cas3, label: ENT, protocol: CAS, cas: { serverUrl: "%3$s", validation: CAS3 } }
				  - { id: ent-saml, label: ENT, protocol: CAS, cas: { serverUrl: "%3$s", validation: SAML1 } }
				espaces:
				  commune:    { published: true, delegations: [ent-cas1] }
				  eleve:      { published: true, delegations: [ent-cas2] }
				  parent:     { published: true, delegations: [ent-cas3] }
				  professeur: { published: true, delegations: [ent-saml] }
				""".formatted(PUBLIC_URL, APPLICATION.url(), CAS.url());
	}

	/** Spends the ticket that a redirect brings, which has to be good until then. */
	private static void spend(String espace, Reply redirect) {
		String ticket = redirect.next().substring(redirect.next().indexOf("ticket=") + "ticket=".length());
		assertThat(CAS.validate(page(espace), ticket)).contains("authenticationSuccess");
	}

}
