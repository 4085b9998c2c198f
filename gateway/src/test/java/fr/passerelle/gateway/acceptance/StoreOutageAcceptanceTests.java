package fr.passerelle.gateway.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.EchoApplication;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.RunningProgram;
import fr.passerelle.gateway.testkit.TestBrowser;
import fr.passerelle.mockcas.MockCasServer;
import fr.passerelle.mockcas.People;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The store goes away under a running program: whoever is inside stays, everybody else
 * gets a clear answer at once, and nothing is acknowledged that is not kept.
 */
@SuppressWarnings("NullAway.Init")
class StoreOutageAcceptanceTests {

	private static final Pattern TOKEN = Pattern.compile("name=\"passerelle-token\"[^>]*value=\"([^\"]+)\"");

	@TempDir
	private Path folder;

	private Path work;

	private MockCasServer ent;

	private final EchoApplication application = new EchoApplication();

	private String site;

	private final TestBrowser inside = new TestBrowser();

	private final TestBrowser entering = new TestBrowser();

	private final TestBrowser local = new TestBrowser();

	private Reply ticket;

	private Reply form;

	@BeforeEach
	void begin() throws IOException {
		this.work = Files.createDirectory(this.folder.resolve("work"));
		this.ent = MockCasServer.server().people(People.standard("0330001A")).build();
		this.ent.start();
	}

	@AfterEach
	void end() {
		this.ent.close();
	}

	@Test
	void whenTheDataDirectoryIsTakenAwayThenNothingMoreIsAcknowledged() throws Exception {
		try (RunningProgram program = RunningProgram.start(this.work, Map.of("PASSERELLE_PROBE_ENABLED", "false"))) {
			prepare(program);
			remove(this.work.resolve("data"));
			assertThatStoreIsMissed();
			await().untilAsserted(() -> assertThat(status("/actuator/health/readiness")).isEqualTo(503));
			assertThat(this.inside.get(this.site + "/pronote/parent.html?again").status()).isEqualTo(200);
			assertThat(program.output().lines().filter((line) -> line.contains("no longer the file that was opened")))
				.hasSize(1);
		}
	}

	@Test
	void whenTheDatabaseServerStopsThenAnswersAreClearAndAllGoesOnAfterwards() throws Exception {
		EmbeddedPostgres server = EmbeddedPostgres.start();
		try (RunningProgram program = RunningProgram.start(this.work, Map.of("PASSERELLE_PROBE_ENABLED", "false"),
				"--spring.datasource.url=" + server.getJdbcUrl("postgres", "postgres"))) {
			prepare(program);
			server.close();
			assertThatStoreIsMissed();
			assertThat(status("/actuator/health/readiness")).as("people inside go on").isEqualTo(200);
			assertThat(this.inside.get(this.site + "/pronote/parent.html?again").status()).isEqualTo(200);
		}
		finally {
			server.close();
		}
	}

	private void prepare(RunningProgram program) throws Exception {
		program.ready();
		this.site = "http://localhost:" + program.port();
		assertThat(program
			.send("POST", "/api/v1/establishments",
					"""
							{"uai": "0330001A", "name": "Essai", "publicUrl": "%s", "published": true, "upstream": "%s",
							"delegations": [{"id": "ent", "label": "ENT", "protocol": "CAS",
							"cas": {"serverUrl": "%s", "validation": "CAS2"}}],
							"espaces": {"parent": {"published": true, "delegations": ["ent"], "directLogin": true}}}"""
						.formatted(this.site, this.application.url(), this.ent.url()))
			.statusCode()).isEqualTo(201);
		this.inside.signIn(this.site + "/pronote/parent.html", "mdupont").isEcho();
		this.ticket = this.entering.ticketFor(this.entering.open(this.site + "/pronote/parent.html?a=1"), "mdupont");
		this.form = this.local.get(this.site + "/pronote/parent.html?login=true");
	}

	private void assertThatStoreIsMissed() {
		Reply login = this.entering.get(this.ticket.location()).isRefused(ErrorCode.STORE_UNAVAILABLE);
		assertThat(login.header("Retry-After")).isNotEmpty();
		assertThat(login.header("Content-Type")).startsWith("text/html");
		assertThat(login.body()).contains("/pronote/parent.html?a=1").doesNotContain("ticket=");
		Matcher token = TOKEN.matcher(this.form.body());
		assertThat(token.find()).isTrue();
		this.local
			.post(this.site + "/pronote/parent.html?login=true",
					"username=x.y&password=something-long&passerelle-token=" + token.group(1))
			.isRefused(ErrorCode.STORE_UNAVAILABLE);
		Reply api = admin("PATCH", "/api/v1/establishments/0330001A/espaces/parent", "{\"directLogin\": false}");
		assertThat(api.status()).isEqualTo(503);
		assertThat(api.header("Retry-After")).isNotEmpty();
		assertThat(api.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(api.json().path("detail").asString()).contains("Nothing was changed");
		Reply page = new TestBrowser().post(this.site + "/console/login",
				"username=admin&password=" + RunningProgram.PASSWORD);
		assertThat(page.status()).isIn(403, 303, 503);
		await().untilAsserted(() -> assertThat(status("/actuator/health")).isEqualTo(503));
	}

	private int status(String path) {
		return new TestBrowser().get(this.site + path).status();
	}

	private Reply admin(String method, String path, String body) {
		String basic = Base64.getEncoder()
			.encodeToString(("admin:" + RunningProgram.PASSWORD).getBytes(StandardCharsets.UTF_8));
		return new TestBrowser().send(method, this.site + path, body, "Authorization", "Basic " + basic, "Content-Type",
				"application/json", "Accept", "application/json");
	}

	private static void remove(Path folder) throws IOException {
		try (Stream<Path> all = Files.walk(folder)) {
			List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
			for (Path file : deepestFirst) {
				Files.deleteIfExists(file);
			}
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

}
