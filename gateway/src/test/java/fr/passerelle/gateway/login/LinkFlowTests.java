package fr.passerelle.gateway.login;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.FakeRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static fr.passerelle.gateway.login.LoginFixture.PARENT;
import static fr.passerelle.gateway.login.LoginFixture.delegation;
import static fr.passerelle.gateway.login.LoginFixture.parent;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The form of the step PASSWORD (contract, Who may enter 4).
 */
@SuppressWarnings("NullAway.Init")
class LinkFlowTests {

	private static final String URL = "https://0330001a.example.fr";

	private static final String ASKED_FOR = PARENT + "?a=1";

	private static final String RIGHT = "username=m.dupont&password=marie-password";

	private static final Pattern TOKEN = Pattern.compile("name=\"passerelle-token\" value=\"([^\"]+)\"");

	private static LoginFixture login;

	private final Delegation atrium = delegation("atrium", Recognition.PASSWORD);

	private final Establishment college = LoginFixture.school(this.atrium);

	private final Establishment optional = LoginFixture
		.school(delegation("atrium", Recognition.PASSWORD, Recognition.PROFILE));

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

	@Test
	void theFormNamesThePersonAndAsksForBoth() {
		Answer form = get(this.college, begin(this.college));
		assertThat(form.status()).isEqualTo(200);
		assertThat(text(form))
			.contains("ent-marie", "name=\"username\"", "name=\"password\"", "https://atrium.example.fr/cas/logout")
			.doesNotContain("passerelle-without");
	}

	/** A request to the ENT's logout may have to be signed. */
	@Test
	void theFormWaitsForTheWayToTheEntsLogoutWithoutAThread() {
		Answer form = begin(this.college);
		CompletableFuture<Void> signed = new CompletableFuture<>();
		login.protocol().answersLogouts((way) -> signed.thenCombine(way, (none, there) -> there));
		CompletableFuture<Answer> shown = login.links()
			.handle(browser(FakeRequest.get(path(form)), form), this.college)
			.toCompletableFuture();
		assertThat(shown).isNotDone();
		signed.complete(null);
		assertThat(text(shown.join())).contains("https://atrium.example.fr/cas/logout");
	}

	@Test
	void theFormTellsAnotherPersonWhatToDoWhereNoLinkLeadsToTheEntsLogout() {
		Answer form = begin(this.college);
		login.protocol().answersLogouts((way) -> CompletableFuture.completedFuture(Optional.empty()));
		assertThat(text(get(this.college, form))).contains("Fermez toutes les fenêtres du navigateur.")
			.doesNotContain("Se déconnecter de l’ENT");
		assertThat(text(post(this.college, form, "username=m.dupont&password=no")))
			.contains("Fermez toutes les fenêtres du navigateur.");
	}

	@Test
	void theRightPasswordLeadsToTheAddressFirstAskedForAndIsAskedOnce() {
		Answer form = begin(this.college);
		Answer arrived = post(this.college, form, RIGHT);
		assertThat(arrived.status()).isEqualTo(303);
		assertThat(arrived.header("Location")).isEqualTo(URL + ASKED_FOR);
		assertThat(Objects.requireNonNull(login.session(arrived, this.college, EspaceKey.PARENT)).visitor().user())
			.isEqualTo("m.dupont");
		login.protocol().accepts("ST-1", parent("ent-marie"));
		assertThat(login.session(login.signIn(this.college, PARENT), this.college, EspaceKey.PARENT)).isNotNull();
	}

	@Test
	void aWrongPasswordIsAskedAgainAndTheJournalNamesTheAccount() {
		Answer form = begin(this.college);
		Answer again = post(this.college, form, "username=m.dupont&password=no");
		assertThat(again.status()).isEqualTo(401);
		assertThat(again.header("Passerelle-Error")).isEqualTo("BAD_CREDENTIALS");
		assertThat(text(again)).contains("value=\"m.dupont\"");
		assertThat(post(this.college, form, RIGHT).status()).isEqualTo(303);
		assertThat(login.journal()).extracting(AuditEntry::detail).contains("tried the password of m.dupont");
	}

	@Test
	void tooManyWrongPasswordsSuspendTheAddress() {
		Answer form = begin(this.college);
		String token = token(form);
		login.school().suspend("192.0.2.1");
		assertThat(get(this.college, form).header("Passerelle-Error")).isEqualTo("ADDRESS_SUSPENDED");
		assertThat(send(this.college, form, token + RIGHT).header("Passerelle-Error")).isEqualTo("ADDRESS_SUSPENDED");
	}

	@Test
	void ofAFormSentTwiceTheSecondIsExpired() {
		Answer form = begin(this.college);
		String token = token(form);
		assertThat(send(this.college, form, token + RIGHT).status()).isEqualTo(303);
		Answer replayed = send(this.college, form, token + RIGHT);
		assertThat(replayed.header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		assertThat(text(replayed)).contains(URL + ASKED_FOR);
	}

	@Test
	void aFormWithoutItsTokenIsExpired() {
		Answer form = begin(this.college);
		assertThat(send(this.college, form, RIGHT).header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
	}

	@Test
	void aFormOfAnotherBrowserIsExpiredAndTellsNothingOfIt() {
		Answer form = begin(this.college);
		Answer other = login.links().handle(FakeRequest.get(path(form)), this.college).toCompletableFuture().join();
		assertThat(other.header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
		assertThat(text(other)).doesNotContain("ent-marie", ASKED_FOR);
	}

	@Test
	void aFormThatAnotherSiteSendsIsExpired() {
		Answer form = begin(this.college);
		FakeRequest foreign = FakeRequest.post(path(form), token(form) + RIGHT)
			.header("Origin", "https://elsewhere.example.fr");
		Answer answer = login.links().handle(browser(foreign, form), this.college).toCompletableFuture().join();
		assertThat(answer.header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
	}

	@Test
	void aFormThatIsTooOldIsExpired() {
		Answer form = begin(this.college);
		login.clock().move(Duration.ofMinutes(31));
		assertThat(get(this.college, form).header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
	}

	@Test
	void aFormOfAnEspaceThatIsClosedSinceIsExpired() {
		Answer form = begin(this.college);
		Map<EspaceKey, Espace> espaces = new EnumMap<>(this.college.espaces());
		espaces.put(EspaceKey.PARENT, TestEstablishments.espace(EspaceKey.PARENT, false, List.of(this.atrium), false));
		Establishment closed = TestEstablishments.of(this.college.uai().value(), URL, espaces);
		assertThat(get(closed, form).header("Passerelle-Error")).isEqualTo("LOGIN_EXPIRED");
	}

	@Test
	void someoneWhoIsInsideByNowJustArrives() {
		Answer form = begin(this.college);
		Answer other = begin(this.college);
		Answer arrived = post(this.college, other, RIGHT);
		FakeRequest request = browser(FakeRequest.get(path(form)), form).cookiesOf(arrived);
		Answer answer = login.links().handle(request, this.college).toCompletableFuture().join();
		assertThat(answer.status()).isEqualTo(303);
		assertThat(answer.header("Location")).isEqualTo(URL + ASKED_FOR);
	}

	@Test
	void aPersonWithoutALocalAccountGoesOnWhereAnotherStepAllowsIt() {
		Answer form = begin(this.optional);
		assertThat(text(get(this.optional, form))).contains("passerelle-without");
		Answer arrived = post(this.optional, form, "passerelle-without=1");
		assertThat(Objects.requireNonNull(login.session(arrived, this.optional, EspaceKey.PARENT)).visitor().user())
			.isEqualTo("ent-marie");
	}

	@Test
	void aPersonWithoutALocalAccountStaysOutsideWhereNoOtherStepFollows() {
		Answer answer = post(this.college, begin(this.college), "passerelle-without=1");
		assertThat(answer.header("Passerelle-Error")).isEqualTo("BAD_CREDENTIALS");
	}

	@Test
	void aBrowserKeepsTheCookiesOfTheLatestFormsOnly() {
		FakeRequest browser = FakeRequest.get(PARENT + "?ticket=ST-1");
		for (int i = 0; i < 5; i++) {
			browser.cookiesOf(begin(this.college));
		}
		browser.cookiesOf(login.ask(LoginFixture.visit(this.college, FakeRequest.get(PARENT))));
		login.protocol().accepts("ST-1", parent("ent-marie"));
		Answer sixth = login.arrive(LoginFixture.visit(this.college, browser));
		assertThat(sixth.headers()).filteredOn((header) -> header.getKey().equals("Set-Cookie"))
			.filteredOn((header) -> header.getValue().startsWith("__Host-passerelle-k-"))
			.filteredOn((header) -> header.getValue().contains("Max-Age=0"))
			.hasSize(1);
	}

	/** Signs in at the ENT; the answer leads to the form. */
	private static Answer begin(Establishment establishment) {
		login.protocol().accepts("ST-1", parent("ent-marie"));
		Answer away = login.ask(LoginFixture.visit(establishment, FakeRequest.get(ASKED_FOR)));
		Answer answer = login
			.arrive(LoginFixture.visit(establishment, FakeRequest.get(PARENT + "?ticket=ST-1").cookiesOf(away)));
		assertThat(answer.header("Location")).startsWith(URL + LinkFlow.PATH);
		return answer;
	}

	private static Answer get(Establishment establishment, Answer form) {
		return login.links()
			.handle(browser(FakeRequest.get(path(form)), form), establishment)
			.toCompletableFuture()
			.join();
	}

	private static Answer post(Establishment establishment, Answer form, String fields) {
		return send(establishment, form, token(establishment, form) + fields);
	}

	private static Answer send(Establishment establishment, Answer form, String fields) {
		return login.links()
			.handle(browser(FakeRequest.post(path(form), fields), form), establishment)
			.toCompletableFuture()
			.join();
	}

	private String token(Answer form) {
		return token(this.college, form);
	}

	private static String token(Establishment establishment, Answer form) {
		Matcher token = TOKEN.matcher(text(get(establishment, form)));
		return token.find() ? "passerelle-token=" + token.group(1) + "&" : "";
	}

	private static FakeRequest browser(FakeRequest request, Answer form) {
		return request.cookiesOf(form);
	}

	private static String path(Answer form) {
		return form.header("Location").substring(URL.length());
	}

	private static String text(Answer answer) {
		return new String(answer.body(), StandardCharsets.UTF_8);
	}

}
