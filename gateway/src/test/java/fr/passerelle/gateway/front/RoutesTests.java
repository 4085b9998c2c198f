package fr.passerelle.gateway.front;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.front.Outcome.ToServlets;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.proxy.Passage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract's rules on addresses, as far as the front door decides them by host and
 * path.
 */
@SuppressWarnings("NullAway.Init")
class RoutesTests {

	private static final String CONSOLE = "console.example.fr";

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

	/** Contract, Addresses 10. */
	@Test
	void hostOfNoSchoolIsRefusedWithoutAPage() {
		FakeRequest request = FakeRequest.get("/pronote/parent.html");

		Answer answer = DoorFixture.answer(door.routes().route(request, "elsewhere.example.fr", null));

		assertThat(answer.status()).isEqualTo(421);
		assertThat(answer.header("Content-Type")).startsWith("text/plain");
	}

	/** Contract, Addresses 7 to Addresses 9 and Addresses 11. */
	@ParameterizedTest
	@ValueSource(strings = { "/console", "/console/", "/api/v1/establishments", "/v3/api-docs", "/actuator/health" })
	void administratorsSideAnswersOnEveryHost(String path) {
		assertThat(door.visit(FakeRequest.get(path))).isInstanceOf(ToServlets.class);
		assertThat(door.routes().route(FakeRequest.get(path), "192.0.2.1", null)).isInstanceOf(ToServlets.class);
	}

	/** Contract, Addresses 11. */
	@Test
	void consoleWhenItHasAHostThenAnswersThereAlone() {
		Routes routes = door.routes(CONSOLE);

		assertThat(routes.route(FakeRequest.get("/console/"), CONSOLE, null)).isInstanceOf(ToServlets.class);
		Outcome elsewhere = routes.route(FakeRequest.get("/console/"), DoorFixture.HOST, door.establishment());
		assertThat(DoorFixture.answer(elsewhere).header("Passerelle-Error")).isEqualTo("UNKNOWN_PATH");
		assertThat(routes.establishment(DoorFixture.HOST)).isNotNull();
		assertThat(door.routes(DoorFixture.HOST).establishment(DoorFixture.HOST)).isNull();
	}

	/** Contract, Addresses 11. */
	@Test
	void healthWhenTheConsoleHasAHostThenAnswersOnHostsOfNoSchool() {
		Routes routes = door.routes(CONSOLE);
		FakeRequest health = FakeRequest.get("/actuator/health");

		assertThat(routes.route(health, "192.0.2.1", null)).isInstanceOf(ToServlets.class);
		assertThat(routes.route(health, DoorFixture.HOST, door.establishment())).isNotInstanceOf(ToServlets.class);
	}

	@Test
	void rootOfTheConsolesHostLeadsToTheConsole() {
		Answer answer = DoorFixture.answer(door.routes(CONSOLE).route(FakeRequest.get("/"), CONSOLE, null));

		assertThat(answer.header("Location")).isEqualTo("/console/");
	}

	/** Contract, Addresses 17. */
	@ParameterizedTest
	@CsvSource({ "/, /pronote/", "/pronote, /pronote/", "/pronote?a=%20, /pronote/?a=%20" })
	void rootsLeadToTheBasePath(String asked, String led) {
		Answer answer = door.answer(FakeRequest.get(asked));

		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).isEqualTo(DoorFixture.URL + led);
	}

	/** Contract, Addresses 23. */
	@ParameterizedTest
	@ValueSource(strings = { "/pronote/nobodys", "/elsewhere", "/.passerelle/nothing", "/.passerelle/assets/none.css" })
	void pathWithoutAnOwnerIsUnknown(String path) {
		assertThat(door.answer(FakeRequest.get(path)).status()).isEqualTo(404);
	}

	/** Contract, Addresses 24. */
	@Test
	void ambiguousTargetIsRefused() {
		Routes routes = door.routes(CONSOLE);
		FakeRequest request = FakeRequest.get("/");

		assertThat(routes.malformed(request, DoorFixture.HOST, door.establishment()).status()).isEqualTo(400);
		assertThat(routes.malformed(request, CONSOLE, null).status()).isEqualTo(400);
		assertThat(routes.malformed(request, "elsewhere.example.fr", null).status()).isEqualTo(421);
	}

	/** Contract, Addresses 22. */
	@Test
	void publicPathNeedsNoSessionAndCarriesNoIdentity() {
		FakeRequest request = door.inside(EspaceKey.PARENT, FakeRequest.get("/pronote/assets/logo.svg"));

		Passage passage = door.passage(request);

		assertThat(passage.session()).isNull();
		assertThat(passage.path().decoded()).isEqualTo("/pronote/assets/logo.svg");
	}

	@Test
	void publicPathWhenTheSchoolIsClosedThenClosedToo() {
		door.has(TestEstablishments.closed(door.establishment(), "Travaux", Instant.parse("2026-09-02T06:00:00Z")));

		Answer answer = door.answer(FakeRequest.get("/pronote/assets/logo.svg"));

		assertThat(answer.header("Passerelle-Error")).isEqualTo("ESPACE_CLOSED");
	}

	/** Contract, Addresses 6. */
	@Test
	void publicKeysAreServed() {
		Answer answer = door.answer(FakeRequest.get("/.passerelle/jwks.json"));

		assertThat(answer.header("Content-Type")).isEqualTo("application/jwk-set+json");
		assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("\"keys\"").doesNotContain("\"d\"");
	}

	/** Contract, Addresses 3. */
	@Test
	void logoutPageAsks() {
		Answer answer = door.answer(door.inside(EspaceKey.PARENT, FakeRequest.get("/pronote/logout")));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("mdupont");
	}

	/** Contract, Login 19. */
	@ParameterizedTest
	@ValueSource(strings = { "/pronote/", "/pronote/parent.html", "/pronote/eleve.html", "/pronote/nobodys",
			"/pronote/assets/logo.svg", "/pronote/logout" })
	void logoutMessageMayBePostedAnywhere(String path) {
		FakeRequest page = door.inside(EspaceKey.PARENT, FakeRequest.get("/pronote/parent.html"));

		Answer answer = door.answer(FakeRequest.post(path, "logoutRequest=ST-parent"));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEmpty();
		assertThat(door.answer(page).status()).isEqualTo(302);
	}

	/** Contract, Login 20. */
	@Test
	void bodyThatIsNoLogoutMessageGoesOnToAPublicPath() {
		assertThat(door.passage(FakeRequest.post("/pronote/assets/search", "q=logout")).session()).isNull();
	}

	@Test
	void failureIsAPageThatLeadsBackWithoutTheTicket() {
		Answer answer = door.routes()
			.failed(FakeRequest.get("/pronote/parent.html?ticket=ST-1&a=1"), door.establishment(),
					new IllegalStateException("the inside"));

		assertThat(answer.status()).isEqualTo(500);
		assertThat(new String(answer.body(), StandardCharsets.UTF_8))
			.contains("href=\"" + DoorFixture.URL + "/pronote/parent.html?a=1\"", "Espace Parents")
			.doesNotContain("the inside");
	}

	/** Contract, EduConnect 12. */
	@Test
	void atThePlatformsHostNothingAnswersButTheEntryAndItsPagesFiles() {
		String host = "connexion.example.fr:8443";
		door.platformAt("https://connexion.example.fr");
		assertThat(platformAnswer("/.passerelle/one", host)).isEqualTo(204);
		assertThat(platformAnswer("/.passerelle/one", "CONNEXION.example.fr.")).isEqualTo(204);
		assertThat(platformAnswer("/.passerelle/assets/style.css", host)).isNotEqualTo(200);
		for (String path : new String[] { "/", "/pronote/parent.html", "/.passerelle/jwks.json",
				"/.passerelle/fake/back" }) {
			assertThat(platformAnswer(path, host)).as(path).isEqualTo(421);
		}
		assertThat(platformAnswer("/.passerelle/one", "elsewhere.example.fr")).isEqualTo(421);
		door.platformAt(DoorFixture.URL);
		assertThat(door.routes().establishment(DoorFixture.HOST)).as("the platform's own host").isNull();
	}

	private static int platformAnswer(String path, String host) {
		FakeRequest request = FakeRequest.get(path);
		return DoorFixture
			.answer(DoorFixture.settled(door.routes().route(request, host, door.routes().establishment(host)), request))
			.status();
	}

}
