package fr.passerelle.gateway.login;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.page.Visit;
import fr.passerelle.gateway.session.EntSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static fr.passerelle.gateway.login.LoginFixture.ELEVE;
import static fr.passerelle.gateway.login.LoginFixture.PARENT;
import static fr.passerelle.gateway.login.LoginFixture.delegation;
import static fr.passerelle.gateway.login.LoginFixture.parent;
import static fr.passerelle.gateway.login.LoginFixture.pupil;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person sees who comes back from an ENT.
 */
@SuppressWarnings("NullAway.Init")
class ArrivalTests {

	private static final String URL = "https://0330001a.example.fr";

	private static final String TARGET = PARENT + "?a=1";

	private static LoginFixture login;

	private final Delegation atrium = delegation("atrium", Recognition.PROFILE);

	private final Establishment college = LoginFixture.school(this.atrium, delegation("elyco", Recognition.PROFILE));

	@BeforeAll
	static void open(@TempDir Path folder) {
		login = new LoginFixture(folder);
	}

	@AfterAll
	static void close() {
		login.close();
	}

	@BeforeEach
	void begin() {
		login.begin();
	}

	/** Contract, Login 2. */
	@Test
	void aPersonWhoMayEnterIsLedToTheAddressFirstAskedFor() {
		Answer answer = join(login.arrival().enter(vouched(FakeRequest.get(PARENT), parent("m.dupont"))));
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).isEqualTo(URL + TARGET);
		assertThat(login.session(answer, this.college, EspaceKey.PARENT)).isNotNull();
	}

	@Test
	void aPersonWhoSentAFormIsLedOnByGet() {
		assertThat(join(login.arrival().enter(vouched(FakeRequest.post(PARENT, ""), parent("m.dupont")))).status())
			.isEqualTo(303);
	}

	/** Contract, Login 14. */
	@Test
	void aPersonOfAnotherEspaceIsShownTheWayThere() {
		Answer answer = join(login.arrival().enter(vouched(FakeRequest.get(PARENT), pupil("l.petit"))));
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.header("Passerelle-Error")).isEqualTo("PROFILE_NOT_ALLOWED");
		assertThat(text(answer)).contains(URL + ELEVE, URL + "/pronote/\"", "choose=true", "login=true");
		assertThat(login.session(answer, this.college, EspaceKey.PARENT)).isNull();
		assertThat(login.journal()).singleElement().satisfies((entry) -> {
			assertThat(entry.type()).isEqualTo(AuditType.LOGIN_REFUSED);
			assertThat(entry.person()).isEqualTo("l.petit");
			assertThat(entry.delegation()).isEqualTo("atrium");
		});
	}

	/**
	 * The child's account on the family's tablet: the page says whose it is, and leads
	 * out.
	 */
	@Test
	void aPersonOfAnotherEspaceIsToldWhoseAccountCameAndCanLeaveIt() {
		RemoteIdentity child = new RemoteIdentity("l.petit",
				Map.of("ENTPersonProfils", List.of("National_ELV"), "displayName", List.of("Léa Petit")));
		String page = text(join(login.arrival().enter(vouched(FakeRequest.get(PARENT), child))));
		assertThat(page).contains("est au nom de Léa Petit").contains("Ce n’est pas votre compte");
		assertThat(page.indexOf(URL + AccountLeaves.PATH)).isPositive()
			.isLessThan(page.indexOf("\"" + URL + "/pronote/\""));
		assertThat(leave(page).header("Location")).startsWith("https://atrium.example.fr/cas/logout?service=")
			.endsWith("parent.html%3Fa%3D1");
	}

	@Test
	void aPersonWhoseTicketWasRefusedTwiceCanLeaveTheAccountAtTheEnt() {
		Visit visit = LoginFixture.visit(this.college, FakeRequest.get(PARENT));
		String page = text(login.arrival().ticketRefused(visit, this.atrium, "INVALID_TICKET", TARGET));
		assertThat(page).doesNotContain("au nom de").doesNotContain("Ce n’est pas votre compte");
		assertThat(leave(page).header("Location")).startsWith("https://atrium.example.fr/cas/logout?service=");
	}

	/** Contract, Who may enter 4. */
	@Test
	void aPersonWhoHasToGiveAPasswordIsLedToAFormOfThisBrowser() {
		Delegation password = delegation("atrium", Recognition.PASSWORD);
		Visit visit = LoginFixture.visit(LoginFixture.school(password), FakeRequest.get(PARENT));
		Answer answer = join(login.arrival()
			.enter(new VouchedLogin(visit, password, parent("m.dupont"), EntSession.ofTicket("ST-1"), TARGET)));
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).startsWith(URL + LinkFlow.PATH);
		assertThat(answer.header("Set-Cookie")).startsWith("__Host-passerelle-k-");
	}

	@Test
	void aVisitorWhoMeetsAFaultIsLedBackFirst() {
		Visit visit = LoginFixture.visit(this.college, FakeRequest.get(PARENT));
		String page = text(login.arrival().ticketRefused(visit, this.atrium, "INVALID_TICKET", TARGET));
		assertThat(page.indexOf("\"" + URL + TARGET + "\"")).isPositive()
			.isLessThan(page.indexOf("\"" + URL + "/pronote/\""));
		assertThat(login.journal()).singleElement()
			.satisfies((entry) -> assertThat(entry.detail()).isEqualTo("INVALID_TICKET"));
	}

	@Test
	void aLoginThatFailsOnOurSideOffersAnotherTry() {
		Visit visit = LoginFixture.visit(this.college, FakeRequest.get(PARENT));
		Answer answer = login.arrival().failed(visit, this.atrium, new IllegalStateException("the inside"), TARGET);
		assertThat(answer.status()).isEqualTo(500);
		assertThat(text(answer)).contains("\"" + URL + TARGET + "\"").doesNotContain("the inside");
	}

	private VouchedLogin vouched(FakeRequest request, RemoteIdentity identity) {
		return new VouchedLogin(LoginFixture.visit(this.college, request), this.atrium, identity,
				EntSession.ofTicket("ST-1"), TARGET);
	}

	private Answer leave(String page) {
		String name = page.replaceAll("(?s).*" + AccountLeaves.PATH + "([A-Za-z0-9_-]+).*", "$1");
		return join(login.leaves().handle(FakeRequest.get(AccountLeaves.PATH + name), this.college));
	}

	private static Answer join(CompletionStage<Answer> answer) {
		return answer.toCompletableFuture().join();
	}

	private static String text(Answer answer) {
		return new String(answer.body(), StandardCharsets.UTF_8);
	}

}
