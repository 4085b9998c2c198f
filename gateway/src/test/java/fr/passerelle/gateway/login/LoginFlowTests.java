package fr.passerelle.gateway.login;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import fr.passerelle.gateway.page.Visit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static fr.passerelle.gateway.login.LoginFixture.PARENT;
import static fr.passerelle.gateway.login.LoginFixture.delegation;
import static fr.passerelle.gateway.login.LoginFixture.parent;
import static fr.passerelle.gateway.login.LoginFixture.pupil;
import static fr.passerelle.gateway.login.LoginFixture.visit;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract's rules of the login through the ENT, as far as the flow decides them.
 */
@SuppressWarnings("NullAway.Init")
class LoginFlowTests {

	private static final String URL = "https://0330001a.example.fr";

	/** A page with everything that a careless rewriting would change. */
	private static final String ASKED_FOR = PARENT + "?b=%C3%A9+x&a=1&&ticketing=2&a=%2F";

	private static LoginFixture login;

	private final Establishment college = LoginFixture.school(delegation("atrium", Recognition.PROFILE));

	private final Establishment twoEnts = LoginFixture.school(delegation("atrium", Recognition.PROFILE),
			delegation("elyco", Recognition.PROFILE));

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

	/** Contract, Login 1. */
	@Test
	void askLeadsToTheEntWithThePageItselfAsService() {
		Answer answer = ask(this.college, ASKED_FOR);
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).isEqualTo(ent("atrium", PARENT));
	}

	/** Contract, Login 1. */
	@Test
	void askOfAPathWithAnAmpersandKeepsItOutOfTheService() {
		Answer answer = ask(this.college, "/pronote/parent/a&b");
		assertThat(answer.header("Location")).isEqualTo(ent("atrium", "/pronote/parent/a%26b"));
	}

	/** Contract, Login 2. */
	@Test
	void arriveLeadsToTheAddressFirstAskedForByteForByte() {
		login.protocol().accepts("ST-1", parent("m.dupont"));
		Answer answer = comeBack(this.college, PARENT + "?ticket=ST-1", ask(this.college, ASKED_FOR));
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).isEqualTo(URL + ASKED_FOR);
		assertThat(login.session(answer, this.college, EspaceKey.PARENT)).isNotNull();
	}

	/** Contract, Login 2. */
	@Test
	void arriveValidatesTheTicketOnceForTheServiceItWasAskedFor() {
		login.protocol().accepts("ST-1", parent("m.dupont"));
		Answer away = ask(this.college, ASKED_FOR);
		comeBack(this.college, PARENT + "?ticket=ST-1", away);
		comeBack(this.college, PARENT + "?ticket=ST-1", away);
		assertThat(login.protocol().completed()).containsExactly("atrium " + URL + PARENT + " ST-1");
	}

	/** Contract, Login 2. */
	@Test
	void everyLoginOpensASessionUnderANewId() {
		login.protocol().accepts("ST-1", parent("m.dupont"));
		Answer first = login.signIn(this.college, PARENT);
		Answer second = login.signIn(this.college, PARENT);
		assertThat(login.session(first, this.college, EspaceKey.PARENT)).isNotNull()
			.isNotEqualTo(login.session(second, this.college, EspaceKey.PARENT));
	}

	/** Contract, Login 3. */
	@Test
	void arriveWithATicketThatThisBrowserDidNotAskForStartsOver() {
		Answer answer = comeBack(this.college, ASKED_FOR + "&ticket=ST-portal", Answer.empty(200));
		assertThat(answer.header("Location")).isEqualTo(ent("atrium", PARENT));
		assertThat(login.protocol().completed()).isEmpty();
		login.protocol().accepts("ST-2", parent("m.dupont"));
		assertThat(comeBack(this.college, PARENT + "?ticket=ST-2", answer).header("Location"))
			.isEqualTo(URL + ASKED_FOR);
	}

	/** Contract, Login 4. */
	@ParameterizedTest
	@ValueSource(strings = { "ticket=ST%201", "ticket=ST-1%26service=x", "ticket=ST+1", "ticket=ST-%C3%A9", "ticket=",
			"ticket=%zz", "ticket=ST-1&ticket=ST-2", "ticket=ST-1&SAMLart=AAE" })
	void aMalformedOrDoubledTicketIsNeverValidated(String query) {
		Answer again = comeBack(this.college, PARENT + "?" + query, ask(this.college, PARENT));
		assertThat(again.header("Location")).isEqualTo(ent("atrium", PARENT));
		Answer refused = comeBack(this.college, PARENT + "?" + query, again);
		assertThat(refused.header("Passerelle-Error")).isEqualTo("TICKET_REFUSED");
		assertThat(login.protocol().completed()).isEmpty();
	}

	/** It is not sent again: the ENT is asked for another, once. */
	@Test
	void aTicketThatWasLostOnAConnectionUsedAgainStartsTheLoginOverOnce() {
		Unavailable lost = new Unavailable(Cause.UNREACHABLE, "for the journal", true);
		login.protocol().answers("ST-1", lost).answers("ST-2", lost);
		Answer again = comeBack(this.college, PARENT + "?ticket=ST-1", ask(this.college, ASKED_FOR));
		assertThat(again.header("Location")).isEqualTo(ent("atrium", PARENT));
		Answer told = comeBack(this.college, PARENT + "?ticket=ST-2", again);
		assertThat(told.header("Passerelle-Error")).isEqualTo("ENT_UNREACHABLE");
		assertThat(text(told)).contains(URL + ASKED_FOR.replace("&", "&amp;"));
		assertThat(login.protocol().completed()).hasSize(2).doesNotHaveDuplicates();
	}

	/** Contract, Login 4. */
	@Test
	void aRefusedTicketStartsTheLoginOverOnceAndIsThenShown() {
		Answer again = comeBack(this.college, PARENT + "?ticket=ST-1", ask(this.college, ASKED_FOR));
		assertThat(again.header("Location")).isEqualTo(ent("atrium", PARENT));
		Answer refused = comeBack(this.college, PARENT + "?ticket=ST-2", again);
		assertThat(refused.header("Passerelle-Error")).isEqualTo("TICKET_REFUSED");
		assertThat(text(refused)).contains(URL + ASKED_FOR.replace("&", "&amp;"));
	}

	/** Contract, Login 4. */
	@Test
	void aRefusedTicketAndThenAGoodOneArrives() {
		login.protocol().accepts("ST-2", parent("m.dupont"));
		Answer again = comeBack(this.college, PARENT + "?ticket=ST-1", ask(this.college, ASKED_FOR));
		Answer arrived = comeBack(this.college, PARENT + "?ticket=ST-2", again);
		assertThat(arrived.header("Location")).isEqualTo(URL + ASKED_FOR);
	}

	/** Contract, Login 5. */
	@Test
	void aTicketThatWasAskedForInOneEspaceIsNotUsedInAnother() {
		Answer away = ask(this.college, PARENT);
		Answer answer = comeBack(this.college, LoginFixture.ELEVE + "?ticket=ST-1", away);
		assertThat(answer.header("Location")).isEqualTo(ent("atrium", LoginFixture.ELEVE));
		assertThat(login.protocol().completed()).isEmpty();
	}

	/** Contract, Login 5 and Login 13. */
	@Test
	void twoPeopleMayBeInTwoEspacesOfOneBrowser() {
		login.protocol().accepts("ST-1", parent("p.noel")).accepts("ST-2", pupil("l.petit"));
		Answer first = login.signIn(this.college, PARENT);
		assertThat(login.session(first, this.college, EspaceKey.ELEVE)).isNull();
		Answer away = ask(this.college, LoginFixture.ELEVE);
		login.arrive(visit(this.college,
				FakeRequest.get(LoginFixture.ELEVE + "?ticket=ST-2").cookiesOf(first).cookiesOf(away)));
		assertThat(login.session(first, this.college, EspaceKey.PARENT)).isNotNull()
			.extracting((session) -> session.visitor().user())
			.isEqualTo("p.noel");
	}

	/** Contract, Login 6. */
	@Test
	void askWhereSeveralEntsLeadInShowsTheChooser() {
		Answer answer = ask(this.twoEnts, PARENT);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(text(answer)).contains("value=\"atrium\"", "value=\"elyco\"", "login=true");
	}

	/** Contract, Login 6. */
	@Test
	void theChoiceIsRememberedOnceThePersonIsInAndCanBeTakenBack() {
		login.protocol().accepts("ST-1", parent("m.dupont"));
		Answer away = login.choose(visit(this.twoEnts, FakeRequest.post(ASKED_FOR, "")), "elyco");
		assertThat(away.status()).isEqualTo(303);
		assertThat(away.header("Location")).isEqualTo(ent("elyco", PARENT));
		Answer arrived = comeBack(this.twoEnts, PARENT + "?ticket=ST-1", away);
		assertThat(arrived.header("Location")).isEqualTo(URL + ASKED_FOR);
		Visit next = visit(this.twoEnts, FakeRequest.get(PARENT).cookiesOf(arrived));
		assertThat(login.ask(next).header("Location")).isEqualTo(ent("elyco", PARENT));
		Visit back = visit(this.twoEnts, FakeRequest.get(PARENT + "?choose=true").cookiesOf(arrived));
		assertThat(login.ask(back).status()).isEqualTo(200);
	}

	/** Contract, Login 6. */
	@Test
	void chooseOfAnEntThatDoesNotLeadInShowsTheChooserAgain() {
		Answer answer = login.choose(visit(this.twoEnts, FakeRequest.post(PARENT, "")), "another");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(text(answer)).contains("value=\"atrium\"");
	}

	/** Contract, Login 9. */
	@Test
	void tenTabsOpenedTogetherAllArrive() {
		FakeRequest browser = FakeRequest.get(PARENT + "?ticket=ST-1");
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			expected.add(URL + PARENT + "?tab=" + i);
			browser.cookiesOf(ask(this.college, PARENT + "?tab=" + i));
			login.clock().move(Duration.ofSeconds(1));
		}
		login.protocol().accepts("ST-1", parent("m.dupont"));
		List<String> arrived = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			arrived.add(login.arrive(visit(this.college, browser)).header("Location"));
		}
		assertThat(arrived).containsExactlyElementsOf(expected);
	}

	/** Contract, Login 10. */
	@Test
	void answersThatCarryALoginAreNeitherKeptNorReferredTo() {
		login.protocol().accepts("ST-1", parent("m.dupont"));
		Answer away = ask(this.college, PARENT);
		Answer arrived = comeBack(this.college, PARENT + "?ticket=ST-1", away);
		assertThat(List.of(away, arrived, ask(this.twoEnts, PARENT))).allSatisfy((answer) -> {
			assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
			assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
		});
	}

	/** Contract, Login 12. */
	@Test
	void someoneInsideWhoBringsATicketJustArrives() {
		Visit visit = visit(this.college, FakeRequest.get(PARENT + "?a=1&ticket=ST%201"));
		Answer answer = login.flow()
			.arrive(visit, TicketCallback.of(visit.request()).orElseThrow(), true)
			.toCompletableFuture()
			.join();
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).isEqualTo(URL + PARENT + "?a=1");
		assertThat(login.protocol().completed()).isEmpty();
	}

	/** Contract, Login 17 and Login 18. */
	@Test
	void aBrowserWithoutCookiesIsSentToTheEntOnceThenCheckedThenTold() {
		Answer first = comeBack(this.college, PARENT + "?ticket=ST-1", Answer.empty(200));
		assertThat(first.header("Location")).isEqualTo(ent("atrium", PARENT));
		Answer second = comeBack(this.college, PARENT + "?ticket=ST-2", Answer.empty(200));
		assertThat(second.header("Location")).isEqualTo(URL + PARENT + "?passerelle-cookies=check");
		Answer third = check(Answer.empty(200), false);
		assertThat(third.status()).isEqualTo(400);
		assertThat(third.header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		assertThat(third.header("X-Frame-Options")).isEmpty();
	}

	/** Contract, Login 18. */
	@Test
	void aBrowserThatKeptTheCookieGoesOnToTheEnt() {
		comeBack(this.college, PARENT + "?ticket=ST-1", Answer.empty(200));
		Answer checking = comeBack(this.college, PARENT + "?ticket=ST-2", Answer.empty(200));
		assertThat(check(checking, false).header("Location")).isEqualTo(ent("atrium", PARENT));
	}

	/** Contract, Login 18. */
	@Test
	void someoneInsideWhoIsCheckedJustArrives() {
		assertThat(check(Answer.empty(200), true).header("Location")).isEqualTo(URL + PARENT);
	}

	/** Contract, Login 17. */
	@Test
	void aBrowserThatStartsOverAgainAndAgainIsStopped() {
		Answer last = Answer.empty(200);
		for (int i = 0; i < StartOvers.MOST; i++) {
			Answer away = comeBack(this.college, PARENT + "?ticket=ST-" + i, last);
			assertThat(away.header("Location")).isEqualTo(ent("atrium", PARENT));
			last = counting(away);
		}
		assertThat(comeBack(this.college, PARENT + "?ticket=ST-x", last).header("Passerelle-Error"))
			.isEqualTo("LOGIN_EXPIRED");
	}

	/** Contract, Errors 9. */
	@ParameterizedTest
	@CsvSource({ "UNREACHABLE, ENT_UNREACHABLE, 502", "TIMEOUT, ENT_TIMEOUT, 504", "INVALID, ENT_ANSWER_INVALID, 502" })
	void anEntThatGivesNoAnswerIsNamedAndAnotherTryOffered(Cause cause, String code, int status) {
		login.protocol().answers("ST-1", new Unavailable(cause, "for the journal"));
		Answer answer = comeBack(this.college, PARENT + "?ticket=ST-1", ask(this.college, ASKED_FOR));
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.header("Passerelle-Error")).isEqualTo(code);
		assertThat(text(answer)).contains(URL + ASKED_FOR.replace("&", "&amp;"), "login=true")
			.doesNotContain("for the journal");
		assertThat(login.journal()).singleElement().satisfies((entry) -> {
			assertThat(entry.code()).isEqualTo(code);
			assertThat(entry.detail()).isEqualTo("for the journal");
		});
	}

	@Test
	void aLoginWhoseDelegationIsGoneBeginsAnewAtAnother() {
		Answer away = ask(this.college, ASKED_FOR);
		Establishment changed = LoginFixture.school(delegation("elyco", Recognition.PROFILE));
		Answer answer = comeBack(changed, PARENT + "?ticket=ST-1", away);
		assertThat(answer.header("Location")).isEqualTo(ent("elyco", PARENT));
		assertThat(login.protocol().completed()).isEmpty();
	}

	@Test
	void aLoginThatIsOverTakesItsCookieWithIt() {
		login.protocol().accepts("ST-1", parent("m.dupont"));
		Answer away = ask(this.college, PARENT);
		String name = cookies(away).get(0).split("=", 2)[0];
		Answer arrived = comeBack(this.college, PARENT + "?ticket=ST-1", away);
		assertThat(cookies(arrived)).anySatisfy((cookie) -> assertThat(cookie).startsWith(name + "=;"));
	}

	@Test
	void aBrowserKeepsNoMoreThanTwentyCookiesOfLogins() {
		FakeRequest browser = FakeRequest.get(PARENT);
		for (int i = 0; i < 20; i++) {
			browser.cookiesOf(ask(this.college, PARENT));
		}
		Answer answer = login.ask(visit(this.college, browser));
		assertThat(cookies(answer)).filteredOn((cookie) -> cookie.contains("Max-Age=0")).hasSize(1);
	}

	private static Answer ask(Establishment establishment, String target) {
		return login.ask(visit(establishment, FakeRequest.get(target)));
	}

	private static Answer comeBack(Establishment establishment, String target, Answer before) {
		return login.arrive(visit(establishment, FakeRequest.get(target).cookiesOf(before)));
	}

	private Answer check(Answer before, boolean inside) {
		FakeRequest request = FakeRequest.get(PARENT + "?passerelle-cookies=check").cookiesOf(before);
		assertThat(LoginFlow.checksCookies(request.query())).isTrue();
		return login.check(visit(this.college, request), inside);
	}

	/** The cookie that counts, without those of the logins. */
	private static Answer counting(Answer answer) {
		return cookies(answer).stream()
			.filter((cookie) -> cookie.contains("passerelle-c="))
			.findFirst()
			.map((cookie) -> Answer.empty(200).with("Set-Cookie", cookie))
			.orElseThrow();
	}

	private static List<String> cookies(Answer answer) {
		return answer.headers()
			.stream()
			.filter((header) -> header.getKey().equals("Set-Cookie"))
			.map(Map.Entry::getValue)
			.toList();
	}

	private static String ent(String delegation, String page) {
		return "https://" + delegation + ".example.fr/cas/login?service="
				+ URLEncoder.encode(URL + page, StandardCharsets.UTF_8);
	}

	private static String text(Answer answer) {
		return new String(answer.body(), StandardCharsets.UTF_8);
	}

}
