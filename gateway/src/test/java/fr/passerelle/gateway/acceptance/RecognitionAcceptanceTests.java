package fr.passerelle.gateway.acceptance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who somebody is here: by a link, a person id, an identity or a password.
 */
class RecognitionAcceptanceTests extends Acceptance {

	private static final AtomicInteger TESTS = new AtomicInteger();

	private static final String COLLEGE = "/establishments/" + World.COLLEGE_UAI;

	private static final Pattern TOKEN = Pattern.compile("name=\"passerelle-token\" value=\"([^\"]+)\"");

	private static final String PUPILS = "/pronote/eleve.html";

	private static final String RIGHT = "username=L.Dupont&password=N%C3%A9nuphar-7";

	private static final String WRONG = "username=l.dupont&password=faux";

	private final String delegation = "reco-" + TESTS.incrementAndGet();

	@BeforeEach
	void thePupilsAreOnTheList() {
		Reply people = this.world.admin("POST", COLLEGE + "/people/import", """
				identifiant;nom;prenom;dateNaissance;espaces;motDePasse;identifiantEnt
				l.dupont;Dupont;Léa;12/03/2013;eleve;Nénuphar-7;
				z.dalmeida;D'Alméida;Zoé;04/05/2012;eleve|commune;Coquelicot-8;
				h.dupont;Dupont;Hugo;;viescolaire;;
				a.garcia;Garcia;Antoine;;eleve;;agarcia
				""", "Content-Type", "text/csv; charset=utf-8");
		assertThat(people.status()).as(people.toString()).isEqualTo(200);
	}

	/** People of this test's own: the pretend ENT keeps what it was told of others. */
	@BeforeEach
	void theEntKnowsThem() {
		know("lea", "Léa", "Dupont", World.COLLEGE_UAI);
		know("hugo", "Hugo", "Dupont", World.COLLEGE_UAI);
		know("zoe", "Zoé", "d'Alméida", World.COLLEGE_UAI);
		know("thomas", "Thomas", "Lefèvre", "0750002B");
	}

	@AfterEach
	void theEntForgetsThem() {
		List.of("lea", "hugo", "zoe", "thomas").forEach(this.world.horizon::forget);
	}

	private void know(String user, String first, String last, String uai) {
		this.world.horizon.forget(user);
		this.world.horizon.person(user).name(first, last).profile("National_ELV").establishment(uai);
	}

	/**
	 * Pupils come through a delegation of this test's own that recognises in this way.
	 */
	private void recognise(String steps) {
		this.world.put(World.COLLEGE_UAI,
				this.world.collegeDocument()
					.replace("id: strict", "id: " + this.delegation)
					.replace("[PERSON_ID, IDENTITY]", steps)
					.replace("eleve:       { published: true, delegations: [horizon, littoral]",
							"eleve:       { published: true, delegations: [" + this.delegation + "]")
					.replace("delegations: [strict]", "delegations: [" + this.delegation + "]"));
	}

	private Reply enter(TestBrowser someone, String user) {
		return someone.signIn(college(PUPILS), user);
	}

	/** Those of this test: links outlive the delegations of the others. */
	private List<JsonNode> identities(String query) {
		JsonNode all = this.world.admin("GET", COLLEGE + "/identities" + query, null).json().get("identities");
		return StreamSupport.stream(all.spliterator(), false)
			.filter((one) -> one.get("delegation").asString().equals(this.delegation))
			.toList();
	}

	@Test
	void aReleasedPersonIdIsTheApplicationsOwn() {
		recognise("[PERSON_ID]");
		this.world.horizon.person("lea").attribute("IDPN", "L.DUPONT");
		Reply page = enter(this.browser, "lea").isEcho();
		assertThat(page.told("Passerelle-User")).isEqualTo("l.dupont");
		assertThat(page.told("Passerelle-Name")).isEqualTo("L%C3%A9a Dupont");
		assertThat(page.told("Passerelle-Profiles")).isEqualTo("ELV");
		assertThat(page.told("Passerelle-Delegation")).isEqualTo(this.delegation);
		enter(new TestBrowser(), "hugo").isRefused(ErrorCode.UNKNOWN_PERSON);
	}

	@Test
	void theListSaysHowTheEntKnowsSomebodyAndWhatIsOpenToThem() {
		recognise("[PERSON_ID, PROFILE]");
		Reply page = enter(this.browser, "agarcia").isEcho();
		assertThat(page.told("Passerelle-User")).isEqualTo("a.garcia");
		assertThat(page.told("Passerelle-Profiles")).as("ETA opens nothing; the record does").isEqualTo("ETA");
	}

	@Test
	void aLocalRecordsEspacesStandAboveTheEntsWord() {
		recognise("[PERSON_ID, PROFILE]");
		this.world.horizon.person("hugo").attribute("IDPN", "h.dupont");
		Reply refused = enter(this.browser, "hugo").isRefused(ErrorCode.PROFILE_NOT_ALLOWED);
		assertThat(refused.body()).contains("Espace Vie scolaire").doesNotContain("href=\"" + college(PUPILS));
	}

	@Test
	void anotherEstablishmentsCodeRefusesBeforeAnyRecognition() {
		recognise("[PERSON_ID]");
		this.world.horizon.person("thomas").attribute("IDPN", "l.dupont");
		enter(this.browser, "thomas").isRefused(ErrorCode.OTHER_ESTABLISHMENT);
		assertThat(identities("?q=thomas")).isEmpty();
	}

	@Test
	void nameAndBirthDateTogetherAreAnIdentityAndANameAloneIsNone() {
		recognise("[IDENTITY]");
		enter(this.browser, "zoe").isRefused(ErrorCode.UNKNOWN_PERSON);
		this.world.horizon.person("zoe").attribute("ENTPersonDateNaissance", "2012-05-04");
		assertThat(enter(new TestBrowser(), "zoe").isEcho().told("Passerelle-User")).isEqualTo("z.dalmeida");
		this.world.horizon.forget("zoe");
		this.world.horizon.person("zoe").profile("National_ELV");
		assertThat(enter(new TestBrowser(), "zoe").isEcho().told("Passerelle-User")).as("by the link made earlier")
			.isEqualTo("z.dalmeida");
	}

	@Test
	void aSecondIdentityOfOnePersonTakesNothingOver() {
		recognise("[PERSON_ID]");
		this.world.horizon.person("lea").attribute("IDPN", "l.dupont");
		this.world.horizon.person("hugo").attribute("IDPN", "l.dupont");
		enter(this.browser, "lea").isEcho();
		enter(new TestBrowser(), "hugo").isRefused(ErrorCode.UNKNOWN_PERSON);
		JsonNode conflict = identities("?state=CONFLICT").get(0);
		assertThat(conflict.get("user").asString()).isEqualTo("hugo");
		assertThat(conflict.get("claimed").get("identifiant").asString()).isEqualTo("l.dupont");
		assertThat(enter(new TestBrowser(), "lea").isEcho().told("Passerelle-User")).isEqualTo("l.dupont");
	}

	@Test
	void anAdministratorLinksWhomNothingRecognisesAndUnlinks() {
		recognise("[IDENTITY]");
		enter(this.browser, "hugo").isRefused(ErrorCode.UNKNOWN_PERSON);
		JsonNode unknown = identities("?state=UNKNOWN&q=hugo").get(0);
		assertThat(unknown.get("name").asString()).isEqualTo("Hugo Dupont");
		String one = COLLEGE + "/identities/" + unknown.get("id").asString();
		this.world.admin("POST", one + "/link", "{\"identifiant\":\"a.garcia\"}", "Content-Type", "application/json");
		assertThat(enter(this.browser, "hugo").isEcho().told("Passerelle-User")).isEqualTo("a.garcia");
		assertThat(this.world.admin("POST", one + "/unlink", "").status()).isEqualTo(200);
		this.browser.get(college(PUPILS)).isEcho();
		enter(new TestBrowser(), "hugo").isRefused(ErrorCode.UNKNOWN_PERSON);
	}

	@Test
	void aDelegationThatComesBackHasItsLinksAgain() {
		recognise("[PERSON_ID]");
		this.world.horizon.person("lea").attribute("IDPN", "l.dupont");
		enter(this.browser, "lea").isEcho();
		this.world.put(World.COLLEGE_UAI, this.world.collegeDocument());
		assertThat(identities("?state=LINKED")).hasSize(1);
		recognise("[PASSWORD]");
		assertThat(enter(new TestBrowser(), "lea").isEcho().told("Passerelle-User")).as("not asked for a password")
			.isEqualTo("l.dupont");
	}

	@Test
	void thePasswordIsAskedOnceAndThePersonLandsOnTheAddressAskedFor() {
		recognise("[PASSWORD]");
		String page = college("/pronote/eleve/notes?x=%20y&z");
		Reply form = this.browser.signIn(page, "lea");
		assertThat(form.status()).isEqualTo(200);
		assertThat(form.url().toString()).startsWith(college("/.passerelle/link/"))
			.doesNotContain("ticket", "ST-", "lea");
		assertThat(form.header("Cache-Control")).contains("no-store");
		assertThat(form.body()).contains("Relier votre compte", "Léa Dupont", "name=\"password\"");
		assertThat(this.browser.get(form.url().toString(), "Accept-Language", "en").body())
			.contains("Link your account", "Strict");
		Reply wrong = submit(this.browser, form, WRONG).isRefused(ErrorCode.BAD_CREDENTIALS);
		assertThat(wrong.body()).contains("value=\"l.dupont\"", "role=\"alert\"").doesNotContain("faux");
		Reply right = submit(this.browser, wrong, RIGHT);
		assertThat(right.status()).isEqualTo(303);
		right.isRedirectTo(page);
		assertThat(this.browser.follow(right).isEcho().told("Passerelle-User")).isEqualTo("l.dupont");
		assertThat(enter(new TestBrowser(), "lea").isEcho().told("Passerelle-User")).as("not asked again")
			.isEqualTo("l.dupont");
		assertThat(identities("?state=LINKED").get(0).get("linkedBy").asString()).isEqualTo("PASSWORD");
	}

	@Test
	void theFormIsOneBrowsersAndOneLoginsAndCountsOnce() {
		recognise("[PASSWORD]");
		Reply form = enter(this.browser, "lea");
		String address = form.url().toString();
		String body = RIGHT + "&passerelle-token=" + token(form);
		TestBrowser other = new TestBrowser();
		Reply others = enter(other, "hugo");
		other.post(address, body).isRefused(ErrorCode.LOGIN_EXPIRED);
		other.post(others.url().toString(), body).isRefused(ErrorCode.LOGIN_EXPIRED);
		this.browser.post(address, RIGHT).isRefused(ErrorCode.LOGIN_EXPIRED);
		assertThat(identities("?state=LINKED")).isEmpty();
		Map<String, String> before = Map.copyOf(this.browser.cookies(host()));
		this.browser.post(address, body).isRedirectTo(college(PUPILS));
		this.browser.post(address, body).isRedirectTo(college(PUPILS));
		this.browser.cookies(host()).clear();
		this.browser.cookies(host()).putAll(before);
		this.browser.post(address, body).isRefused(ErrorCode.LOGIN_EXPIRED);
		this.browser.get(address).isRefused(ErrorCode.LOGIN_EXPIRED);
		assertThat(this.world.application.asked()).isEmpty();
	}

	@Test
	void aFormThatAnotherSiteSendsLinksNobody() {
		recognise("[PASSWORD]");
		Reply form = enter(this.browser, "lea");
		String body = RIGHT + "&passerelle-token=" + token(form);
		for (String site : List.of("cross-site", "same-site")) {
			this.browser.post(form.url().toString(), body, "Sec-Fetch-Site", site).isRefused(ErrorCode.LOGIN_EXPIRED);
		}
		this.browser.post(form.url().toString(), body, "Origin", "https://evil.example")
			.isRefused(ErrorCode.LOGIN_EXPIRED);
		assertThat(identities("?state=LINKED")).isEmpty();
		this.browser.post(form.url().toString(), body, "Origin", "null").isRedirectTo(college(PUPILS));
	}

	@Test
	void wrongPasswordsAreCountedWithThoseOfTheLocalForm() {
		recognise("[PASSWORD]");
		Reply form = enter(this.browser, "lea");
		for (int i = 0; i < 5; i++) {
			submit(this.browser, form, WRONG).isRefused(ErrorCode.BAD_CREDENTIALS);
		}
		submit(this.browser, form, RIGHT).isRefused(ErrorCode.ADDRESS_SUSPENDED);
		this.browser.get(form.url().toString()).isRefused(ErrorCode.ADDRESS_SUSPENDED);
		this.browser.get(college("/pronote/direction.html?login=true")).isRefused(ErrorCode.ADDRESS_SUSPENDED);
		this.world.admin("DELETE", "/suspensions/127.0.0.1", null);
		submit(this.browser, form, RIGHT).isRedirectTo(college(PUPILS));
	}

	@Test
	void theJournalNamesTheAccountWhosePasswordWasTried() {
		recognise("[PASSWORD]");
		Reply form = enter(this.browser, "lea");
		submit(this.browser, form, WRONG).isRefused(ErrorCode.BAD_CREDENTIALS);
		submit(this.browser, form, "username=Mon-Secret-8&password=faux").isRefused(ErrorCode.BAD_CREDENTIALS);
		Awaitility.await().untilAsserted(() -> {
			String journal = this.world
				.admin("GET", "/establishments/" + World.COLLEGE_UAI + "/audit?type=LOGIN_REFUSED&size=2", null)
				.body();
			assertThat(journal).containsOnlyOnce("tried the password of l.dupont")
				.contains("\"lea\"")
				.doesNotContain("Mon-Secret-8");
		});
	}

	@Test
	void theRightPasswordOfSomebodyLinkedAlreadyOpensNothing() {
		recognise("[PASSWORD]");
		submit(this.browser, enter(this.browser, "lea"), RIGHT).isRedirectTo(college(PUPILS));
		TestBrowser thief = new TestBrowser();
		submit(thief, enter(thief, "hugo"), RIGHT).isRefused(ErrorCode.UNKNOWN_PERSON);
		assertThat(identities("?state=CONFLICT")).hasSize(1);
	}

	@Test
	void whoHasNoLocalAccountGoesOnWhereTheListGoesOn() {
		recognise("[PASSWORD, PROFILE]");
		Reply form = enter(this.browser, "hugo");
		assertThat(form.body()).contains("passerelle-without");
		Reply landed = this.browser.follow(submit(this.browser, form, "passerelle-without=true")).isEcho();
		assertThat(landed.told("Passerelle-User")).isEqualTo("hugo");
		recognise("[PASSWORD]");
		TestBrowser other = new TestBrowser();
		Reply last = enter(other, "hugo");
		assertThat(last.body()).doesNotContain("passerelle-without");
		submit(other, last, "passerelle-without=true").isRefused(ErrorCode.BAD_CREDENTIALS);
	}

	@Test
	void aFormThatTheConfigurationNoLongerAsksForIsExpired() {
		recognise("[PASSWORD]");
		Reply form = enter(this.browser, "lea");
		recognise("[PERSON_ID]");
		submit(this.browser, form, RIGHT).isRefused(ErrorCode.LOGIN_EXPIRED);
	}

	@Test
	void theEntsLogoutEndsTheSessionThatThePasswordOpened() {
		recognise("[PASSWORD]");
		Reply form = enter(this.browser, "lea");
		this.browser.follow(submit(this.browser, form, RIGHT)).isEcho();
		this.world.horizon.signOut("lea");
		this.world.horizon.awaitLogoutsSent(1, Duration.ofSeconds(10));
		this.browser.get(college(PUPILS)).isRedirectStarting(loginFor(PUPILS));
	}

	private String host() {
		return "localhost:" + this.world.port;
	}

	private static Reply submit(TestBrowser browser, Reply form, String fields) {
		return browser.post(form.url().toString(), fields + "&passerelle-token=" + token(form));
	}

	private static String token(Reply form) {
		Matcher matcher = TOKEN.matcher(form.body());
		assertThat(matcher.find()).as(form.toString()).isTrue();
		return matcher.group(1);
	}

}
