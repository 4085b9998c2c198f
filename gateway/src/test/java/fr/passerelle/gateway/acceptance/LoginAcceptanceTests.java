package fr.passerelle.gateway.acceptance;

import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LoginAcceptanceTests extends Acceptance {

	@Test
	void aParentLandsOnTheAddressSheAskedForByteForByte() {
		String page = college("/pronote/parent/notes/%C3%A9t%C3%A9?x=1&&y=%20+%7C&login=no&z");
		Reply asked = this.browser.get(page);
		asked.isRedirectTo(loginFor("/pronote/parent/notes/%C3%A9t%C3%A9") + "&selection=EDU_parent");
		Reply back = this.browser.ticketFor(this.browser.follow(asked), "mdupont");
		Reply arrived = this.browser.get(back.location());
		arrived.isRedirectTo(page);
		assertThat(arrived.header("Cache-Control")).isEqualTo("no-store");
		assertThat(arrived.header("Referrer-Policy")).isEqualTo("no-referrer");
		Reply page2 = this.browser.follow(arrived).isEcho();
		assertThat(page2.json().get("target").asString())
			.isEqualTo("/pronote/parent/notes/%C3%A9t%C3%A9?x=1&&y=%20+%7C&login=no&z");
		assertThat(page2.told("Passerelle-User")).isEqualTo("mdupont");
		assertThat(this.world.horizon.validations()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "Sec-Fetch-Mode,cors", "Sec-Fetch-Mode,no-cors", "X-Requested-With,XMLHttpRequest",
			"Accept,application/json", "Accept,image/avif" })
	void aBackgroundRequestIsNeverSentToAnEntNorComeBackTo(String header, String value) {
		Reply reply = this.browser.get(college("/pronote/parent.html?poll=1"), header, value);
		reply.isRefused(ErrorCode.LOGIN_REQUIRED);
		assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
		assertThat(reply.setCookies()).isEmpty();
		this.browser.signIn(college("/pronote/parent.html?asked=1"), "mdupont").isEcho();
		assertThat(this.world.application.asked()).containsExactly("/pronote/parent.html?asked=1");
	}

	@ParameterizedTest
	@CsvSource({ "Accept,*/*", "Accept,'application/json, text/plain, */*'", "Accept,'image/webp,image/*,*/*;q=0.8'",
			"Sec-Purpose,prefetch;prerender" })
	void whatIsNoNavigationBeginsNoLoginThoughTheBrowserSendsNoFetchMetadata(String header, String value) {
		Reply tab = this.browser.get(college("/pronote/parent.html?real=1"));
		for (int i = 0; i < 25; i++) {
			Reply poll = this.browser.get(college("/pronote/parent/poll?i=" + i), header, value);
			poll.isRefused(ErrorCode.LOGIN_REQUIRED);
			assertThat(poll.setCookies()).isEmpty();
		}
		Reply landed = this.browser.signInAt(this.browser.follow(tab), "mdupont").isEcho();
		assertThat(landed.json().get("target").asString()).isEqualTo("/pronote/parent.html?real=1");
	}

	@Test
	void aPageThatAsksAgainAndAgainPushesOutNoOtherTabsLogin() {
		Reply tab = this.browser.get(college("/pronote/parent.html?real=1"));
		for (int i = 0; i < 25; i++) {
			this.browser.get(college("/pronote/parent/frame?i=" + i))
				.isRedirectStarting(loginFor("/pronote/parent/frame"));
		}
		assertThat(this.browser.cookies("localhost:" + this.world.port)).hasSize(20);
		Reply landed = this.browser.signInAt(this.browser.follow(tab), "mdupont").isEcho();
		assertThat(landed.json().get("target").asString()).isEqualTo("/pronote/parent.html?real=1");
	}

	@Test
	void headSpendsNoTicket() {
		Reply back = this.browser.ticketFor(this.browser.open(college("/pronote/parent.html")), "mdupont");
		Reply head = this.browser.head(back.location());
		assertThat(head.setCookies()).noneMatch((cookie) -> cookie.contains("-s-parent"));
		assertThat(this.world.horizon.validations()).isEmpty();
		this.browser.follow(back).isEcho();
	}

	@Test
	void aTicketThatThisBrowserDidNotAskForIsNotUsedAndTheHonestVisitorSeesNothingOfIt() {
		String ticket = this.world.horizon.signIn("mdupont", college("/pronote/parent.html"));
		TestBrowser victim = new TestBrowser();
		Reply reply = victim.get(college("/pronote/parent.html?ticket=" + ticket));
		reply.isRedirectStarting(loginFor("/pronote/parent.html"));
		assertThat(this.world.horizon.validations()).isEmpty();
		assertThat(reply.location()).doesNotContain(ticket);
		Reply landed = victim.signInAt(victim.follow(reply), "grichard").isEcho();
		assertThat(landed.told("Passerelle-User")).isEqualTo("grichard");
	}

	@Test
	void anotherBrowsersTicketIsNotUsedEvenWhereALoginIsUnderWay() {
		this.browser.get(college("/pronote/parent.html"));
		TestBrowser other = new TestBrowser();
		Reply back = other.ticketFor(other.open(college("/pronote/parent/a")), "mdupont");
		Reply reply = this.browser.get(back.location());
		reply.isRedirectStarting(loginFor("/pronote/parent/a"));
		assertThat(this.world.horizon.validations()).isEmpty();
	}

	@Test
	void aRefusedTicketStartsTheLoginOverOnceAndIsThenShown() {
		this.browser.get(college("/pronote/parent.html?n=1"));
		Reply first = this.browser.get(college("/pronote/parent.html?ticket=ST-invented-1"));
		first.isRedirectStarting(loginFor("/pronote/parent.html"));
		Reply second = this.browser.get(college("/pronote/parent.html?ticket=ST-invented-2"));
		second.isRefused(ErrorCode.TICKET_REFUSED);
		assertThat(second.body()).contains("/pronote/parent.html?n=1").doesNotContain("ST-invented");
		assertThat(this.world.horizon.validations()).hasSize(2);
		this.browser.signIn(college("/pronote/parent.html?n=1"), "mdupont").isEcho();
	}

	@Test
	void aRefusedTicketAndThenAGoodOneArrives() {
		this.browser.get(college("/pronote/parent.html?n=1"));
		Reply again = this.browser.get(college("/pronote/parent.html?ticket=ST-invented-1"));
		Reply landed = this.browser.signInAt(this.browser.follow(again), "mdupont").isEcho();
		assertThat(landed.json().get("target").asString()).isEqualTo("/pronote/parent.html?n=1");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "ticket=ST-1&ticket=ST-2", "ticket=ST%261", "ticket=ST-1%0d%0a", "ticket=", "ticket=ST%201",
					"ticket=ST%C3%A9", "ticket=ST%FF", "ticket=ST-1&SAMLart=AAA", "ticket=ST%2F1", "SAMLart=%3Cx%3E" })
	void aMalformedOrDoubledTicketIsNeverTried(String query) {
		this.browser.get(college("/pronote/parent.html"));
		this.browser.get(college("/pronote/parent.html?" + query)).isRedirectStarting(loginFor("/pronote/parent.html"));
		this.browser.get(college("/pronote/parent.html?" + query)).isRefused(ErrorCode.TICKET_REFUSED);
		assertThat(this.world.horizon.validations()).isEmpty();
	}

	@Test
	void aTicketOf256CharactersIsTriedAndALongerOneIsNot() {
		this.browser.get(college("/pronote/parent.html"));
		this.browser.get(college("/pronote/parent.html?ticket=" + "a".repeat(257)));
		assertThat(this.world.horizon.validations()).isEmpty();
		this.browser.get(college("/pronote/parent.html?ticket=" + "a".repeat(256)));
		assertThat(this.world.horizon.validations()).hasSize(1);
	}

	@Test
	void someoneAlreadyInsideJustArrives() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		int validations = this.world.horizon.validations().size();
		for (String query : List.of("ticket=ST-1", "ticket=&ticket=x", "a=1&ticket=ST-2&b=2")) {
			String rest = query.contains("a=1") ? "?a=1&b=2" : "";
			this.browser.get(college("/pronote/parent.html?" + query))
				.isRedirectTo(college("/pronote/parent.html" + rest));
		}
		assertThat(this.world.horizon.validations()).hasSize(validations);
		assertThat(this.world.application.asked()).noneMatch((target) -> target.contains("ticket"));
	}

	@Test
	void tenTabsOpenedAtOnceAllArrive() {
		List<Reply> tabs = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			tabs.add(this.browser.get(college("/pronote/parent/" + (i % 5) + "?tab=" + i)));
		}
		Reply first = this.browser.signInAt(this.browser.follow(tabs.get(0)), "mdupont").isEcho();
		assertThat(first.json().get("target").asString()).isEqualTo("/pronote/parent/0?tab=0");
		for (int i = 1; i < 10; i++) {
			Reply tab = this.browser.follow(tabs.get(i)).isEcho();
			assertThat(tab.json().get("target").asString()).isEqualTo("/pronote/parent/" + (i % 5) + "?tab=" + i);
		}
		assertThat(this.browser.cookies("localhost:" + this.world.port)).hasSize(1);
	}

	@Test
	void tabsThatComeBackTogetherAllArrive() {
		List<Reply> backs = new ArrayList<>();
		Reply ent = this.browser.open(college("/pronote/parent/0"));
		List<Reply> asked = new ArrayList<>();
		for (int i = 1; i < 10; i++) {
			asked.add(this.browser.get(college("/pronote/parent/" + i + "?tab")));
		}
		backs.add(this.browser.ticketFor(ent, "mdupont"));
		asked.forEach((tab) -> backs.add(this.browser.get(tab.location())));
		backs.parallelStream().forEach((back) -> this.browser.follow(back).isEcho());
	}

	@Test
	void whoGaveUpAndAskedAgainGetsWhatWasAskedLastPathByPath() {
		this.browser.get(college("/pronote/parent/a?given=up"));
		Reply landed = this.browser.signIn(college("/pronote/parent/b?asked=last"), "mdupont").isEcho();
		assertThat(landed.json().get("target").asString()).isEqualTo("/pronote/parent/b?asked=last");
	}

	@Test
	void aSessionInOneEspaceOpensNoOtherAndTwoPeopleMayBeInTwo() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		this.browser.get(college("/pronote/professeur.html"))
			.isRedirectStarting(loginFor("/pronote/professeur.html") + "&renew=true");
		Reply ent = this.browser
			.follow(this.browser.post(college("/pronote/eleve.html"), "passerelle-delegation=littoral"));
		Reply landed = this.browser.signInAt(ent, "ldupont").isEcho();
		assertThat(landed.told("Passerelle-User")).isEqualTo("ldupont");
		assertThat(this.browser.open(college("/pronote/parent.html")).isEcho().told("Passerelle-User"))
			.isEqualTo("mdupont");
	}

	@Test
	void aTicketOfOneEspaceIsWorthNothingInAnother() {
		Reply back = this.browser.ticketFor(this.browser.open(college("/pronote/parent.html")), "pmartin");
		String ticket = back.location().substring(back.location().indexOf("ticket="));
		this.browser.get(college("/pronote/professeur.html"));
		Reply reply = this.browser.get(college("/pronote/professeur.html?" + ticket));
		assertThat(reply.setCookies())
			.noneMatch((cookie) -> cookie.contains("-s-professeur=") && !cookie.contains("Max-Age=0"));
	}

	@Test
	void everyLoginOpensASessionUnderANewId() {
		String host = "localhost:" + this.world.port;
		this.browser.cookies(host).put("passerelle-s-parent", "A".repeat(32));
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		String first = this.browser.cookies(host).get("passerelle-s-parent");
		assertThat(first).isNotEqualTo("A".repeat(32)).hasSize(32);
		this.browser.post(college("/pronote/logout"), "");
		assertThat(this.browser.cookies(host)).doesNotContainKey("passerelle-s-parent");
		this.browser.cookies(host).put("passerelle-s-parent", first);
		this.browser.get(college("/pronote/parent.html")).isRedirectStarting(loginFor("/pronote/parent.html"));
	}

	@Test
	void aPostWithoutASessionIsToldThatNothingWasSaved() {
		Reply reply = this.browser.post(college("/pronote/parent.html"), "note=12");
		reply.isRefused(ErrorCode.LOGIN_REQUIRED);
		assertThat(reply.body()).contains("enregistré");
		assertThat(this.world.application.asked()).isEmpty();
	}

	@Test
	void thePatternsOfAnEspaceAreItsOwn() {
		Reply ent = this.browser
			.follow(this.browser.post(college("/pronote/cahier/jour?d=1"), "passerelle-delegation=horizon"));
		Reply landed = this.browser.signInAt(ent, "ldupont").isEcho();
		assertThat(landed.told("Passerelle-Espace")).isEqualTo("eleve");
		assertThat(landed.json().get("target").asString()).isEqualTo("/pronote/cahier/jour?d=1");
	}

	@Test
	void theChooserIsShownTheChoiceIsRememberedAndCanBeTakenBack() {
		String page = college("/pronote/eleve.html?x=1");
		Reply chooser = this.browser.get(page);
		assertThat(chooser.status()).isEqualTo(200);
		assertThat(chooser.body()).contains("ENT Horizon", "ENT Littoral").doesNotContain("Ancien ENT");
		Reply chosen = this.browser.post(page, "passerelle-delegation=littoral");
		chosen.isRedirectStarting(this.world.littoral.url() + "/login?service=");
		Reply landed = this.browser.signInAt(this.browser.follow(chosen), "ldupont").isEcho();
		assertThat(landed.told("Passerelle-Delegation")).isEqualTo("littoral");
		assertThat(landed.json().get("target").asString()).isEqualTo("/pronote/eleve.html?x=1");
		this.browser.post(page, "passerelle-delegation=horizon").isRedirectTo(page);
		this.browser.post(college("/pronote/logout"), "");
		this.browser.get(page).isRedirectStarting(this.world.littoral.url());
		assertThat(this.browser.get(college("/pronote/eleve.html?choose=true&x=1")).body()).contains("ENT Horizon");
		assertThat(this.browser.post(page, "passerelle-delegation=unknown").status()).isIn(200, 302);
	}

	@Test
	void aShortFormOfSomeoneInsideGoesOnWhole() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		Reply reply = this.browser.post(college("/pronote/parent.html?save"), "note=12&a=%C3%A9");
		assertThat(reply.isEcho().json().get("body").asString()).isEqualTo("note=12&a=%C3%A9");
		String big = "note=" + "x".repeat(100_000);
		assertThat(this.browser.post(college("/pronote/parent.html"), big).isEcho().json().get("body").asString())
			.isEqualTo(big);
	}

}
