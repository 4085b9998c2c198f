package fr.passerelle.gateway.acceptance;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

import fr.passerelle.gateway.testkit.LocalGateway;
import fr.passerelle.gateway.testkit.LoopbackPort;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A backup put back in service, as visitors see it; and in a new installation.
 */
class BackupAcceptanceTests extends Acceptance {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void theNextVisitorMeetsWhatWasRestoredAndWhoIsInsideStays() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		String name = JSON.readTree(this.world.admin("POST", "/backups", "").body()).path("name").asString();
		Reply changed = this.world.admin("PATCH", "/establishments/0330001A/espaces/parent",
				"{\"delegations\": [\"littoral\"]}", "Content-Type", "application/json");
		assertThat(changed.status()).as(changed.body()).isEqualTo(200);
		new TestBrowser().get(college("/pronote/parent.html")).isRedirectStarting(this.world.littoral.url() + "/login");
		Reply restored = this.world.admin("POST", "/backups/" + name + "/restore?confirm=" + name, "");
		assertThat(restored.status()).as(restored.body()).isEqualTo(200);
		new TestBrowser().get(college("/pronote/parent.html")).isRedirectStarting(loginFor("/pronote/parent.html"));
		this.browser.get(college("/pronote/parent.html")).isEcho();
	}

	@Test
	void aNewInstallationTakesEverythingOver(@TempDir Path data) throws Exception {
		String name = JSON.readTree(this.world.admin("POST", "/backups", "").body()).path("name").asString();
		byte[] file = this.client
			.send(request(this.world.port, "/backups/" + name + "/content").build(), BodyHandlers.ofByteArray())
			.body();
		int port = LoopbackPort.free();
		try (LocalGateway other = start(port, data)) {
			assertThat(other.isRunning()).isTrue();
			HttpResponse<String> taken = send(request(port, "/backups").header("Content-Type", "application/zip")
				.POST(BodyPublishers.ofByteArray(file)));
			assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
			String here = JSON.readTree(taken.body()).path("name").asString();
			HttpResponse<String> restored = send(
					request(port, "/backups/" + here + "/restore?confirm=" + here).POST(BodyPublishers.noBody()));
			assertThat(restored.statusCode()).as(restored.body()).isEqualTo(200);
			JsonNode done = JSON.readTree(restored.body());
			assertThat(done.path("added").asInt()).isEqualTo(2);
			assertThat(done.path("people").asInt()).isEqualTo(2);
			String configuration = "/establishments/0330001A/configuration";
			assertThat(send(request(port, configuration)).body())
				.isEqualTo(this.world.admin("GET", configuration, null).body());
		}
	}

	private static LocalGateway start(int port, Path data) {
		return LocalGateway.start(port, data.resolve("data"),
				"--passerelle.admin.password=" + World.ADMIN.split(":", 2)[1]);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	private static HttpRequest.Builder request(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path))
			.header("Accept", "application/json, application/zip")
			.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(World.ADMIN.getBytes(StandardCharsets.UTF_8)));
	}

}
