package fr.passerelle.gateway.front;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.front.Outcome.Passed;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.http.UnreadableBodyException;
import fr.passerelle.gateway.login.LoginFixture;
import fr.passerelle.gateway.logout.Logout;
import fr.passerelle.gateway.proxy.Passage;
import fr.passerelle.gateway.session.GatewaySession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The contract's rules on a request for an Espace, as far as the front door decides them
 * by publication, session, ticket and form.
 */
@SuppressWarnings("NullAway.Init")
class EspaceVisitTests {

	private static final String PARENT = "/pronote/parent.html";

	private static final String ELEVE = "/pronote/eleve.html";

	@TempDir
	private static Path folder;

	private static DoorFixture door;

	@BeforeAll
	static void open() {
		door = new DoorFixture(folder);
	}

	@AfterAll
	static void close() {
		door.close();
	}

	@BeforeEach
	void begin() {
		door.begin();
	}

	private static String location(FakeRequest request) {
		return door.answer(request).header("Location");
	}

	private static String error(FakeRequest request) {
		return door.answer(request).header("Passerelle-Error");
	}

	private static FakeRequest inside(FakeRequest request) {
		return door.inside(EspaceKey.PARENT, request);
	}

	private static GatewaySession session(Passage passage) {
		return Objects.requireNonNull(passage.session());
	}

	/** Contract, Login 1. */
	@Test
	void pageWithoutASessionLeadsToTheEnt() {
		assertThat(location(FakeRequest.get(PARENT + "?a=1"))).startsWith("https://atrium.example.fr/")
			.endsWith("service=https%3A%2F%2F0330001a.example.fr%2Fpronote%2Fparent.html");
	}

	/** Contract, Login 2. */
	@Test
	void ticketThatWasAskedForOpensASession() {
		Answer away = door.answer(FakeRequest.get(PARENT + "?a=%2F"));
		door.login().protocol().accepts("ST-1", LoginFixture.parent("mdupont"));

		Answer back = door.answer(FakeRequest.get(PARENT + "?ticket=ST-1").cookiesOf(away));

		assertThat(back.header("Location")).isEqualTo(DoorFixture.URL + PARENT + "?a=%2F");
		assertThat(session(door.passage(FakeRequest.get(PARENT).cookiesOf(back))).visitor().user())
			.isEqualTo("mdupont");
	}

	/** Contract, Login 3. */
	@Test
	void ticketThatThisBrowserDidNotAskForIsNotUsed() {
		Answer answer = door.answer(FakeRequest.get(PARENT + "?ticket=ST-1"));

		assertThat(answer.status()).isEqualTo(302);
		assertThat(door.login().protocol().completed()).isEmpty();
	}

	/** Contract, Login 5. */
	@Test
	void sessionInOneEspaceOpensNoOther() {
		assertThat(session(door.passage(inside(FakeRequest.get(PARENT)))).espace()).isEqualTo(EspaceKey.PARENT);
		assertThat(location(inside(FakeRequest.get(ELEVE)))).startsWith("https://atrium.example.fr/");
	}

	/** Contract, Login 6. */
	@Test
	void severalEntsAreChosenBetween() {
		door.has(LoginFixture.school(LoginFixture.delegation("atrium", Recognition.PROFILE),
				LoginFixture.delegation("elyco", Recognition.PROFILE)));

		assertThat(door.answer(FakeRequest.get(ELEVE)).status()).isEqualTo(200);
		assertThat(location(FakeRequest.post(ELEVE, "passerelle-delegation=elyco")))
			.startsWith("https://elyco.example.fr/");
	}

	/** Contract, Login 7. */
	@ParameterizedTest
	@CsvSource({ "X-Requested-With, XMLHttpRequest", "Sec-Fetch-Mode, cors", "Accept, application/json" })
	void backgroundRequestWithoutASessionIsRefused(String header, String value) {
		Answer answer = door.answer(FakeRequest.get(PARENT + "?ticket=ST-1").header(header, value));

		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header("Passerelle-Error")).isEqualTo("LOGIN_REQUIRED");
	}

	/** Contract, Login 11. */
	@Test
	void headSpendsNoTicket() {
		Answer away = door.answer(FakeRequest.get(PARENT));

		assertThat(location(FakeRequest.head(PARENT + "?ticket=ST-1&a=1").cookiesOf(away)))
			.isEqualTo(DoorFixture.URL + PARENT + "?a=1");
		assertThat(door.login().protocol().completed()).isEmpty();
	}

	/** Contract, Login 12. */
	@Test
	void someoneInsideWhoBringsATicketJustArrives() {
		assertThat(location(inside(FakeRequest.get(PARENT + "?ticket=ST-1&a=1"))))
			.isEqualTo(DoorFixture.URL + PARENT + "?a=1");
		assertThat(door.login().protocol().completed()).isEmpty();
	}

	/** Contract, Login 18. */
	@Test
	void checkForCookiesNeverReachesTheApplication() {
		assertThat(location(inside(FakeRequest.get(PARENT + "?passerelle-cookies=check&a=1"))))
			.isEqualTo(DoorFixture.URL + PARENT + "?a=1");
	}

	@Test
	void ticketOfABackgroundCallIsKeptFromTheApplication() {
		FakeRequest call = inside(FakeRequest.get(PARENT + "?a=1&ticket=ST-1").header("Sec-Fetch-Mode", "cors"));

		assertThat(door.passage(call).query()).isEqualTo("a=1");
	}

	/** Contract, Addresses 2. */
	@Test
	void directLoginWhereTheEspaceAllowsItAndInThisSpellingOnly() {
		assertThat(door.answer(FakeRequest.get(PARENT + "?login=true")).status()).isEqualTo(200);
		assertThat(location(FakeRequest.get(PARENT + "?login=TRUE"))).startsWith("https://atrium.example.fr/");
		assertThat(location(FakeRequest.get(ELEVE + "?login=true"))).startsWith("https://atrium.example.fr/");
	}

	@Test
	void espaceWithoutAnEntLeadsToTheDirectLogin() {
		assertThat(location(FakeRequest.get("/pronote/direction.html?a=1")))
			.isEqualTo(DoorFixture.URL + "/pronote/direction.html?a=1&login=true");
	}

	/** Contract, Addresses 19. */
	@Test
	void pageCommuneIsTheGatewaysOwn() {
		assertThat(text(door.answer(FakeRequest.get("/pronote/")))).contains("Espace Parents");
		assertThat(text(door.answer(door.inside(EspaceKey.COMMUNE, FakeRequest.get("/pronote/"))))).contains("mdupont");
		assertThat(error(FakeRequest.get("/pronote/commune/x"))).isEqualTo("UNKNOWN_PATH");
	}

	@Test
	void pageCommuneSaysWhichEspacesThisBrowserIsSignedInToAndAsWhom() {
		assertThat(text(door.answer(FakeRequest.get("/pronote/")))).doesNotContain("/pronote/logout");
		assertThat(text(door.answer(door.inside(EspaceKey.PARENT, FakeRequest.get("/pronote/")))))
			.contains("Ouvert au nom de mdupont")
			.contains("/pronote/logout");
	}

	@Test
	void pageCommuneSaysOnceThatTheSignOutAtTheEntIsOver() {
		Answer answer = door.answer(FakeRequest.get("/pronote/").cookie("__Host-passerelle-" + Logout.LEFT, "1"));
		assertThat(text(answer)).contains("Déconnexion terminée");
		assertThat(answer.header("Set-Cookie")).startsWith("__Host-passerelle-" + Logout.LEFT + "=;");
		assertThat(text(door.answer(FakeRequest.get("/pronote/")))).doesNotContain("Déconnexion terminée");
	}

	/** Contract, Addresses 20. */
	@Test
	void pageEtablissementCarriesNoIdentity() {
		FakeRequest request = door.inside(EspaceKey.ETABLISSEMENT, FakeRequest.get("/pronote/etablissement.html"));

		assertThat(door.passage(request).session()).isNull();
	}

	@Test
	void closedSchoolShowsWhyAndUntilWhenAlsoToSomeoneInside() {
		FakeRequest request = inside(FakeRequest.get(PARENT));
		door.has(TestEstablishments.closed(door.establishment(), "Conseils de classe",
				door.login().clock().instant().plusSeconds(90)));

		Answer answer = door.answer(request);

		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.header("Retry-After")).isEqualTo("90");
		assertThat(text(answer)).contains("Conseils de classe");
	}

	@ParameterizedTest
	@CsvSource({ "a=1, LOGIN_REQUIRED", "passerelle-delegation=, LOGIN_EXPIRED", "username=x, LOGIN_EXPIRED" })
	void formThatAnotherSiteSentIsNotTaken(String form, String error) {
		assertThat(error(FakeRequest.post(PARENT, form).header("Sec-Fetch-Site", "cross-site"))).isEqualTo(error);
	}

	@Test
	void localFormWhereItIsNotAllowedIsRefused() {
		assertThat(error(FakeRequest.post(ELEVE, "username=x"))).isEqualTo("DIRECT_LOGIN_CLOSED");
	}

	@Test
	void postOfAnotherTypeWithoutASessionIsRefusedUnread() {
		assertThat(error(FakeRequest.post(PARENT, "passerelle-delegation=atrium").header("Content-Type", "text/plain")))
			.isEqualTo("LOGIN_REQUIRED");
		assertThat(error(FakeRequest.post(PARENT, "a=" + "x".repeat(65 * 1024)))).isEqualTo("LOGIN_REQUIRED");
	}

	@Test
	void logoutMessageThatCannotBeReadEndsNothingAndIsNoLogin() {
		FakeRequest page = inside(FakeRequest.get(PARENT));

		Answer answer = door.answer(FakeRequest.post(PARENT, "a=1&logoutRequest=%3C"));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEmpty();
		assertThat(door.passage(page).session()).isNotNull();
	}

	/** Contract, Login 20. */
	@Test
	void postOfSomeoneInsideGoesToTheApplicationWhateverItIs() {
		Passed message = door.passed(inside(FakeRequest.post(PARENT, "logoutRequest=ST-parent")));

		assertThat(session(message.passage()).visitor().user()).isEqualTo("mdupont");
		assertThat(text(message)).isEqualTo("logoutRequest=ST-parent");
		assertThat(door.passed(inside(FakeRequest.post(PARENT, "a=" + "x".repeat(200)))).body()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "passerelle-delegation=atrium", "username=mdupont&password=secret" })
	void formOfTheGatewaysFromSomeoneInsideIsKeptFromTheApplication(String form) {
		Answer answer = door.answer(inside(FakeRequest.post(PARENT + "?login=true&a=1", form)));

		assertThat(answer.status()).isEqualTo(303);
		assertThat(answer.header("Location")).isEqualTo(DoorFixture.URL + PARENT + "?a=1");
	}

	@Test
	void connectionThatBreaksOffGetsNoPage() {
		FakeRequest request = inside(FakeRequest.post(PARENT, "a=1").breakingOff());

		assertThatThrownBy(() -> door.visit(request)).hasCauseInstanceOf(UnreadableBodyException.class);
	}

	@Test
	void applicationThatDoesNotAnswerIsNamed() {
		Answer answer = door.passage(inside(FakeRequest.get(PARENT + "?a=1"))).onUnreachable().get();

		assertThat(answer.header("Passerelle-Error")).isEqualTo("UPSTREAM_UNREACHABLE");
		assertThat(text(answer)).contains("href=\"" + DoorFixture.URL + PARENT + "?a=1\"");
	}

	/** Contract, Login 22. */
	@Test
	void passageLastsUntilItsSessionEnds() {
		Passage passage = door.passage(inside(FakeRequest.get(PARENT)));
		assertThat(passage.lease().lasts()).isTrue();

		door.login().school().sessions().end(session(passage));

		assertThat(passage.lease().lasts()).isFalse();
	}

	/** Contract, Login 23. */
	@Test
	void passageEndsWhenTheSchoolCloses() {
		Passage passage = door.passage(FakeRequest.get("/pronote/assets/logo.svg"));
		assertThat(passage.lease().lasts()).isTrue();

		door.has(TestEstablishments.closed(door.establishment(), "Travaux", Instant.EPOCH));

		assertThat(passage.lease().lasts()).isFalse();
	}

	/** Contract, Login 24. */
	@Test
	void requestUnderWayIsLedToItsAddressAgainOrToldToSignIn() {
		Answer page = door.passage(inside(FakeRequest.get(PARENT + "?a=1"))).lease().over();
		Answer call = door.passage(inside(FakeRequest.get(PARENT).header("Sec-Fetch-Mode", "cors"))).lease().over();

		assertThat(page.header("Location")).isEqualTo(DoorFixture.URL + PARENT + "?a=1");
		assertThat(call.header("Passerelle-Error")).isEqualTo("LOGIN_REQUIRED");
	}

	private static String text(Answer answer) {
		return new String(answer.body(), StandardCharsets.UTF_8);
	}

	private static String text(Passed passed) {
		return new String(Objects.requireNonNull(passed.body()), StandardCharsets.UTF_8);
	}

}
