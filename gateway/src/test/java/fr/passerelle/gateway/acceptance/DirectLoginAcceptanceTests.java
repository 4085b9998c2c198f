package fr.passerelle.gateway.acceptance;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class DirectLoginAcceptanceTests extends Acceptance {

	private static final Pattern TOKEN = Pattern.compile("name=\"passerelle-token\" value=\"([^\"]+)\"");

	private static final String RIGHT = "username=hberger&password=Pr0visoire-42";

	@Test
	void aHeadSignsInByTheLocalFormAndLandsOnThePageAskedFor() {
		String page = college("/pronote/direction/tableau?x=%20y&login=true");
		Reply reply = submit(page, RIGHT);
		reply.isRedirectTo(college("/pronote/direction/tableau?x=%20y"));
		Reply landed = this.browser.follow(reply).isEcho();
		assertThat(landed.told("Passerelle-User")).isEqualTo("hberger");
		assertThat(landed.told("Passerelle-Name")).isEqualTo("H%C3%A9l%C3%A8ne Berger");
		assertThat(landed.told("Passerelle-Delegation")).isEqualTo("direct");
		assertThat(landed.told("Passerelle-Profiles")).isEmpty();
	}

	@Test
	void anEspaceWithoutDelegationTakesDirectLoginAlone() {
		Reply form = this.browser.open(college("/pronote/direction.html?x=1"));
		assertThat(form.status()).isEqualTo(200);
		assertThat(form.body()).contains("name=\"password\"");
		Reply landed = this.browser.follow(submit(form.url().toString(), RIGHT)).isEcho();
		assertThat(landed.json().get("target").asString()).isEqualTo("/pronote/direction.html?x=1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "username=hberger&password=faux", "username=personne&password=Pr0visoire-42",
			"username=&password=", "username=hberger&password=" })
	void aWrongNameAndAWrongPasswordAreAnsweredAlike(String form) {
		Reply reply = submit(college("/pronote/direction.html?login=true"), form);
		reply.isRefused(ErrorCode.BAD_CREDENTIALS);
		assertThat(reply.body()).contains("name=\"password\"").doesNotContain("faux", "Pr0visoire");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/pronote/parent.html?Login=true", "/pronote/parent.html?login=True",
			"/pronote/parent.html?login=1", "/pronote/parent.html?login=true%20",
			"/pronote/professeur.html?login=true" })
	void onlyTheExactSpellingWhereItIsAllowedHasAnEffect(String path) {
		assertThat(this.browser.get(college(path)).location()).startsWith(this.world.horizon.url() + "/login?service=");
	}

	@Test
	void credentialsPostedWhereDirectLoginIsNotAllowedAreRefused() {
		this.browser.post(college("/pronote/professeur.html?login=true"), RIGHT)
			.isRefused(ErrorCode.DIRECT_LOGIN_CLOSED);
	}

	@Test
	void aFormWithoutItsTokenOrOfAnotherBrowserIsExpired() {
		String page = college("/pronote/direction.html?login=true");
		this.browser.post(page, RIGHT).isRefused(ErrorCode.LOGIN_EXPIRED);
		String token = token(new TestBrowser().get(page));
		this.browser.get(page);
		this.browser.post(page, RIGHT + "&passerelle-token=" + token).isRefused(ErrorCode.LOGIN_EXPIRED);
		this.browser.post(page, RIGHT + "&passerelle-token=x.y").isRefused(ErrorCode.LOGIN_EXPIRED);
	}

	@Test
	void twoTabsMayShowTheFormAtOnce() {
		String page = college("/pronote/direction.html?login=true");
		String first = token(this.browser.get(page));
		this.browser.get(page);
		this.browser.follow(this.browser.post(page, RIGHT + "&passerelle-token=" + first)).isEcho();
	}

	@Test
	void aPasswordTypedInATabLeftOpenNeverReachesTheApplication() {
		String page = college("/pronote/direction.html?login=true");
		String token = token(this.browser.get(page));
		this.browser.follow(this.browser.post(page, RIGHT + "&passerelle-token=" + token)).isEcho();
		this.browser.post(page, RIGHT + "&passerelle-token=" + token).isRedirectTo(college("/pronote/direction.html"));
		assertThat(this.world.application.asked()).containsExactly("/pronote/direction.html");
	}

	@Test
	void anEspaceThatIsNotThePersonsOwnIsRefusedWithTheWayToTheirs() {
		Reply reply = submit(college("/pronote/parent.html?login=true"), RIGHT);
		reply.isRefused(ErrorCode.PROFILE_NOT_ALLOWED);
		assertThat(reply.body()).contains("Espace Direction");
	}

	@Test
	void tooManyWrongAttemptsSuspendTheAddressAndAnAdministratorReleasesIt() {
		String page = college("/pronote/direction.html?login=true");
		for (int i = 0; i < 5; i++) {
			submit(page, "username=hberger&password=faux" + i).isRefused(ErrorCode.BAD_CREDENTIALS);
		}
		Reply suspended = this.browser.get(page).isRefused(ErrorCode.ADDRESS_SUSPENDED);
		assertThat(Integer.parseInt(suspended.header("Retry-After"))).isBetween(1, 900);
		this.browser.post(page, RIGHT).isRefused(ErrorCode.ADDRESS_SUSPENDED);
		new TestBrowser().signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		assertThat(this.world.admin("GET", "/suspensions", null).body()).contains("127.0.0.1", "VISITOR_PASSWORDS",
				World.COLLEGE_UAI);
		assertThat(this.world.admin("DELETE", "/suspensions/127.0.0.1", null).status()).isEqualTo(204);
		this.browser.follow(submit(page, RIGHT)).isEcho();
	}

	@Test
	void ofManyWrongPasswordsAtOnceOnlyTheLimitIsJudged() throws Exception {
		String page = college("/pronote/direction.html?login=true");
		String form = "username=hberger&password=faux&passerelle-token=" + token(this.browser.get(page));
		String host = URI.create(page).getAuthority();
		Map<String, String> cookies = this.browser.cookies(host);
		ExecutorService threads = Executors.newFixedThreadPool(60);
		try {
			List<Future<Integer>> all = new ArrayList<>();
			for (int i = 0; i < 120; i++) {
				TestBrowser other = new TestBrowser();
				other.cookies(host).putAll(cookies);
				all.add(threads.submit(() -> other.post(page, form).status()));
			}
			int judged = 0;
			for (Future<Integer> one : all) {
				assertThat(one.get()).isIn(401, 429);
				judged += (one.get() == 401) ? 1 : 0;
			}
			assertThat(judged).isEqualTo(5);
		}
		finally {
			threads.shutdownNow();
			this.world.admin("DELETE", "/suspensions/127.0.0.1", null);
		}
	}

	@Test
	void theJournalNamesTheAccountThatWasTriedAndNeverWhatWasTyped() {
		String page = college("/pronote/direction.html?login=true");
		submit(page, "username=%20HBERGER&password=faux").isRefused(ErrorCode.BAD_CREDENTIALS);
		submit(page, "username=Mon-Secret-7&password=faux").isRefused(ErrorCode.BAD_CREDENTIALS);
		this.world.admin("DELETE", "/suspensions/127.0.0.1", null);
		Awaitility.await().untilAsserted(() -> {
			Reply journal = this.world.admin("GET",
					"/establishments/" + World.COLLEGE_UAI + "/audit?type=DIRECT_LOGIN_REFUSED&size=2", null);
			JsonNode entries = journal.json().get("entries");
			assertThat(entries.get(0).path("person").asString("")).isEmpty();
			assertThat(entries.get(1).path("person").asString()).isEqualTo("hberger");
			assertThat(journal.body()).doesNotContain("Mon-Secret-7", "HBERGER", "faux");
		});
	}

	@Test
	void inATrustedNetworkOnlyTheNameThatIsGuessedWaits() {
		JsonNode before = this.world.admin("GET", "/security", null).json();
		changeRules(before, "[\"127.0.0.0/8\"]");
		String page = college("/pronote/direction.html?login=true");
		for (int i = 0; i < 5; i++) {
			submit(page, "username=personne&password=faux" + i).isRefused(ErrorCode.BAD_CREDENTIALS);
		}
		submit(page, "username=personne&password=faux").isRefused(ErrorCode.ADDRESS_SUSPENDED);
		this.browser.follow(submit(page, RIGHT)).isEcho();
		changeRules(before, "[]");
	}

	private void changeRules(JsonNode before, String trusted) {
		String rules = "{\"attempts\":5,\"window\":%s,\"suspension\":%s,\"trustedNetworks\":%s}"
			.formatted(before.get("window"), before.get("suspension"), trusted);
		assertThat(this.world.admin("PUT", "/security", rules, "Content-Type", "application/json").status())
			.isEqualTo(200);
	}

	@Test
	void onPageCommuneOneSignsInAndSeesWhatIsOpen() {
		Reply landed = this.browser.follow(submit(college("/pronote/?login=true"), RIGHT));
		assertThat(landed.status()).isEqualTo(200);
		assertThat(landed.body()).contains("Hélène Berger");
		this.browser.get(college("/pronote/direction.html"))
			.isRedirectTo(college("/pronote/direction.html?login=true"));
	}

	private Reply submit(String page, String form) {
		Reply shown = this.browser.get(page);
		return this.browser.post(page, form + "&passerelle-token=" + token(shown));
	}

	private static String token(Reply form) {
		Matcher matcher = TOKEN.matcher(form.body());
		assertThat(matcher.find()).as(form.toString()).isTrue();
		return matcher.group(1);
	}

}
