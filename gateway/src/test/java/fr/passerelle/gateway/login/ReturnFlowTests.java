package fr.passerelle.gateway.login;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import fr.passerelle.gateway.directlogin.SchoolFixture;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.CasFields;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.session.GatewaySession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static fr.passerelle.gateway.login.LoginFixture.PARENT;
import static fr.passerelle.gateway.login.LoginFixture.delegation;
import static fr.passerelle.gateway.login.LoginFixture.visit;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logins that come back to an address of the gateway's own, without the browser's cookies
 * where they come by POST.
 */
@SuppressWarnings("NullAway.Init")
class ReturnFlowTests {

	private static final String URL = "https://0330001a.example.fr";

	private static final String ASKED_FOR = PARENT + "?b=%C3%A9+x&a=1";

	private static LoginFixture login;

	private final Establishment college = LoginFixture.school(delegation("atrium", Recognition.PROFILE));

	private FakeReturningProtocol protocol;

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
		comingBackBy(true);
	}

	private void comingBackBy(boolean post) {
		this.protocol = new FakeReturningProtocol(post);
		login.begin(this.protocol);
	}

	@Test
	void postWithoutCookiesLeadsToAGetThatOpensTheSession() {
		Answer away = ask();
		Answer posted = post(handle(away), "good");
		assertThat(posted.status()).isEqualTo(303);
		assertThat(posted.header("Location")).startsWith(URL + ReturnFlow.PATH);
		assertThat(posted.header("Set-Cookie")).isEmpty();
		Answer arrived = follow(posted, away);
		assertThat(arrived.header("Location")).isEqualTo(URL + ASKED_FOR);
		GatewaySession session = login.session(arrived, this.college, EspaceKey.PARENT);
		assertThat(session).isNotNull();
		assertThat(session.memory()).isEqualTo("memory");
	}

	@Test
	void theSessionEndsByEachNameThatTheEntHasForIt() {
		for (String name : new String[] { "person+session", "person" }) {
			Answer away = ask();
			Answer arrived = follow(post(handle(away), "good"), away);
			assertThat(login.session(arrived, this.college, EspaceKey.PARENT)).isNotNull();
			assertThat(login.school().sessions().endByTicket(SchoolFixture.UAI, null, name)).hasSize(1);
			assertThat(login.session(arrived, this.college, EspaceKey.PARENT)).isNull();
		}
	}

	/** Traps S-36: another person's answer, posted by the victim's browser. */
	@Test
	void aBrowserThatDidNotBeginTheLoginOpensNoSessionAndUsesNothingUp() {
		Answer away = ask();
		Answer posted = post(handle(away), "good");
		Answer victim = follow(posted, ask());
		assertThat(victim.header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		assertThat(victim.header("Set-Cookie")).isEmpty();
		assertThat(login.session(follow(posted, away), this.college, EspaceKey.PARENT)).isNotNull();
	}

	/** Traps S-26. */
	@Test
	void aProofPostedTwiceOpensOneSession() {
		Answer away = ask();
		Answer first = post(handle(away), "good");
		Answer second = post(handle(away), "good");
		assertThat(follow(second, away).header("Location")).isEqualTo(URL + ASKED_FOR);
		assertThat(follow(first, away).header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		assertThat(post(handle(away), "good").header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
	}

	/** Traps S-25 and S-34. */
	@Test
	void aRefusalLeavesTheLoginUsable() {
		Answer away = ask();
		Answer refused = post(handle(away), "forged");
		assertThat(refused.header("Passerelle-Error")).isEqualTo("TICKET_REFUSED");
		assertThat(refused.header("Location")).isEmpty();
		Answer arrived = follow(post(handle(away), "good"), away);
		assertThat(login.session(arrived, this.college, EspaceKey.PARENT)).isNotNull();
	}

	/** Traps S-38. */
	@ParameterizedTest
	@ValueSource(strings = { "", "proof=good", "handle=unknown&proof=good", "handle=%zz", "<xml/>" })
	void aReturnOfNoLoginEndsOnAPage(String body) {
		Answer answer = handle(FakeRequest.post(FakeReturningProtocol.BACK, body), this.college);
		assertThat(answer.header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		assertThat(answer.header("Location")).isEmpty();
		assertThat(this.protocol.completed()).isEmpty();
	}

	@Test
	void aDoubledFieldNamesNoLogin() {
		String handle = handle(ask());
		Answer answer = handle(
				FakeRequest.post(FakeReturningProtocol.BACK, "handle=" + handle + "&handle=" + handle + "&proof=good"),
				this.college);
		assertThat(answer.header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
	}

	/** Traps S-25. */
	@Test
	void aReturnAtAnotherEstablishmentIsNotJudged() {
		String handle = handle(ask());
		Establishment other = TestEstablishments.of("0330002B", "https://0330002b.example.fr", this.college.espaces());
		Answer answer = handle(FakeRequest.post(FakeReturningProtocol.BACK, "handle=" + handle + "&proof=good"), other);
		assertThat(answer.header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		assertThat(this.protocol.completed()).isEmpty();
	}

	@Test
	void aReturnByTheOtherMethodIsNotJudged() {
		String handle = handle(ask());
		Answer answer = handle(FakeRequest.get(FakeReturningProtocol.BACK + "?handle=" + handle + "&proof=good"),
				this.college);
		assertThat(answer.header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		assertThat(this.protocol.completed()).isEmpty();
	}

	@Test
	void aBodyLongerThanAnyProofIsNotJudged() {
		String handle = handle(ask());
		Answer answer = post(handle, "good&x=" + "x".repeat(ReturnFlow.MAX_PROOF));
		assertThat(answer.header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		assertThat(this.protocol.completed()).isEmpty();
	}

	@Test
	void aProofWaitsForItsBrowserAMinute() {
		Answer away = ask();
		Answer posted = post(handle(away), "good");
		login.clock().move(LoginFixture.HANDOVER.plus(Duration.ofSeconds(1)));
		assertThat(follow(posted, away).header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
	}

	@Test
	void headUsesNothingUp() {
		Answer away = ask();
		Answer posted = post(handle(away), "good");
		handle(FakeRequest.head(path(posted)).cookiesOf(away), this.college);
		assertThat(login.session(follow(posted, away), this.college, EspaceKey.PARENT)).isNotNull();
	}

	@Test
	void anEspaceThatClosedMeanwhileIsNotEntered() {
		Answer away = ask();
		Answer posted = post(handle(away), "good");
		Establishment closed = TestEstablishments.closed(this.college, "travaux", login.clock().instant());
		Answer answer = handle(FakeRequest.get(path(posted)).cookiesOf(away), closed);
		assertThat(answer.header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
	}

	/** Traps S-52. */
	@Test
	void tabsThatComeBackInAnyOrderArriveAtTheirOwnPages() {
		Answer one = login.ask(visit(this.college, FakeRequest.get(PARENT + "?tab=1")));
		Answer two = login.ask(visit(this.college, FakeRequest.get(PARENT + "?tab=2")));
		assertThat(follow(post(handle(two), "good"), two).header("Location")).isEqualTo(URL + PARENT + "?tab=2");
		assertThat(follow(post(handle(one), "good"), one).header("Location")).isEqualTo(URL + PARENT + "?tab=1");
	}

	@Test
	void aGetIsJudgedWithTheCookiesThatComeWithIt() {
		comingBackBy(false);
		Answer away = ask();
		Answer arrived = handle(FakeRequest.get(query(away, "good")).cookiesOf(away), this.college);
		assertThat(arrived.header("Location")).isEqualTo(URL + ASKED_FOR);
		assertThat(login.session(arrived, this.college, EspaceKey.PARENT)).isNotNull();
		assertThat(
				handle(FakeRequest.get(query(away, "good")).cookiesOf(away), this.college).header("Passerelle-Error"))
			.isEqualTo("LOGIN_EXPIRED");
		assertThat(this.protocol.completed()).hasSize(1);
	}

	/** Traps O-01. */
	@Test
	void aGetOfAnotherBrowserIsNotJudged() {
		comingBackBy(false);
		Answer away = ask();
		Answer answer = handle(FakeRequest.get(query(away, "good")).cookiesOf(ask()), this.college);
		assertThat(answer.header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		assertThat(this.protocol.completed()).isEmpty();
	}

	private Answer ask() {
		return login.ask(visit(this.college, FakeRequest.get(ASKED_FOR)));
	}

	private static String handle(Answer away) {
		String location = away.header("Location");
		return location.substring(location.indexOf('=') + 1);
	}

	private static String query(Answer away, String proof) {
		return FakeReturningProtocol.BACK + "?handle=" + handle(away) + "&proof=" + proof;
	}

	private Answer post(String handle, String proof) {
		return handle(FakeRequest.post(FakeReturningProtocol.BACK, "handle=" + handle + "&proof=" + proof),
				this.college);
	}

	private Answer follow(Answer posted, Answer away) {
		return handle(FakeRequest.get(path(posted)).cookiesOf(away), this.college);
	}

	private static String path(Answer posted) {
		return posted.header("Location").substring(URL.length());
	}

	private static Answer handle(FakeRequest request, Establishment establishment) {
		return login.returns().handle(request, establishment).toCompletableFuture().join();
	}

	/**
	 * Traps S-26, at once: both proofs are good, and each browser request has the cookie.
	 */
	@Test
	void ofManyWhoBringGoodProofsAtOnceOneOpensASession() throws Exception {
		Answer away = ask();
		List<Answer> posted = List.of(post(handle(away), "good"), post(handle(away), "good"));
		int many = 8;
		CyclicBarrier together = new CyclicBarrier(many);
		ExecutorService threads = Executors.newFixedThreadPool(many);
		try {
			List<Future<Answer>> answers = new ArrayList<>();
			for (int i = 0; i < many; i++) {
				Answer mine = posted.get(i % 2);
				answers.add(threads.submit(() -> {
					together.await();
					return follow(mine, away);
				}));
			}
			int opened = 0;
			for (Future<Answer> answer : answers) {
				opened += (login.session(answer.get(), this.college, EspaceKey.PARENT) != null) ? 1 : 0;
			}
			assertThat(opened).isEqualTo(1);
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** Traps S-30: what was good for twenty hours is of no use without its login. */
	@Test
	void aProofThatIsStillGoodOpensNothingAfterARestartOrTheLoginsEnd() {
		Answer away = ask();
		String handle = handle(away);
		Answer posted = post(handle, "good");
		login.clock().move(Duration.ofMinutes(31));
		assertThat(post(handle, "good").header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		Answer again = ask();
		String kept = handle(again);
		comingBackBy(true);
		assertThat(post(kept, "good").header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		assertThat(follow(posted, away).header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		assertThat(this.protocol.completed()).isEmpty();
	}

	@Test
	void aDelegationLedToAnotherEntMeanwhileTakesNoProofOfTheFirst() {
		Answer away = ask();
		Answer posted = post(handle(away), "good");
		Delegation before = this.college.espace(EspaceKey.PARENT).delegations().get(0);
		Cas other = new Cas(Cas.of(before).values().with(CasFields.LOGIN_URL, URI.create("https://other.example.fr/")));
		Establishment led = LoginFixture.school(new Delegation(before.id(), before.label(), true, null, other,
				before.attributes(), before.recognition(), false));
		Answer answer = handle(FakeRequest.get(path(posted)).cookiesOf(away), led);
		assertThat(answer.header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		assertThat(login.session(answer, led, EspaceKey.PARENT)).isNull();
	}

}
