package fr.passerelle.mockcas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import com.github.tomakehurst.wiremock.junit.Stubbing;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.github.tomakehurst.wiremock.verification.RequestJournalDisabledException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Stubs of an integrator's own beside the CAS paths.
 */
class WireMockTests {

	private static final String SERVICE = "https://x.invalid/";

	private final Visitor visitor = new Visitor();

	private final MockCasServer ent = started(MockCasServer.server().wireMockJournal(10));

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@AfterEach
	void close() {
		this.ent.close();
	}

	@Test
	void stubIsServedBesideTheCasPaths() {
		this.ent.wireMock().stubFor(get("/accueil").willReturn(ok("Bienvenue")));

		assertThat(this.visitor.get(this.ent.baseUrl() + "/accueil").body()).isEqualTo("Bienvenue");
		assertThat(login().body()).contains("Qui êtes-vous");
		assertThat(this.visitor.get(this.ent.baseUrl() + "/nowhere").body()).isEqualTo("the server is at /cas\n");
	}

	@Test
	void casPathsGoBeforeAStubForEverything() {
		this.ent.wireMock().stubFor(any(anyUrl()).willReturn(ok("mine")));

		assertThat(login().body()).contains("Qui êtes-vous");
		assertThat(this.visitor.get(this.ent.baseUrl() + "/casablanca").body()).isEqualTo("mine");
	}

	@Test
	void stubOfPriorityOneGoesBeforeTheCasPaths() {
		this.ent.wireMock().stubFor(get(urlPathEqualTo("/cas/login")).atPriority(1).willReturn(ok("my own page")));

		assertThat(login().body()).isEqualTo("my own page");
		assertThat(validation(this.ent.signIn("mdupont", SERVICE)).body()).contains("mdupont");
	}

	@Test
	void stubsAnswerByHttpsToo() {
		try (MockCasServer secure = started(MockCasServer.server().https())) {
			secure.wireMock().stubFor(get("/accueil").willReturn(ok("Bienvenue")));
			HttpClient trusting = HttpClient.newBuilder().sslContext(secure.trustingContext()).build();

			assertThat(new Visitor(trusting).get(secure.httpsBaseUrl() + "/accueil").body()).isEqualTo("Bienvenue");
		}
	}

	@Test
	void resetRemovesStubsDelaysAndJournal() {
		this.ent.wireMock().stubFor(get("/accueil").willReturn(ok("Bienvenue")));
		this.ent.wireMock().stubFor(get(urlPathEqualTo("/cas/login")).atPriority(1).willReturn(ok("my own page")));
		this.ent.wireMock().setGlobalFixedDelay(30_000);

		this.ent.resetAll();

		assertThat(this.ent.wireMock().getAllServeEvents()).isEmpty();
		assertThat(login().body()).contains("Qui êtes-vous");
		assertThat(this.visitor.get(this.ent.baseUrl() + "/accueil").statusCode()).isEqualTo(404);
		this.ent.wireMock().stubFor(get("/accueil").willReturn(ok("again")));
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.ent.baseUrl() + "/accueil"))
			.timeout(Duration.ofSeconds(10));
		assertThat(this.visitor.send(request).body()).isEqualTo("again");
	}

	@Test
	void resetRestoresTheCasPaths() {
		StubMapping cas = this.ent.wireMock().getStubMappings().get(0);
		this.ent.wireMock().editStub(any(anyUrl()).withId(cas.getId()).willReturn(ok("broken")));
		assertThat(login().body()).isEqualTo("broken");
		this.ent.resetAll();
		assertThat(login().body()).contains("Qui êtes-vous");

		this.ent.wireMock().removeStub(cas.getId());
		assertThat(login().statusCode()).isEqualTo(404);
		this.ent.resetAll();
		assertThat(login().body()).contains("Qui êtes-vous");
	}

	@Test
	void stubsAndJournalOutliveAStop() {
		Stubbing before = this.ent.wireMock();
		before.stubFor(get("/accueil").willReturn(ok("Bienvenue")));
		String address = this.ent.baseUrl() + "/accueil";
		this.visitor.get(address);

		this.ent.stop();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.visitor.get(address));
		before.stubFor(get("/pause").willReturn(ok("while it was down")));
		this.ent.start();

		assertThat(this.visitor.get(address).body()).isEqualTo("Bienvenue");
		assertThat(this.visitor.get(this.ent.baseUrl() + "/pause").body()).isEqualTo("while it was down");
		before.verify(2, getRequestedFor(urlEqualTo("/accueil")));
		assertThat(before.getStubMappings()).hasSize(3);
	}

	@Test
	void resetOfAStoppedServerRemovesStubsToo() {
		this.ent.wireMock().stubFor(get("/accueil").willReturn(ok("Bienvenue")));
		this.ent.stop();
		this.ent.resetAll();
		this.ent.start();

		assertThat(this.visitor.get(this.ent.baseUrl() + "/accueil").statusCode()).isEqualTo(404);
	}

	@Test
	void journalHasEveryRequestInClearAndDropsTheOldest() {
		String ticket = this.ent.signIn("mdupont", SERVICE);
		validation(ticket);
		assertThat(this.ent.wireMock().findAll(anyRequestedFor(anyUrl()))).singleElement()
			.extracting(LoggedRequest::getUrl)
			.asString()
			.contains(ticket);

		for (int i = 0; i < 10; i++) {
			this.visitor.get(this.ent.baseUrl() + "/" + i);
		}
		assertThat(this.ent.wireMock().findAll(anyRequestedFor(anyUrl()))).hasSize(10)
			.noneMatch((request) -> request.getUrl().contains(ticket));
		assertThat(this.ent.wireMock().findAllUnmatchedRequests()).hasSize(10);
	}

	@Test
	void withoutJournalVerifyingSaysSo() {
		try (MockCasServer usual = started(MockCasServer.server())) {
			usual.wireMock().stubFor(get("/accueil").willReturn(ok("Bienvenue")));
			this.visitor.get(usual.baseUrl() + "/accueil");

			assertThatExceptionOfType(RequestJournalDisabledException.class)
				.isThrownBy(() -> usual.wireMock().verify(getRequestedFor(urlEqualTo("/accueil"))));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 10_001 })
	void journalHasBounds(int entries) {
		assertThatIllegalArgumentException().isThrownBy(() -> MockCasServer.server().wireMockJournal(entries))
			.withMessageContaining("1 to 10000");
	}

	@Test
	void stubsComeFromAFolderAndSurviveResetAndStop() throws IOException {
		write("mappings/accueil.json", """
				{"request": {"method": "GET", "urlPath": "/accueil"}, "response": {"bodyFileName": "accueil.html"}}""");
		write("mappings/login.json", """
				{"priority": 1, "request": {"urlPath": "/cas/login"}, "response": {"body": "my own page"}}""");
		write("__files/accueil.html", "<h1>Bienvenue</h1>");

		try (MockCasServer own = started(MockCasServer.server().stubs(this.folder))) {
			own.wireMock().stubFor(get("/accueil").willReturn(ok("changed")));
			assertThat(this.visitor.get(own.baseUrl() + "/accueil").body()).isEqualTo("changed");
			own.resetAll();
			own.stop();
			own.start();

			assertThat(this.visitor.get(own.baseUrl() + "/accueil").body()).isEqualTo("<h1>Bienvenue</h1>");
			assertThat(this.visitor.get(own.url() + "/login").body()).isEqualTo("my own page");
			assertThat(own.wireMock().getStubMappings()).hasSize(3);
		}
	}

	@Test
	void resetBringsScenariosOfTheFolderBackToTheirStart() throws IOException {
		write("mappings/twice.json", """
				{"mappings": [
				{"scenarioName": "s", "requiredScenarioState": "Started", "newScenarioState": "later",
				"request": {"urlPath": "/next"}, "response": {"body": "first"}},
				{"scenarioName": "s", "requiredScenarioState": "later",
				"request": {"urlPath": "/next"}, "response": {"body": "second"}}]}""");

		try (MockCasServer own = started(MockCasServer.server().stubs(this.folder))) {
			assertThat(this.visitor.get(own.baseUrl() + "/next").body()).isEqualTo("first");
			assertThat(this.visitor.get(own.baseUrl() + "/next").body()).isEqualTo("second");
			own.resetAll();
			assertThat(this.visitor.get(own.baseUrl() + "/next").body()).isEqualTo("first");
		}
	}

	@Test
	void folderWithoutMappingsIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> MockCasServer.server().stubs(this.folder))
			.withMessageContaining("has no folder 'mappings'");
	}

	@Test
	void fileThatIsNoStubIsNamed() throws IOException {
		write("mappings/broken.json", "{\"request\": {\"colour\": \"red\"}}");

		try (MockCasServer broken = MockCasServer.server().stubs(this.folder).build()) {
			assertThatIllegalArgumentException().isThrownBy(broken::start).withMessageContaining("broken.json");
		}
	}

	@Test
	void stubsThatAProjectKeepsForOtherTestsAreLeftAlone() {
		assertThat(Path.of("src/test/resources/mappings/of-another-test.json")).exists();
		assertThat(this.visitor.get(this.ent.baseUrl() + "/of-another-test").statusCode()).isEqualTo(404);
	}

	@Test
	void faultsAreMetOnTheCasPathsOnly() {
		this.ent.wireMock().stubFor(get("/accueil").willReturn(aResponse().withStatus(201)));
		this.ent.inject(Fault.SERVER_ERROR);

		assertThat(this.visitor.get(this.ent.baseUrl() + "/accueil").statusCode()).isEqualTo(201);
		assertThat(validation("ST-1").statusCode()).isEqualTo(500);
	}

	@Test
	void neverStartedThenThereIsNoWireMock() {
		try (MockCasServer idle = MockCasServer.server().build()) {
			assertThatIllegalStateException().isThrownBy(idle::wireMock).withMessageContaining("never started");
			idle.resetAll();
		}
	}

	private HttpResponse<String> login() {
		return this.visitor.get(this.ent.url() + "/login");
	}

	private HttpResponse<String> validation(String ticket) {
		return this.visitor.get(this.ent.url() + "/serviceValidate?service=" + SERVICE + "&ticket=" + ticket);
	}

	private void write(String name, String content) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(file.resolveSibling("."));
		Files.writeString(file, content);
	}

	private static MockCasServer started(MockCasBuilder<MockCasServer> builder) {
		MockCasServer server = builder.build();
		server.start();
		return server;
	}

}
