package fr.passerelle.gateway.api;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Backups through the whole program, put back in service a moment after they were made:
 * the tests that share the program keep what they need.
 */
class BackupsApiTests extends RunningGateway {

	private static final String ALL = "/api/v1/backups";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@Test
	void aBackupIsMadeSeenAndPutBackInService() throws Exception {
		create("0330701A", "Louise-Michel");
		HttpResponse<String> made = send(asAdmin(ALL + "?comment=before").POST(text("")));
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		String name = json(made).path("name").asString();
		assertThat(made.headers().firstValue("Location")).contains(ALL + "/" + name);
		assertThat(json(send(asAdmin(ALL))).path("backups").valueStream()).anySatisfy((backup) -> {
			assertThat(backup.path("name").asString()).isEqualTo(name);
			assertThat(backup.path("madeBy").asString()).isEqualTo("admin");
			assertThat(backup.path("comment").asString()).isEqualTo("before");
			assertThat(backup.path("kind").asString()).isEqualTo("MANUAL");
		});
		String etag = put("0330701A", "Other");
		JsonNode inside = json(send(asAdmin(ALL + "/" + name)));
		assertThat(effect(inside, "0330701A")).isEqualTo("CHANGED");
		assertThat(inside.path("administrators").isArray()).isTrue();
		assertThat(send(asAdmin(ALL + "/" + name + "/restore").POST(text(""))).statusCode()).isEqualTo(400);
		assertThat(send(asAdmin(ALL + "/" + name + "/restore?confirm=yes").POST(text(""))).statusCode()).isEqualTo(400);
		HttpResponse<String> restored = send(asAdmin(ALL + "/" + name + "/restore?confirm=" + name).POST(text("")));
		assertThat(restored.statusCode()).as(restored.body()).isEqualTo(200);
		assertThat(json(restored).path("kept").asString()).endsWith("-before-restore");
		HttpResponse<String> now = send(asAdmin(configuration("0330701A")));
		assertThat(json(now).path("name").asString()).isEqualTo("Louise-Michel");
		HttpResponse<String> late = send(asAdmin(configuration("0330701A")).header("Content-Type", "application/json")
			.header("If-Match", etag)
			.PUT(text(document("0330701A", "Late"))));
		assertThat(late.statusCode()).isEqualTo(412);
	}

	@Test
	void aBackupIsTakenAwayAndBroughtBack() throws Exception {
		String name = json(send(asAdmin(ALL).POST(text("")))).path("name").asString();
		HttpResponse<byte[]> content = bytes(ALL + "/" + name + "/content");
		assertThat(content.statusCode()).isEqualTo(200);
		assertThat(content.headers().firstValue("Content-Type")).contains("application/zip");
		assertThat(content.headers().firstValue("Content-Disposition").orElse("")).contains(name + ".zip");
		HttpResponse<String> uploaded = send(asAdmin(ALL).header("Content-Type", "application/zip")
			.POST(BodyPublishers.ofByteArray(content.body())));
		assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(201);
		assertThat(json(uploaded).path("kind").asString()).isEqualTo("UPLOADED");
		assertThat(send(asAdmin(ALL + "/" + json(uploaded).path("name").asString())).statusCode()).isEqualTo(200);
	}

	@Test
	void whatIsNoBackupIsRefusedWithItsReason() throws Exception {
		HttpResponse<String> refused = send(
				asAdmin(ALL).header("Content-Type", "application/zip").POST(text("no backup")));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(json(refused).path("reason").asString()).isEqualTo("NOT_A_BACKUP");
		assertThat(json(refused).path("detail").asString()).startsWith("Nothing was changed");
	}

	@Test
	void aNameThatIsNoneIsNotFoundAndLeadsNowhere() throws Exception {
		for (String name : new String[] { "passerelle-20260901-055800-000-manual", "passerelle.db", "x" }) {
			assertThat(send(asAdmin(ALL + "/" + name)).statusCode()).isEqualTo(404);
			assertThat(send(asAdmin(ALL + "/" + name + "/content")).statusCode()).isEqualTo(404);
			assertThat(send(asAdmin(ALL + "/" + name + "/restore?confirm=" + name).POST(text(""))).statusCode())
				.isEqualTo(404);
		}
		assertThat(send(asAdmin(ALL + "/..%2Fpasserelle.db/content")).statusCode()).isBetween(400, 421);
	}

	@Test
	void theAgeOfTheLastOneIsMeasured() throws Exception {
		send(asAdmin(ALL).POST(text("")));
		assertThat(send(asAdmin("/actuator/prometheus")).body()).containsPattern("passerelle_backup_age_seconds \\d");
	}

	private HttpResponse<byte[]> bytes(String path) throws Exception {
		return HttpClient.newHttpClient().send(asAdmin(path).build(), BodyHandlers.ofByteArray());
	}

	private void create(String uai, String name) throws Exception {
		HttpResponse<String> created = send(asAdmin("/api/v1/establishments").header("Content-Type", "application/json")
			.POST(text(document(uai, name))));
		assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
	}

	private String put(String uai, String name) throws Exception {
		HttpResponse<String> changed = send(
				asAdmin(configuration(uai)).header("Content-Type", "application/json").PUT(text(document(uai, name))));
		assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
		return changed.headers().firstValue("ETag").orElseThrow();
	}

	private static String effect(JsonNode inside, String uai) {
		return inside.path("establishments")
			.valueStream()
			.filter((step) -> step.path("uai").asString().equals(uai))
			.map((step) -> step.path("effect").asString())
			.findFirst()
			.orElse("none");
	}

	private static String configuration(String uai) {
		return "/api/v1/establishments/" + uai + "/configuration";
	}

	private static String document(String uai, String name) {
		return """
				{"uai": "%s", "name": "%s", "publicUrl": "https://%s.example.fr", "upstream": "http://127.0.0.1:9",
				"espaces": {"parent": {"published": true}}}""".formatted(uai, name, uai.toLowerCase(Locale.ROOT));
	}

	private static JsonNode json(HttpResponse<String> answer) {
		return JSON.readTree(answer.body());
	}

}
