package fr.passerelle.gateway.api;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.plan.PlannedChange;
import fr.passerelle.gateway.plan.Plans;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Planned changes through the whole program, with its own clock.
 */
class PlansApiTests extends RunningGateway {

	private static final String ALL = "/api/v1/establishments";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final AtomicInteger AUTHORS = new AtomicInteger();

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Plans plans;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private JdbcClient jdbc;

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

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PATCH  | /api/v1/administrators/%1$s | {"locked":true}
			PATCH  | /api/v1/administrators/%1$s | {"grant":{"platform":true,"readOnly":true}}
			DELETE | /api/v1/administrators/%1$s | ''
			PATCH  | /api/v1/administrators/%1$s | {"grant":{"establishments":["0330805A"]}}
			""")
	void planOfSomebodyWhoLostTheRightIsNotAppliedAndIsShown(String method, String change, String body)
			throws Exception {
		String uai = "033081%dA".formatted(AUTHORS.incrementAndGet());
		String plans = create(uai) + "/plans";
		if (AUTHORS.get() == 1) {
			create("0330805A");
		}
		String author = "author" + AUTHORS.get();
		assertThat(send(asAdmin("/api/v1/administrators").header("Content-Type", "application/json")
			.POST(text("{\"username\":\"" + author + "\",\"grant\":{\"platform\":true}}"))).statusCode())
			.isEqualTo(201);
		PlannedChange plan = this.plans.plan(
				new Uai(uai), 1, ConfigurationDocument
					.parse(document(uai, "Louise-Michel").getBytes(StandardCharsets.UTF_8), Format.JSON),
				Instant.now().plus(Duration.ofDays(1)), new Change(author, null));
		assertThat(send(
				asAdmin(change.formatted(author)).header("Content-Type", "application/json").method(method, text(body)))
			.statusCode()).isIn(200, 204);
		JsonNode seen = settled(plans, plan);
		assertThat(seen.path("state").asString()).isEqualTo("FAILED");
		assertThat(seen.path("failure").path("kind").asString()).isEqualTo("AUTHOR");
	}

	@Test
	void planMadeByATokenEndsWithIt() throws Exception {
		String plans = create("0330807A") + "/plans";
		HttpResponse<String> made = send(asAdmin("/api/v1/tokens").header("Content-Type", "application/json")
			.POST(text("{\"name\":\"n\",\"expires\":\"" + Instant.now().plus(Duration.ofDays(2)) + "\"}")));
		JsonNode token = JSON.readTree(made.body());
		String document = document("0330807A", "Louise-Michel");
		assertReason(planBy(token, plans, Instant.now().plus(Duration.ofDays(3)), document), 422, "TOKEN_ENDS");
		HttpResponse<String> planned = planBy(token, plans, Instant.now().plus(Duration.ofDays(1)), document);
		assertThat(planned.statusCode()).isEqualTo(201);
		assertThat(send(asAdmin("/api/v1/tokens/" + token.path("id").asString()).DELETE()).statusCode()).isEqualTo(204);
		String id = JSON.readTree(planned.body()).path("id").asString();
		JsonNode seen = settled(plans, this.plans.get(new Uai("0330807A"), id));
		assertThat(seen.path("failure").path("kind").asString()).isEqualTo("AUTHOR");
	}

	private HttpResponse<String> planBy(JsonNode token, String plans, Instant at, String document) throws Exception {
		return send(request(plans + "?at=" + at).header("Authorization", "Bearer " + token.path("token").asString())
			.header("Content-Type", "application/json")
			.POST(text(document)));
	}

	/** Its day comes now. */
	private JsonNode settled(String plans, PlannedChange plan) throws Exception {
		this.jdbc.sql("UPDATE planned_change SET due_at = 1 WHERE id = ?").param(plan.id()).update();
		this.plans.tick();
		return Awaitility.await()
			.until(() -> JSON.readTree(send(asAdmin(plans + "/" + plan.id())).body()),
					(seen) -> !seen.path("state").asString().equals("PLANNED"));
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
