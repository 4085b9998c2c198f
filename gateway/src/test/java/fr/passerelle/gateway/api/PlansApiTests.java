package fr.passerelle.gateway.api;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Planned changes through the whole program, with its own clock.
 */
class PlansApiTests extends RunningGateway {

	private static final String ALL = "/api/v1/establishments";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final String tomorrow = Instant.now().plus(Duration.ofDays(1)).toString();

	@Test
	void planIsMadeSeenAndTakenBack() throws Exception {
		String plans = create("0330801A") + "/plans";
		HttpResponse<String> made = plan(plans, this.tomorrow, document("0330801A", "Louise-Michel"), "\"1\"");
		assertThat(made.statusCode()).isEqualTo(201);
		String place = made.headers().firstValue("Location").orElseThrow();
		assertThat(place).startsWith(plans + "/");
		JsonNode seen = JSON.readTree(send(asAdmin(place)).body());
		assertThat(seen.path("state").asString()).isEqualTo("PLANNED");
		assertThat(seen.path("author").asString()).isEqualTo("admin");
		assertThat(seen.path("comment").asString()).isEqualTo("rentree");
		assertThat(seen.path("document").path("name").asString()).isEqualTo("Louise-Michel");
		assertThat(JSON.readTree(send(asAdmin(plans)).body())).hasSize(1).allMatch((plan) -> !plan.has("document"));
		assertThat(send(asAdmin(place).DELETE()).statusCode()).isEqualTo(204);
		assertThat(send(asAdmin(place).DELETE()).statusCode()).isEqualTo(409);
		assertThat(JSON.readTree(send(asAdmin(place)).body()).path("state").asString()).isEqualTo("CANCELLED");
	}

	@Test
	void planThatCannotWaitIsRefusedWithItsReason() throws Exception {
		String plans = create("0330802A") + "/plans";
		String document = document("0330802A", "Louise-Michel");
		assertReason(plan(plans, "2001-01-01T00:00:00Z", document, "*"), 422, "PAST");
		assertReason(plan(plans, this.tomorrow, document("0330802A", "Jean-Moulin"), "*"), 422, "NOTHING_CHANGES");
		assertThat(plan(plans, "tomorrow", document, "*").statusCode()).isEqualTo(400);
		assertThat(plan(plans, this.tomorrow, "{\"uai\": \"0330802A\"}", "*").statusCode()).isEqualTo(422);
		assertThat(plan(plans, this.tomorrow, document, "\"7\"").statusCode()).isEqualTo(404);
		assertThat(send(asAdmin(ALL + "/0330802A/configuration").header("Content-Type", "application/json")
			.PUT(text(document("0330802A", "Marie-Curie")))).statusCode()).isEqualTo(200);
		HttpResponse<String> conflict = plan(plans, this.tomorrow, document, "\"1\"");
		assertReason(conflict, 409, "CONFLICT");
		assertThat(JSON.readTree(conflict.body()).path("conflicts").path(0).asString()).isEqualTo("name");
	}

	@Test
	void unknownPlansAndEstablishmentsAreNotFound() throws Exception {
		String plans = create("0330803A") + "/plans";
		assertThat(send(asAdmin(plans + "/nobody")).statusCode()).isEqualTo(404);
		assertThat(send(asAdmin(plans + "/nobody").DELETE()).statusCode()).isEqualTo(404);
		assertThat(send(asAdmin(ALL + "/0339999Z/plans")).statusCode()).isEqualTo(404);
	}

	private String create(String uai) throws Exception {
		assertThat(
				send(asAdmin(ALL).header("Content-Type", "application/json").POST(text(document(uai, "Jean-Moulin"))))
					.statusCode())
			.isEqualTo(201);
		return ALL + "/" + uai;
	}

	private HttpResponse<String> plan(String plans, String at, String document, String base) throws Exception {
		return send(asAdmin(plans + "?comment=rentree&at=" + at).header("Content-Type", "application/json")
			.header("If-Match", base)
			.POST(text(document)));
	}

	private static void assertReason(HttpResponse<String> answer, int status, String reason) {
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(JSON.readTree(answer.body()).path("reason").asString()).isEqualTo(reason);
	}

	private static String document(String uai, String name) {
		return """
				{"uai": "%s", "name": "%s", "publicUrl": "https://%s.example.fr",
				"upstream": "http://127.0.0.1:9000"}""".formatted(uai, name, uai);
	}

}
