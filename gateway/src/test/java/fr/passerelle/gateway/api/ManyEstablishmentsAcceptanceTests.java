package fr.passerelle.gateway.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.Passerelle;
import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The program over a store that holds ten thousand establishments, as an earlier version
 * of it left them.
 */
class ManyEstablishmentsAcceptanceTests {

	private static final int MANY = 10_000;

	private static final String ALL = "/api/v1/establishments";

	private static final Pattern ROW = Pattern.compile("<code class=\"code\">([0-9]{7}[A-Z])</code>");

	private static final Pattern BACKUP = Pattern.compile("/console/backups/passerelle-[0-9-]+-manual");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	@SuppressWarnings("NullAway.Init")
	private static ConfigurableApplicationContext program;

	private static int port;

	@BeforeAll
	static void start(@TempDir Path folder) {
		try (TestDatabase database = TestDatabase.embedded(folder)) {
			database.transactions().executeWithoutResult((status) -> fill(database));
		}
		program = Passerelle.application()
			.run("--server.port=0", "--passerelle.data-dir=" + folder, "--passerelle.admin.password=Chosen-1");
		port = program.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@AfterAll
	static void stop() {
		program.close();
	}

	@Test
	void everyPageTogetherIsAllOfThemOnce() throws Exception {
		Set<String> seen = new TreeSet<>();
		String next = ALL + "?size=1000";
		for (int pages = 0; pages < 100 && !next.isEmpty(); pages++) {
			HttpResponse<String> page = get(next);
			assertThat(page.headers().firstValue("Passerelle-Total")).contains("" + MANY);
			JSON.readTree(page.body()).forEach((line) -> assertThat(seen.add(line.path("uai").asString())).isTrue());
			next = page.headers().firstValue("Link").map((link) -> link.substring(1, link.indexOf('>'))).orElse("");
		}
		assertThat(seen).hasSize(MANY);
	}

	@Test
	void searchFindsOneByNameByUaiAndByAddress() throws Exception {
		for (String question : new String[] { "ete%204321", "COLLEGE%20%C3%A9t%C3%A9%204321", uai(4321),
				"s4321.example.fr" }) {
			JsonNode found = JSON.readTree(get(ALL + "?q=" + question).body());
			assertThat(found).extracting((line) -> line.path("uai").asString()).containsExactly(uai(4321));
		}
		assertThat(get(ALL + "?q=ete%20432&size=5").headers().firstValue("Passerelle-Total")).contains("20");
	}

	@Test
	void changeOfOneIsInEffectInTheListAndNowhereElse() throws Exception {
		String one = ALL + "/" + uai(77);
		HttpResponse<String> changed = send(request(one + "/configuration").header("Content-Type", "application/json")
			.PUT(BodyPublishers.ofString(document(77).replace("Collège Été 77", "Zola"))));
		assertThat(changed.statusCode()).isEqualTo(200);
		assertThat(JSON.readTree(get(ALL + "?q=zola").body())).hasSize(1);
		HttpResponse<String> host = send(request(ALL).header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(document(1).replace(uai(1), "0999999Z"))));
		assertThat(host.statusCode()).isEqualTo(422);
		assertThat(host.body()).contains(uai(1));
		assertThat(get(ALL + "?q=ete").headers().firstValue("Passerelle-Total")).contains("" + (MANY - 1));
		assertThat(send(request(one + "/configuration/versions/1/restore").POST(BodyPublishers.noBody())).statusCode())
			.isEqualTo(200);
	}

	@Test
	void consoleShowsThemPageByPageAndFindsOne() {
		ConsoleBrowser browser = console();
		assertThat(browser.get("/console/").headers().firstValue("Location").orElseThrow())
			.endsWith("/console/establishments");
		String first = browser.get("/console/establishments").body();
		assertThat(first).contains("10\u202f000 établissements", "Page 1 sur 200");
		assertThat(rows(first)).hasSize(50);
		String last = browser.get("/console/establishments?page=199").body();
		assertThat(last).contains("Page 200 sur 200").doesNotContain("rel=\"next\"");
		assertThat(rows(last)).hasSize(50).doesNotContainAnyElementsOf(rows(first));
		String found = browser.get("/console/establishments?q=ete%204321").body();
		assertThat(found).contains("Un établissement").doesNotContain("class=\"pager\"");
		assertThat(rows(found)).containsExactly(uai(4321));
	}

	@Test
	void consoleShowsTheFirstOfABackup() {
		ConsoleBrowser browser = console();
		String form = browser.get("/console/backups").body();
		String list = browser.follow(browser.post("/console/backups", form, Map.of("comment", ""))).body();
		Matcher name = BACKUP.matcher(list);
		assertThat(name.find()).as(list).isTrue();
		String inside = browser.get(name.group()).body();
		assertThat(inside.split("<th scope=\"row\">", -1)).hasSize(201);
		assertThat(inside).contains("Et 9\u202f800 autres");
	}

	private static ConsoleBrowser console() {
		ConsoleBrowser browser = new ConsoleBrowser("http://127.0.0.1:" + port, "127.0.0.1");
		assertThat(browser.signIn("admin", "Chosen-1").statusCode()).isEqualTo(303);
		return browser;
	}

	/** The codes of those on a page of the list. */
	private static List<String> rows(String page) {
		return ROW.matcher(page).results().map((row) -> row.group(1)).toList();
	}

	private static void fill(TestDatabase database) {
		for (int i = 0; i < MANY; i++) {
			database.jdbc()
				.sql("INSERT INTO establishment (uai, authority, version) VALUES (?, ?, 1)")
				.params(uai(i), "s" + i + ".example.fr")
				.update();
			database.jdbc()
				.sql("INSERT INTO establishment_version (uai, number, author, accepted_at, document, resolved) "
						+ "VALUES (?, 1, 'import', 0, ?, '{}')")
				.params(uai(i), document(i))
				.update();
		}
	}

	private static String uai(int number) {
		return String.format(Locale.ROOT, "%07d%c", number, 'A' + number % 26);
	}

	private static String document(int number) {
		return """
				{"uai": "%s", "name": "Collège Été %d", "publicUrl": "https://s%d.example.fr",
				"upstream": "http://127.0.0.1:9000", "espaces": {"parent": {"directLogin": true}}}"""
			.formatted(uai(number), number, number);
	}

	private static HttpResponse<String> get(String path) throws Exception {
		HttpResponse<String> answer = send(request(path));
		assertThat(answer.statusCode()).isEqualTo(200);
		return answer;
	}

	private static HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.header("Authorization", RunningGateway.basic(RunningGateway.ADMIN));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return CLIENT.send(request.build(), BodyHandlers.ofString());
	}

}
