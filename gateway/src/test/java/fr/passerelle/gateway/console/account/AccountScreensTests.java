package fr.passerelle.gateway.console.account;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.account.TestCodes;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Accounts on the console, without JavaScript.
 */
class AccountScreensTests extends RunningConsole {

	private static final String GOOD = "Vr7!kw-Zq2?bT";

	private static final Pattern SECRET = Pattern.compile("<code class=\"code\">([A-Z2-7 ]{39})</code>");

	private static final Pattern SHOWN = Pattern.compile("<code class=\"code\">([^<]+)</code>");

	private static final AtomicInteger NAMES = new AtomicInteger();

	private final String name = "screen" + NAMES.incrementAndGet();

	private static String shown(String page) {
		Matcher found = SHOWN.matcher(page);
		assertThat(found.find()).as("something to copy in: %s", page).isTrue();
		return found.group(1);
	}

	/** Makes an account and returns its first password. */
	private String made(ConsoleBrowser root) {
		HttpResponse<String> form = root.get("/console/administrators/new");
		HttpResponse<String> made = root.post("/console/administrators", form.body(),
				Map.of("username", this.name, "displayName", "Somebody", "email", "", "scope", "platform"));
		assertThat(made.statusCode()).isEqualTo(200);
		return shown(made.body());
	}

	/** Signs in for the first time and chooses {@link #GOOD}. */
	private ConsoleBrowser settled(ConsoleBrowser root) {
		String first = made(root);
		ConsoleBrowser browser = browser();
		HttpResponse<String> step = browser.follow(browser.signIn(this.name, first));
		assertThat(step.body()).contains("Choisissez votre mot de passe");
		HttpResponse<String> in = browser.post("/console/login/password", step.body(),
				Map.of("current", first, "password", GOOD, "repeated", GOOD));
		assertThat(in.statusCode()).isIn(302, 303);
		assertThat(in.headers().firstValue("Location").orElseThrow()).endsWith("/console/");
		return browser;
	}

	@Test
	void aNewAdministratorChoosesAPasswordBeforeAnythingElse() {
		ConsoleBrowser root = administrator();
		String first = made(root);
		ConsoleBrowser browser = browser();
		browser.signIn(this.name, first);
		HttpResponse<String> led = browser.get("/console/administrators");
		assertThat(led.statusCode()).isEqualTo(303);
		assertThat(led.headers().firstValue("Location")).contains("/console/login/password");
		HttpResponse<String> step = browser.follow(led);
		HttpResponse<String> refused = browser.post("/console/login/password", step.body(),
				Map.of("current", first, "password", "azertyuiop", "repeated", "azertyuiop"));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("au moins 12 caractères", "Il manque une majuscule", "href=\"#password\"",
				"aria-invalid=\"true\"", "Solidité : très faible");
		assertThat(refused.body()).doesNotContain("azertyuiop")
			.doesNotContain(first)
			.doesNotContain("en lecture seule");
		HttpResponse<String> forbidden = browser.post("/console/administrators", step.body(), Map.of());
		assertThat(forbidden.statusCode()).isEqualTo(403);
	}

	private static String hidden(String page, String name) {
		Matcher found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
		assertThat(found.find()).as("%s in %s", name, page).isTrue();
		return found.group(1);
	}

	@Test
	void ofTwoWhoEditOneAccountTheSecondIsToldAndSeesBoth() {
		ConsoleBrowser root = administrator();
		made(root);
		String path = "/console/administrators/" + this.name;
		String page = root.get(path).body();
		Map<String, String> fields = new HashMap<>(
				Map.of("scope", "platform", "email", "", "seen", hidden(page, "seen")));
		fields.put("displayName", "Theirs");
		assertThat(root.post(path, page, fields).statusCode()).isIn(302, 303);
		fields.put("displayName", "Mine");
		HttpResponse<String> late = root.post(path, page, fields);
		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("Quelqu’un d’autre a changé ce compte entre-temps", "<dd>Theirs</dd>",
				"value=\"Mine\"");
		assertThat(root.get(path).body()).contains("value=\"Theirs\"");
		fields.put("seen", hidden(late.body(), "seen"));
		assertThat(root.post(path, page, fields).statusCode()).isIn(302, 303);
		assertThat(root.get(path).body()).contains("value=\"Mine\"");
	}

	@Test
	void onesOwnAccountIsNotOverwrittenEither() {
		ConsoleBrowser root = administrator();
		ConsoleBrowser browser = settled(root);
		String page = browser.get("/console/account").body();
		String path = "/console/administrators/" + this.name;
		String theirs = root.get(path).body();
		root.post(path, theirs,
				Map.of("scope", "platform", "displayName", "Theirs", "email", "", "seen", hidden(theirs, "seen")));
		Map<String, String> fields = new HashMap<>(
				Map.of("displayName", "Mine", "email", "me@example.org", "seen", hidden(page, "seen")));
		HttpResponse<String> late = browser.post("/console/account", page, fields);
		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("Quelqu’un d’autre a changé ce compte", "<dd>Theirs</dd>", "value=\"Mine\"",
				"value=\"me@example.org\"");
		fields.put("seen", hidden(late.body(), "seen"));
		assertThat(browser.post("/console/account", page, fields).statusCode()).isIn(302, 303);
		assertThat(root.get(path).body()).contains("<dd>Mine</dd>");
	}

	@Test
	void newRightsAreAskedAboutBeforeTheyEndSessions() {
		ConsoleBrowser root = administrator();
		ConsoleBrowser browser = settled(root);
		String path = "/console/administrators/" + this.name;
		String page = root.get(path).body();
		Map<String, String> fields = new HashMap<>(Map.of("scope", "platform", "displayName", "Renamed", "email", "",
				"readOnly", "true", "seen", hidden(page, "seen")));
		Map<String, String> wrong = new HashMap<>(fields);
		wrong.put("email", "nonsense");
		assertThat(root.post(path, page, wrong).statusCode()).as("faults come before the question").isEqualTo(422);
		HttpResponse<String> asked = root.post(path, page, fields);
		assertThat(asked.statusCode()).isEqualTo(200);
		assertThat(asked.body()).contains("Changer les droits de " + this.name + " ?",
				"Changer les droits ferme les sessions de cette personne", "toute la plateforme, en lecture seule",
				"name=\"confirmed\"");
		assertThat(browser.get("/console/account").statusCode()).as("only asked so far").isEqualTo(200);
		assertThat(root.get(path).body()).doesNotContain("Renamed");
		Map<String, String> confirmed = new HashMap<>(Map.of("confirmed", "true"));
		for (String field : fields.keySet()) {
			confirmed.put(field, hidden(asked.body(), field));
		}
		assertThat(confirmed).containsAllEntriesOf(fields);
		assertThat(root.follow(root.post(path, asked.body(), confirmed)).body()).contains("lecture seule", "Renamed");
		assertThat(browser.get("/console/account").statusCode()).isEqualTo(303);
		assertThat(root.post(path, asked.body(), confirmed).statusCode()).as("of an older version").isEqualTo(409);
	}

	@Test
	void theJournalTellsAnAccountsChangeInWords() {
		ConsoleBrowser root = administrator();
		made(root);
		String path = "/console/administrators/" + this.name;
		root.post(path + "/lock", root.get(path).body(), Map.of("confirmed", "true"));
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(
					() -> assertThat(root.get("/console/journal?type=ADMINISTRATOR_CHANGED&q=" + this.name).body())
						.contains("<span>Compte verrouillé</span>", "<span>non</span>", "<span>oui</span>"));
		assertThat(root.get("/console/journal?type=ADMINISTRATOR_CREATED&q=" + this.name).body())
			.contains("<span>Établissements</span>", "<span>toute la plateforme</span>", "<span>Somebody</span>");
	}

	/** The page that shows a secret, after the password. */
	private HttpResponse<String> begun(ConsoleBrowser browser) {
		HttpResponse<String> page = browser.get("/console/account/second-factor");
		assertThat(page.body()).doesNotContain("otpauth:", "<svg").doesNotContainPattern(SECRET);
		return browser.post("/console/account/second-factor/begin", page.body(), Map.of("password", GOOD));
	}

	private static String secret(HttpResponse<String> page) {
		Matcher secret = SECRET.matcher(page.body());
		assertThat(secret.find()).as(page.body()).isTrue();
		return secret.group(1);
	}

	@Test
	void codesAreAskedForOnceTheyAreSetUp() {
		ConsoleBrowser browser = settled(administrator());
		HttpResponse<String> form = begun(browser);
		assertThat(form.body()).contains("<svg", "otpauth://totp/Passerelle:" + this.name);
		String secret = secret(form);
		HttpResponse<String> wrong = browser.post("/console/account/second-factor", form.body(),
				Map.of("code", "12345"));
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains(secret);
		HttpResponse<String> codes = browser.post("/console/account/second-factor", form.body(),
				Map.of("code", TestCodes.now(secret)));
		assertThat(codes.body()).contains("Vos codes de secours");
		String recovery = shown(codes.body());
		assertThat(browser.get("/console/account").body()).as("the session goes on").contains("Mon compte");

		ConsoleBrowser again = browser();
		HttpResponse<String> step = again.follow(again.signIn(this.name, GOOD));
		assertThat(step.body()).contains("Deuxième étape");
		assertThat(again.get("/console/account").statusCode()).isEqualTo(303);
		HttpResponse<String> refused = again.post("/console/login/code", step.body(), Map.of("code", "000000"));
		assertThat(refused.statusCode()).isEqualTo(422);
		HttpResponse<String> in = again.post("/console/login/code", step.body(), Map.of("code", recovery));
		assertThat(in.headers().firstValue("Location").orElseThrow()).endsWith("/console/");
		assertThat(again.get("/console/account").statusCode()).isEqualTo(200);
	}

	/** A session that was hijacked for a moment, and what the hijacker would learn. */
	@Test
	void aSessionWithoutThePasswordSeesNoSecretAndNoneIsShownTwice() {
		ConsoleBrowser taken = settled(administrator());
		HttpResponse<String> page = taken.get("/console/account/second-factor");
		HttpResponse<String> refused = taken.post("/console/account/second-factor/begin", page.body(),
				Map.of("password", "not-it"));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("Le mot de passe actuel n’est pas le bon").doesNotContainPattern(SECRET);
		ConsoleBrowser owner = browser();
		owner.signIn(this.name, GOOD);
		String first = secret(begun(owner));
		assertThat(owner.get("/console/account/second-factor").body()).doesNotContainPattern(SECRET);
		assertThat(
				taken.post("/console/account/second-factor", page.body(), Map.of("code", TestCodes.now(first))).body())
			.contains("Ce secret ne vaut plus")
			.doesNotContainPattern(SECRET);
		assertThat(secret(begun(owner))).isNotEqualTo(first);
	}

	@Test
	void theSecondStepMakesANewSession() {
		ConsoleBrowser browser = settled(administrator());
		HttpResponse<String> form = begun(browser);
		HttpResponse<String> codes = browser.post("/console/account/second-factor", form.body(),
				Map.of("code", TestCodes.now(secret(form))));
		assertThat(codes.headers().firstValue("Set-Cookie"))
			.hasValueSatisfying((cookie) -> assertThat(cookie).startsWith("passerelle-console="));
	}

	@Test
	void aLockedOrDeletedAdministratorIsOutAtOnce() {
		ConsoleBrowser root = administrator();
		ConsoleBrowser browser = settled(root);
		HttpResponse<String> page = root.get("/console/administrators/" + this.name);
		String lock = "/console/administrators/" + this.name + "/lock";
		HttpResponse<String> asked = root.post(lock, page.body(), Map.of());
		assertThat(asked.body()).contains("Verrouiller le compte de " + this.name, "name=\"confirmed\"");
		assertThat(browser.get("/console/account").statusCode()).as("only asked so far").isEqualTo(200);
		assertThat(root.follow(root.post(lock, asked.body(), Map.of("confirmed", "true"))).body())
			.contains("est verrouillé");
		assertThat(browser.get("/console/account").headers().firstValue("Location")).contains("/console/login?ended");
		assertThat(browser().signIn(this.name, GOOD).headers().firstValue("Location"))
			.contains("/console/login?refused");
		String delete = "/console/administrators/" + this.name + "/delete";
		root.post(delete, root.post(delete, page.body(), Map.of()).body(), Map.of("confirmed", "true"));
		assertThat(root.get("/console/administrators/" + this.name).statusCode()).isEqualTo(404);
	}

	@Test
	void aTokenIsShownOnceAndCallsTheApi() throws Exception {
		ConsoleBrowser browser = settled(administrator());
		HttpResponse<String> form = browser.get("/console/account/tokens");
		Map<String, String> fields = new HashMap<>(Map.of("name", "nightly", "scope", "own", "readOnly", "true",
				"expires", LocalDate.now(ZoneOffset.UTC).plusDays(30).toString()));
		HttpResponse<String> refused = browser.post("/console/account/tokens", form.body(), fields);
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("Le mot de passe actuel n’est pas le bon", "value=\"nightly\"")
			.doesNotContain("pslr_");
		fields.put("password", GOOD);
		HttpResponse<String> made = browser.post("/console/account/tokens", form.body(), fields);
		String token = shown(made.body());
		assertThat(token).startsWith("pslr_");
		assertThat(browser.get("/console/account/tokens").body()).contains("nightly").doesNotContain(token);
		assertThat(browser.api("GET", "/api/v1/administrators", token).statusCode()).isEqualTo(200);
		assertThat(browser.api("DELETE", "/api/v1/administrators/" + this.name, token).statusCode()).isEqualTo(403);
		assertThat(browser.api("GET", "/api/v1/administrators", token + "x").statusCode()).isEqualTo(401);
	}

	@Test
	void theTokensFormKeepsWhatWasTyped() {
		ConsoleBrowser root = administrator();
		HttpResponse<String> form = root.get("/console/account/tokens");
		HttpResponse<String> refused = root.post("/console/account/tokens", form.body(),
				Map.of("name", "nightly", "scope", "some", "establishments", "nonsense", "expires", "2020-01-01"));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("value=\"nightly\"", "value=\"nonsense\"", "sept chiffres et une lettre");
	}

	@Test
	void everyScreenSpeaksBothLanguages() {
		ConsoleBrowser root = administrator();
		made(root);
		for (String path : new String[] { "/console/account", "/console/account/tokens", "/console/account/password",
				"/console/account/second-factor", "/console/administrators", "/console/administrators/new",
				"/console/administrators/" + this.name, "/console/administrators/admin" }) {
			HttpResponse<String> french = root.speaking("fr").get(path);
			assertThat(french.statusCode()).as(path).isEqualTo(200);
			assertThat(french.body()).as(path).doesNotContain("??");
			HttpResponse<String> english = root.speaking("en").get(path);
			assertThat(english.body()).as(path).contains("lang=\"en\"").doesNotContain("??");
			assertThat(english.body()).isNotEqualTo(french.body());
		}
	}

	@Test
	void oneChangesOnesOwnPasswordAndGoesOn() {
		ConsoleBrowser browser = settled(administrator());
		ConsoleBrowser other = browser();
		other.signIn(this.name, GOOD);
		HttpResponse<String> form = browser.get("/console/account/password");
		assertThat(browser
			.post("/console/account/password", form.body(),
					Map.of("current", "wrong", "password", "Xk3?pl-Wr8!cV", "repeated", "Xk3?pl-Wr8!cV"))
			.body()).contains("Le mot de passe actuel n’est pas le bon");
		HttpResponse<String> changed = browser.post("/console/account/password", form.body(),
				Map.of("current", GOOD, "password", "Xk3?pl-Wr8!cV", "repeated", "Xk3?pl-Wr8!cV"));
		assertThat(browser.follow(changed).body()).contains("Votre mot de passe est changé");
		assertThat(other.get("/console/account").statusCode()).isEqualTo(303);
		String sessions = "/console/account/sessions";
		String page = browser.get("/console/account").body();
		browser.post(sessions, page, Map.of("confirmed", "true"));
		assertThat(browser.get("/console/account").statusCode()).isEqualTo(303);
	}

}
