package fr.passerelle.gateway.realcas;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

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

	private static @Nullable RunningGateway running;

	private final Browser browser = new Browser();

	@BeforeAll
	static void startGateway(@TempDir Path folder) {
		running = new RunningGateway(folder, CAS.url(), APPLICATION.url());
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
		Page asked = this.browser.get(page(target));
		assertThat(asked.location()).isEqualTo(CAS.url() + "/login?service=" + Browser.encode(page("parent.html")));
		Page ticket = this.browser.submit(this.browser.get(asked.location()), Person.MOTHER);
		assertThat(ticket.location()).startsWith(page("parent.html?ticket=ST-"));
		Page entered = this.browser.get(ticket.location());
		assertThat(entered.location()).isEqualTo(page(target));
		Page arrived = this.browser.get(entered.location());
		assertThat(arrived.status()).isEqualTo(200);
		assertThat(arrived.body()).isEqualTo("""
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
		Page arrived = this.browser.signIn(page("eleve.html"), Person.PUPIL);
		assertThat(arrived.status()).isEqualTo(200);
		assertThat(arrived.body()).contains("Passerelle-User: tlefevre\n", "Passerelle-Name: Tom Lef%C3%A8vre\n",
				"Passerelle-Profiles: ELV\n", "Passerelle-Delegation: ent-cas2");
	}

	@Test
	void teacherEntersEspaceProfesseursBySaml() {
		Page ticket = this.browser.submit(this.browser.open(page("professeur.html?semaine=12")), Person.MOTHER);
		assertThat(ticket.location()).startsWith(page("professeur.html?ticket=ST-"));
		Page arrived = this.browser.follow(ticket);
		assertThat(arrived.body()).startsWith("GET /pronote/professeur.html?semaine=12\n")
			.contains("Passerelle-Name: Zo%C3%A9 Lef%C3%A8vre\n", "Passerelle-Profiles: TUT,ENS\n",
					"Passerelle-Delegation: ent-saml");
	}

	@Test
	void anyoneOfTheEntSignsInOnPageCommuneByCas1() {
		Page asked = this.browser.post(page(""), Map.of("passerelle-delegation", "ent-cas1"));
		Page arrived = this.browser.follow(this.browser.submit(this.browser.get(asked.location()), Person.PUPIL));
		assertThat(arrived.address()).hasToString(page(""));
		assertThat(arrived.status()).isEqualTo(200);
		// CAS 1.0 tells a user and nothing else.
		assertThat(arrived.body()).contains("tlefevre");
	}

	@Test
	void pupilIsToldThatEspaceParentsIsNotForHim() {
		Page refused = this.browser.signIn(page("parent.html"), Person.PUPIL);
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.error()).isEqualTo("PROFILE_NOT_ALLOWED");
		assertThat(refused.body()).contains(page("eleve.html"));
	}

	@Test
	void secondEspaceOpensByTheEntsOwnSession() {
		this.browser.signIn(page("parent.html"), Person.MOTHER);
		Page second = this.browser.open(page("professeur.html"));
		assertThat(second.status()).isEqualTo(200);
		assertThat(second.body()).contains("Passerelle-Espace: professeur\n");
		assertThat(this.browser.get(page("parent.html")).body()).contains("Passerelle-Espace: parent\n");
	}

	@Test
	void ticketAlreadySpentStartsTheLoginOverUnseen() {
		Page ticket = this.browser.submit(this.browser.open(page("parent.html?onglet=notes")), Person.MOTHER);
		spend("parent.html", ticket);
		Page again = this.browser.get(ticket.location());
		assertThat(again.location()).startsWith(CAS.url() + "/login?");
		Page arrived = this.browser.follow(again);
		assertThat(arrived.body()).startsWith("GET /pronote/parent.html?onglet=notes\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "eleve.html", "parent.html", "professeur.html" })
	void inventedTicketIsRefusedAfterOneMoreTry(String espace) {
		this.browser.get(page(espace));
		String invented = page(espace) + "?ticket=ST-1-invented";
		assertThat(this.browser.get(invented).location()).startsWith(CAS.url() + "/login?");
		Page refused = this.browser.get(invented);
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.error()).isEqualTo("TICKET_REFUSED");
		assertThat(refused.body()).doesNotContain("ST-1-invented");
	}

	@Test
	void ticketSpentTwiceInARowIsRefused() {
		Page first = this.browser.submit(this.browser.open(page("parent.html")), Person.MOTHER);
		spend("parent.html", first);
		Page second = this.browser.get(this.browser.get(first.location()).location());
		spend("parent.html", second);
		Page refused = this.browser.get(second.location());
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.error()).isEqualTo("TICKET_REFUSED");
	}

	@Test
	void ticketOfSomebodyElseIsLeftUnspent() {
		Browser other = new Browser();
		Page forged = other.submit(other.open(page("parent.html")), Person.MOTHER);
		Page answer = this.browser.get(forged.location());
		assertThat(answer.location()).startsWith(CAS.url() + "/login?");
		spend("parent.html", forged);
	}

	@Test
	void logoutAtTheEntEndsWhatItOpenedAndNothingElse() {
		this.browser.signIn(page("parent.html"), Person.MOTHER);
		this.browser.open(page("professeur.html"));
		Browser son = new Browser();
		son.signIn(page("eleve.html"), Person.PUPIL);
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
		this.browser.signIn(page("parent.html"), Person.MOTHER);
		Page leaving = this.browser.post(page("logout"), Map.of("passerelle-logout", "ent"));
		assertThat(leaving.status()).isEqualTo(303);
		assertThat(leaving.location()).startsWith(CAS.url() + "/logout?service=");
		assertThat(this.browser.follow(leaving).address()).hasToString(page(""));
		assertThat(LoginForm.isOn(this.browser.open(page("parent.html")))).isTrue();
	}

	@Test
	void logoutHereAloneLeavesTheEntsSession() {
		this.browser.signIn(page("parent.html"), Person.MOTHER);
		assertThat(this.browser.post(page("logout"), Map.of("passerelle-logout", "here")).status()).isEqualTo(200);
		Page asked = this.browser.get(page("parent.html"));
		assertThat(asked.location()).startsWith(CAS.url() + "/login?");
		assertThat(this.browser.follow(asked).status()).isEqualTo(200);
	}

	/** The last, since nobody starts the server again. */
	@Test
	@Order(Integer.MAX_VALUE)
	void entThatStoppedIsUnreachable() {
		Page ticket = this.browser.submit(this.browser.open(page("parent.html")), Person.MOTHER);
		CAS.stop();
		Page refused = this.browser.get(ticket.location());
		assertThat(refused.status()).isEqualTo(502);
		assertThat(refused.error()).isEqualTo("ENT_UNREACHABLE");
		assertThat(refused.body()).doesNotContain("ST-");
	}

	private static String page(String name) {
		RunningGateway gateway = running;
		assertThat(gateway).isNotNull();
		return gateway.page(name);
	}

	/** Spends the ticket that a redirect brings, which has to be good until then. */
	private static void spend(String espace, Page redirect) {
		String ticket = redirect.location().substring(redirect.location().indexOf("ticket=") + "ticket=".length());
		assertThat(CAS.validate(page(espace), ticket)).contains("authenticationSuccess");
	}

}
