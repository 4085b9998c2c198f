package fr.passerelle.tryit.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SampleApplicationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final HttpClient client = HttpClient.newHttpClient();

	private final Clock clock = Clock.fixed(Instant.parse("2026-09-01T08:00:00Z"), ZoneOffset.UTC);

	private final SampleApplication application = new SampleApplication(0,
			new AssertionVerifier(Set.of("http://localhost:8080"), new SigningGateway().keys(), this.clock),
			this.clock);

	@BeforeEach
	void start() {
		this.application.start();
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void namedByTheGatewayThenShownAsText() throws Exception {
		String page = get("/pronote/parent.html?q=%3Cb%3E", "Passerelle-User", "m.dupont", "Passerelle-Name",
				"Zo%C3%A9 %3Cscript%3E+{{facts}}", "Passerelle-Profiles", "TUT,ENS", "Passerelle-Espace", "parent")
			.body();

		assertThat(page).contains("Zoé &lt;script&gt;+{{facts}}", "responsable d’élève (TUT), enseignant (ENS)",
				"<h1>Espace Parents</h1>", "Signature refusée", "q=%3Cb%3E");
		assertThat(page).doesNotContain("Zoé <script>");
	}

	@Test
	void nameBadlyEncodedThenShownAsItCame() throws Exception {
		assertThat(get("/pronote/parent.html", "Passerelle-User", "100%", "Passerelle-Name", "50%zz").body())
			.contains("50%zz", "100%");
	}

	@Test
	void nobodyNamedThenPublicPage() throws Exception {
		HttpResponse<String> page = get("/pronote/etablissement.html");

		assertThat(page.body()).contains("Aucune signature", "ne transmet aucune identité");
		assertThat(page.headers().firstValue("Content-Security-Policy"))
			.hasValueSatisfying((policy) -> assertThat(policy).startsWith("default-src 'none'"));
	}

	@Test
	void assetThenServedAndNothingElseOfTheJar() throws Exception {
		assertThat(get("/pronote/assets/essai.css").headers().firstValue("Content-Type"))
			.hasValue("text/css; charset=utf-8");
		assertThat(get("/pronote/assets/page.html").statusCode()).isEqualTo(404);
		assertThat(get("/pronote/assets/../assets/SampleApplication.class").statusCode()).isEqualTo(404);
	}

	@Test
	void liveThenTheTimeComesAsEvents() throws Exception {
		HttpResponse<InputStream> events = this.client.send(
				HttpRequest.newBuilder(this.application.uri().resolve("/pronote/parent/live")).build(),
				HttpResponse.BodyHandlers.ofInputStream());

		try (BufferedReader lines = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
			assertThat(lines.readLine()).isEqualTo("data: 10:00:00");
			assertThat(lines.readLine()).isEmpty();
		}
	}

	private HttpResponse<String> get(String target, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.application.uri().resolve(target)).timeout(PATIENCE);
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
