package fr.passerelle.gateway.api;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.ClientAddresses;
import fr.passerelle.gateway.security.CallerArguments;
import fr.passerelle.gateway.store.TestDatabase;
import fr.passerelle.gateway.version.EstablishmentChanged;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.TestControlPlane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.assertj.MvcTestResultAssert;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("NullAway.Init")
class EstablishmentsApiTests {

	private static final String ALL = "/api/v1/establishments";

	private static final String ONE = ALL + "/0330001A";

	private static final String CONFIGURATION = ONE + "/configuration";

	private static final MediaType YAML = MediaType.parseMediaType("application/yaml");

	private final List<EstablishmentChanged> events = new ArrayList<>();

	private Grant grant = Grant.PLATFORM;

	@TempDir
	private Path folder;

	private TestDatabase database;

	private MockMvcTester api;

	@BeforeEach
	void open() {
		this.database = TestDatabase.embedded(this.folder);
		TestControlPlane plane = TestControlPlane.on(this.database, Clock.systemUTC(), this.events::add);
		Establishments establishments = plane.establishments();
		this.api = MockMvcTester.of(
				List.of(new EstablishmentsController(establishments, TestControlPlane.list(this.database)),
						new ConfigurationController(establishments, plane.history()),
						new DifferencesController(establishments, plane.history()),
						new EntsController(EntCatalog.bundled())),
				(builder) -> builder.setControllerAdvice(new ApiProblems((failure) -> Optional.empty()))
					.setCustomArgumentResolvers(new IfMatchArguments(),
							new CallerArguments((who) -> this.grant, new ClientAddresses(List.of())))
					.defaultRequest(MockMvcRequestBuilders.get("/").principal(() -> "admin"))
					.build());
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void createAnswersWithPlaceAndVersion() {
		MvcTestResult created = create();
		assertThat(created).hasStatus(201)
			.hasHeader("Location", CONFIGURATION)
			.hasHeader("ETag", "\"1\"")
			.hasContentType(MediaType.APPLICATION_JSON)
			.bodyJson()
			.extractingPath("$.name")
			.isEqualTo("Jean-Moulin");
	}

	@Test
	void createTwiceIsAConflict() {
		create();
		assertProblem(create(), 409);
	}

	@Test
	void createWithFaultsNamesEachByPath() {
		MvcTestResult refused = send(HttpMethod.POST, ALL, MediaType.APPLICATION_JSON,
				"{\"uai\": \"0330001A\", \"nom\": 1}");
		assertProblem(refused, 422).bodyJson()
			.extractingPath("$.faults[*].path")
			.asArray()
			.containsExactly("nom", "name", "publicUrl", "upstream");
		assertThat(this.api.get().uri(ALL)).bodyJson().isEqualTo("[]");
	}

	@Test
	void unreadableBodyIsABadRequest() {
		assertProblem(send(HttpMethod.POST, ALL, MediaType.APPLICATION_JSON, "{"), 400);
	}

	@Test
	void yamlGoesInAndOut() {
		String yaml = "uai: 0330001A\nname: Été\npublicUrl: https://x.example.fr\nupstream: http://127.0.0.1:1\n";
		for (String type : List.of("application/yaml", "application/x-yaml", "text/yaml")) {
			assertThat(this.api.delete().uri(ONE + "?confirm=0330001A")).satisfies((any) -> {
			});
			assertThat(send(HttpMethod.POST, ALL, MediaType.parseMediaType(type), yaml)).hasStatus(201);
		}
		MvcTestResult read = this.api.get().uri(CONFIGURATION).header("Accept", "application/yaml").exchange();
		assertThat(read).hasStatusOk().hasContentType(YAML);
		assertThat(read.getResponse().getContentAsByteArray()).asString(StandardCharsets.UTF_8).contains("name: Été");
	}

	@Test
	void jsonIsPreferredToYamlWhereBothAreTaken() {
		create();
		assertThat(this.api.get().uri(CONFIGURATION).header("Accept", "*/*"))
			.hasContentType(MediaType.APPLICATION_JSON);
		assertThat(this.api.get().uri(CONFIGURATION).header("Accept", "application/json, text/yaml;q=0.5"))
			.hasContentType(MediaType.APPLICATION_JSON);
		assertThat(this.api.get().uri(CONFIGURATION).header("Accept", "text/yaml, application/json;q=0.5"))
			.hasContentType(YAML);
	}

	@Test
	void putHonoursIfMatch() {
		create();
		assertThat(put("Deux", "\"1\"")).hasStatusOk().hasHeader("ETag", "\"2\"");
		assertProblem(put("Trois", "\"1\""), 412);
		assertThat(put("Trois", "\"1\", \"2\"")).hasStatusOk().hasHeader("ETag", "\"3\"");
		assertThat(put("Quatre", "*")).hasStatusOk().hasHeader("ETag", "\"4\"");
	}

	@Test
	void putWithWeakOrForeignTagLoses() {
		create();
		assertProblem(put("Deux", "W/\"1\""), 412);
		assertProblem(put("Deux", "\"abc\""), 412);
		assertProblem(put("Deux", "\"01\""), 412);
	}

	@Test
	void putWithGarbledTagIsABadRequest() {
		create();
		for (String garbled : List.of("1", "\"1", "\"1\" \"2\"", "", "\"1\", *", "x".repeat(2000))) {
			assertProblem(put("Deux", garbled), 400);
		}
	}

	@Test
	void putWithoutIfMatchIsTaken() {
		create();
		assertThat(send(HttpMethod.PUT, CONFIGURATION, MediaType.APPLICATION_JSON, document("Deux"))).hasStatusOk()
			.hasHeader("ETag", "\"2\"");
	}

	@Test
	void putForAnUnknownEstablishmentIsNotFound() {
		assertProblem(put("Deux", "*"), 404);
		assertProblem(this.api.get().uri(CONFIGURATION).exchange(), 404);
	}

	@Test
	void putWithAnotherUaiThanThePathsIsRefused() {
		create();
		MvcTestResult refused = send(HttpMethod.PUT, CONFIGURATION, MediaType.APPLICATION_JSON,
				document("X").replace("0330001A", "0330002B"));
		assertProblem(refused, 422).bodyJson().extractingPath("$.faults[0].path").isEqualTo("uai");
	}

	@Test
	void lowerCaseUaiInThePathIsTheSameEstablishment() {
		create();
		assertThat(this.api.get().uri(ALL + "/0330001a/configuration")).hasStatusOk();
	}

	@Test
	void tooLargeABodyIsRefused() {
		assertProblem(send(HttpMethod.POST, ALL, YAML, "#" + "x".repeat(600 * 1024)), 413);
	}

	@Test
	void otherTypesAndMethodsAreProblems() {
		create();
		assertProblem(send(HttpMethod.PUT, CONFIGURATION, MediaType.TEXT_PLAIN, "x"), 415);
		assertProblem(this.api.patch().uri(CONFIGURATION).exchange(), 405);
		assertProblem(this.api.get().uri(CONFIGURATION).header("Accept", "image/png").exchange(), 406);
	}

	@Test
	void patchChangesWhatItNames() {
		create();
		MvcTestResult patched = send(HttpMethod.PATCH, ONE + "/espaces/parent", MediaType.APPLICATION_JSON,
				"{\"published\": true, \"delegations\": [\"atrium\"]}");
		assertThat(patched).hasStatusOk()
			.hasHeader("ETag", "\"2\"")
			.bodyJson()
			.extractingPath("$.espaces.parent.delegations[0]")
			.isEqualTo("atrium");
	}

	@Test
	void patchWithUnknownNullOrNothingIsRefused() {
		create();
		for (String body : List.of("{\"publishd\": true}", "{\"published\": null}", "{}", "{\"published\": \"yes\"}",
				"{\"delegations\": [\"nobody\"]}")) {
			assertProblem(send(HttpMethod.PATCH, ONE + "/espaces/parent", MediaType.APPLICATION_JSON, body), 422);
		}
		assertProblem(send(HttpMethod.PATCH, ONE + "/espaces/parents", MediaType.APPLICATION_JSON, "{}"), 404);
		assertThat(this.api.get().uri(CONFIGURATION)).hasHeader("ETag", "\"1\"");
	}

	@Test
	void publicationClosesAllWithAReason() {
		create();
		MvcTestResult closed = send(HttpMethod.PUT, ONE + "/publication", MediaType.APPLICATION_JSON,
				"{\"published\": false, \"reason\": \"Travaux\"}");
		assertThat(closed).hasStatusOk().bodyJson().extractingPath("$.closedReason").isEqualTo("Travaux");
		assertProblem(send(HttpMethod.PUT, ONE + "/publication", MediaType.APPLICATION_JSON, "{\"reason\": \"x\"}"),
				422);
	}

	@Test
	void deleteNeedsTheUaiTwice() {
		create();
		assertProblem(this.api.delete().uri(ONE).exchange(), 400);
		assertProblem(this.api.delete().uri(ONE + "?confirm=0330002B").exchange(), 400);
		assertThat(this.api.delete().uri(ONE + "?confirm=0330001A")).hasStatus(204);
		assertProblem(this.api.get().uri(CONFIGURATION).exchange(), 404);
	}

	@Test
	void historyNamesAuthorAndCommentAndRestores() {
		create();
		this.api.put()
			.uri(CONFIGURATION)
			.contentType(MediaType.APPLICATION_JSON)
			.content(document("Deux"))
			.header("Passerelle-Comment", "rentr%C3%A9e")
			.principal(() -> "admin")
			.exchange();
		assertThat(this.api.get().uri(CONFIGURATION + "/versions")).bodyJson()
			.extractingPath("$[0]")
			.asMap()
			.containsEntry("number", 2)
			.containsEntry("author", "admin")
			.containsEntry("comment", "rentrée");
		assertThat(this.api.get().uri(CONFIGURATION + "/versions/1")).bodyJson()
			.extractingPath("$.document.name")
			.isEqualTo("Jean-Moulin");
		assertThat(this.api.post().uri(CONFIGURATION + "/versions/1/restore?comment=retour")).hasStatusOk()
			.hasHeader("ETag", "\"3\"");
		assertProblem(this.api.get().uri(CONFIGURATION + "/versions/9").exchange(), 404);
		assertThat(this.events).extracting((event) -> event.change().comment())
			.containsExactly(null, "rentrée", "retour");
	}

	@Test
	void tooLongACommentIsABadRequest() {
		create();
		assertProblem(this.api.post().uri(CONFIGURATION + "/versions/1/restore?comment=" + "x".repeat(501)).exchange(),
				400);
	}

	@Test
	void listIsPagedAndSearched() {
		for (int i = 1; i <= 5; i++) {
			send(HttpMethod.POST, ALL, MediaType.APPLICATION_JSON,
					document((i == 3) ? "Été" : "Collège " + i).replace("0330001A", "033000" + i + "A")
						.replace("//x.", "//x" + i + "."));
		}
		MvcTestResult page = this.api.get().uri(ALL + "?page=1&size=2").exchange();
		assertThat(page).hasHeader("Passerelle-Total", "5")
			.hasHeader("Link", "</api/v1/establishments?q=&page=2&size=2>; rel=\"next\"")
			.bodyJson()
			.extractingPath("$[*].uai")
			.asArray()
			.containsExactly("0330003A", "0330004A");
		assertThat(this.api.get().uri(ALL + "?q=ete")).bodyJson()
			.extractingPath("$[*].name")
			.asArray()
			.containsExactly("Été");
		assertThat(this.api.get().uri(ALL + "?q=college 4&sort=name")).bodyJson()
			.extractingPath("$[*].uai")
			.asArray()
			.containsExactly("0330004A");
		assertThat(this.api.get().uri(ALL + "?sort=name&size=1")).hasHeader("Link",
				"</api/v1/establishments?q=&sort=name&page=1&size=1>; rel=\"next\"");
		assertProblem(this.api.get().uri(ALL + "?size=0").exchange(), 400);
		assertProblem(this.api.get().uri(ALL + "?sort=age").exchange(), 400);
	}

	@Test
	void listHasOnlyWhatTheCallerMaySee() {
		create();
		send(HttpMethod.POST, ALL, MediaType.APPLICATION_JSON,
				document("Autre").replace("0330001A", "0330002B").replace("//x.", "//y."));
		this.grant = new Grant(Set.of(new Uai("0330002B")), true);
		assertThat(this.api.get().uri(ALL)).hasHeader("Passerelle-Total", "1")
			.bodyJson()
			.extractingPath("$[*].uai")
			.asArray()
			.containsExactly("0330002B");
		this.grant = Grant.NONE;
		assertThat(this.api.get().uri(ALL)).hasHeader("Passerelle-Total", "0").bodyJson().isEqualTo("[]");
	}

	@Test
	void historyIsPagedAndFiltered() {
		create();
		for (int i = 2; i <= 5; i++) {
			String author = (i == 3) ? "m curie" : "admin";
			this.api.put()
				.uri(CONFIGURATION)
				.contentType(MediaType.APPLICATION_JSON)
				.content(document("Nom " + i))
				.principal(() -> author)
				.exchange();
		}
		assertThat(this.api.get().uri(CONFIGURATION + "/versions?page=1&size=2")).hasHeader("Passerelle-Total", "5")
			.hasHeader("Link", "<" + CONFIGURATION + "/versions?page=2&size=2>; rel=\"next\"")
			.bodyJson()
			.extractingPath("$[*].number")
			.asArray()
			.containsExactly(3, 2);
		assertThat(this.api.get().uri(CONFIGURATION + "/versions?author=m curie")).hasHeader("Passerelle-Total", "1");
		assertThat(this.api.get().uri(CONFIGURATION + "/versions?author=admin&size=1")).hasHeader("Link",
				"<" + CONFIGURATION + "/versions?author=admin&page=1&size=1>; rel=\"next\"");
		assertThat(this.api.get().uri(CONFIGURATION + "/versions?until=2000-01-01T00:00:00Z"))
			.hasHeader("Passerelle-Total", "0");
		assertProblem(this.api.get().uri(CONFIGURATION + "/versions?since=yesterday").exchange(), 400);
	}

	@Test
	void differencesNameWhatDiffersBetweenTwoVersions() {
		create();
		put("Deux", "*");
		assertThat(this.api.get().uri(CONFIGURATION + "/differences?from=1")).bodyJson().isEqualTo("""
				{"from": 1, "to": 2, "total": 1, "differences":
				[{"path": "name", "kind": "CHANGED", "before": "Jean-Moulin", "after": "Deux"}]}""");
		assertThat(this.api.get().uri(CONFIGURATION + "/differences?from=2&to=1")).bodyJson()
			.extractingPath("$.differences[0].after")
			.isEqualTo("Jean-Moulin");
		assertProblem(this.api.get().uri(CONFIGURATION + "/differences?from=9").exchange(), 404);
		assertProblem(this.api.get().uri(CONFIGURATION + "/differences").exchange(), 400);
	}

	@Test
	void mergeShowsWhatALostEditBecomesAndChangesNothing() {
		create();
		put("Deux", "*");
		MvcTestResult merged = send(HttpMethod.POST, CONFIGURATION + "/merge/preview?base=1",
				MediaType.APPLICATION_JSON, document("Jean-Moulin").replace("9000", "9001"));
		assertThat(merged).hasStatusOk().hasHeader("ETag", "\"2\"").bodyJson().extractingPath("$.conflicts").isEmpty();
		assertThat(merged).bodyJson().extractingPath("$.document.upstream").isEqualTo("http://127.0.0.1:9001");
		assertThat(merged).bodyJson().extractingPath("$.document.name").isEqualTo("Deux");
		assertThat(send(HttpMethod.POST, CONFIGURATION + "/merge/preview?base=1", MediaType.APPLICATION_JSON,
				document("Trois")))
			.bodyJson()
			.extractingPath("$.conflicts[0]")
			.asMap()
			.containsEntry("path", "name")
			.containsEntry("mine", "Trois")
			.containsEntry("theirs", "Deux");
		assertThat(this.api.get().uri(CONFIGURATION)).hasHeader("ETag", "\"2\"");
	}

	@Test
	void catalogueIsSearchedAndShown() {
		assertThat(this.api.get().uri("/api/v1/ents?q=atrium")).hasStatusOk()
			.bodyJson()
			.extractingPath("$[0].cas.validation")
			.isEqualTo("SAML1");
		assertThat(this.api.get().uri("/api/v1/ents/atrium-sud")).hasHeader("Passerelle-Catalogue",
				EntCatalog.bundled().revision());
		assertProblem(this.api.get().uri("/api/v1/ents/nobody").exchange(), 404);
		assertProblem(this.api.get().uri("/api/v1/ents?q=" + "x".repeat(201)).exchange(), 400);
	}

	private MvcTestResult create() {
		return send(HttpMethod.POST, ALL, MediaType.APPLICATION_JSON, document("Jean-Moulin"));
	}

	private MvcTestResult put(String name, String ifMatch) {
		return this.api.put()
			.uri(CONFIGURATION)
			.contentType(MediaType.APPLICATION_JSON)
			.header("If-Match", ifMatch)
			.content(document(name))
			.exchange();
	}

	private MvcTestResult send(HttpMethod method, String uri, MediaType type, String body) {
		return this.api.method(method).uri(uri).contentType(type).content(body).exchange();
	}

	private static MvcTestResultAssert assertProblem(MvcTestResult result, int status) {
		MvcTestResultAssert assertion = assertThat(result);
		assertion.hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		return assertion;
	}

	private static String document(String name) {
		return """
				{"uai": "0330001A", "name": "%s", "publicUrl": "https://x.example.fr",
				"upstream": "http://127.0.0.1:9000",
				"delegations": [{"id": "atrium", "label": "Atrium", "protocol": "CAS", "ent": "atrium-sud"}]}"""
			.formatted(name);
	}

}
