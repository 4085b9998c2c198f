package fr.passerelle.gateway.acceptance;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Browsers that keep no cookies: blocked, in another site's frame, or in an app.
 */
class WithoutCookiesAcceptanceTests extends Acceptance {

	private static final String CHECK = "passerelle-cookies=check";

	private static final String AGENT = "User-Agent";

	@Test
	void aBrowserThatKeepsNoneIsSentToTheEntTwiceAtMostAndThenTold() {
		String page = college("/pronote/parent/refused");
		Reply told = withoutCookies("one", page + "?x=1", "mdupont");
		told.isRefused(ErrorCode.LOGIN_EXPIRED);
		assertThat(told.body()).contains("cookies", "target=\"_blank\"", "href=\"" + page + "\"").doesNotContain("ST-");
		assertThat(this.world.horizon.issuedTickets()).hasSize(2);
		assertThat(this.world.horizon.validations()).isEmpty();
	}

	@Test
	void thePageThatSaysSoMayBeSeenInAFrameAndIsInEnglishToo() {
		Reply told = withoutCookies("two", college("/pronote/parent/framed"), "mdupont", "Sec-Fetch-Dest", "iframe",
				"Accept-Language", "en");
		assertThat(told.isRefused(ErrorCode.LOGIN_EXPIRED).body()).contains("Open in a new tab");
		assertThat(told.header("X-Frame-Options")).isEmpty();
		assertThat(told.header("Content-Security-Policy")).contains("default-src 'none'")
			.doesNotContain("frame-ancestors");
		Reply other = this.browser.get(college("/pronote/nothing"));
		assertThat(other.header("X-Frame-Options")).isEqualTo("DENY");
		assertThat(other.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
	}

	@Test
	void inAnEspaceWithAChoiceTheEntIsAskedTwiceAtMostToo() {
		String page = college("/pronote/eleve/refused");
		TestBrowser chooser = new TestBrowser();
		Reply last = null;
		for (int i = 0; i < 3; i++) {
			chooser.cookies(host()).clear();
			Reply chosen = chooser.post(page, "passerelle-delegation=horizon", AGENT, "three");
			last = goRound(chooser, chosen, "ldupont", AGENT, "three");
		}
		assertThat(last).isNotNull();
		last.isRefused(ErrorCode.LOGIN_EXPIRED);
	}

	@Test
	void oneThatKeepsCookiesGoesOnThoughOthersOfItsSchoolLookTheSame() {
		String page = college("/pronote/parent/shared");
		withoutCookies("four", page, "mdupont");
		for (int i = 0; i < 5; i++) {
			TestBrowser pupil = new TestBrowser();
			Reply portal = pupil.get(page + "?q=" + i + "&ticket=ST-of-the-portal", AGENT, "four");
			portal.isRedirectTo(page + "?q=" + i + "&" + CHECK);
			Reply ent = pupil.get(portal.location(), AGENT, "four");
			ent.isRedirectStarting(loginFor("/pronote/parent/shared"));
			Reply landed = pupil.signInAt(pupil.follow(ent), "grichard").isEcho();
			assertThat(landed.json().get("target").asString()).isEqualTo("/pronote/parent/shared?q=" + i);
		}
	}

	@Test
	void whoAllowsCookiesThenAndLoadsThePageAgainGoesOn() {
		Reply told = withoutCookies("five", college("/pronote/parent/allowed"), "mdupont");
		TestBrowser allowing = new TestBrowser();
		String address = told.url().toString();
		assertThat(address).endsWith(CHECK);
		allowing.get(address, AGENT, "five").isRefused(ErrorCode.LOGIN_EXPIRED);
		allowing.get(address, AGENT, "five").isRedirectStarting(loginFor("/pronote/parent/allowed"));
	}

	@Test
	void theCheckNeverReachesTheApplicationNorLeadsElsewhere() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		this.browser.get(college("/pronote/parent.html?a=1&" + CHECK + "&b=%20"))
			.isRedirectTo(college("/pronote/parent.html?a=1&b=%20"));
		this.browser.head(college("/pronote/parent.html?" + CHECK)).isRedirectTo(college("/pronote/parent.html"));
		new TestBrowser().head(college("/pronote/parent.html?" + CHECK)).isRedirectTo(college("/pronote/parent.html"));
		new TestBrowser().get(college("/pronote/parent.html?" + CHECK), "Sec-Fetch-Mode", "cors")
			.isRefused(ErrorCode.LOGIN_REQUIRED);
		assertThat(this.world.application.asked()).containsExactly("/pronote/parent.html");
	}

	@Test
	void tenTabsFromThePortalAtOnceAllArrive() {
		String page = college("/pronote/parent/tabs");
		for (int i = 0; i < 10; i++) {
			Reply back = this.browser.get(page + "?tab=" + i + "&ticket=ST-portal-" + i, AGENT, "six");
			Reply landed = this.browser.signInAt(this.browser.follow(back), "mdupont").isEcho();
			assertThat(landed.json().get("target").asString()).isEqualTo("/pronote/parent/tabs?tab=" + i);
			this.browser.cookies(host()).remove("passerelle-s-parent");
		}
	}

	@Test
	void aBrowserThatLosesEveryLoginButKeepsOtherCookiesIsToldInTheEnd() {
		Reply reply = this.browser.get(college("/pronote/parent/lost"));
		for (int i = 0; i < 30 && reply.isRedirect(); i++) {
			this.browser.cookies(host()).keySet().removeIf((name) -> name.startsWith("passerelle-p-"));
			reply = this.browser.get(college("/pronote/parent/lost?ticket=ST-" + i));
		}
		reply.isRefused(ErrorCode.LOGIN_EXPIRED);
	}

	/** All that a browser does that loses every cookie of the gateway's at once. */
	private Reply withoutCookies(String agent, String page, String person, String... headers) {
		String[] all = new String[headers.length + 2];
		all[0] = AGENT;
		all[1] = agent;
		System.arraycopy(headers, 0, all, 2, headers.length);
		TestBrowser losing = new TestBrowser();
		return goRound(losing, losing.get(page, all), person, all);
	}

	private Reply goRound(TestBrowser losing, Reply first, String person, String... headers) {
		Reply reply = first;
		for (int i = 0; i < 20 && reply.isRedirect(); i++) {
			losing.cookies(host()).clear();
			Reply next = losing.get(reply.location(), headers);
			boolean asks = next.url().toString().startsWith(this.world.horizon.url()) && !next.isRedirect();
			reply = asks ? losing.ticketFor(next, person) : next;
		}
		return reply;
	}

	private String host() {
		return "localhost:" + this.world.port;
	}

}
