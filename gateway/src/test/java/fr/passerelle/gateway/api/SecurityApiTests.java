package fr.passerelle.gateway.api;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.suspension.AdministratorSuspensions;
import fr.passerelle.gateway.suspension.Attempt;
import fr.passerelle.gateway.suspension.RulesInEffect;
import fr.passerelle.gateway.suspension.SecurityRulesDraft;
import fr.passerelle.gateway.suspension.SuspendedAddresses;
import fr.passerelle.gateway.suspension.Suspensions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SecurityApiTests extends RunningGateway {

	private static final Actor TEST = new Actor("test", "127.0.0.1");

	private final JsonMapper json = JsonMapper.builder().build();

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Suspensions visitors;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private AdministratorSuspensions administrators;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private SuspendedAddresses suspended;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private RulesInEffect rules;

	@BeforeEach
	void suspendTwo() {
		for (int i = 0; i < 5; i++) {
			this.visitors.recordFailure("203.0.113.21");
			this.administrators.counts().recordFailure("203.0.113.22");
		}
	}

	@AfterEach
	void release() {
		this.suspended.releaseAll(null, TEST);
		var before = new SecurityRulesDraft(5, Duration.ofMinutes(10), Duration.ofMinutes(15), List.of());
		this.rules.change(before, (number) -> true, TEST);
	}

	@Test
	void suspendedAddressesAreListedWithTheirCause() throws Exception {
		JsonNode list = this.json.readTree(send(asAdmin("/api/v1/suspensions")).body());
		assertThat(list).hasSize(2);
		assertThat(list.valueStream().map((one) -> one.get("range").asString() + " " + one.get("cause").asString()))
			.containsExactlyInAnyOrder("203.0.113.21 VISITOR_PASSWORDS", "203.0.113.22 ADMINISTRATOR_PASSWORDS");
		assertThat(list.get(0).get("until").asString()).endsWith("Z");
		assertThat(list.get(0).get("local").asBoolean()).isFalse();
	}

	@Test
	void oneOrAllAreReleased() throws Exception {
		assertThat(send(asAdmin("/api/v1/suspensions/203.0.113.22").DELETE()).statusCode()).isEqualTo(204);
		assertThat(send(asAdmin("/api/v1/suspensions/203.0.113.22").DELETE()).statusCode()).isEqualTo(404);
		assertThat(send(asAdmin("/api/v1/suspensions/school").DELETE()).statusCode()).isEqualTo(404);
		assertThat(send(asAdmin("/api/v1/suspensions").DELETE()).body()).isEqualTo("{\"released\":1}");
		assertThat(this.visitors.suspendedFor("203.0.113.21")).isEmpty();
		assertThat(send(asAdmin("/api/v1/suspensions").DELETE()).body()).isEqualTo("{\"released\":0}");
	}

	@Test
	void aSchoolSeesAndReleasesWhatWasSuspendedThereAndNoMore() throws Exception {
		String document = """
				uai: 0332222B
				name: Collège des Remparts
				publicUrl: https://remparts.example.fr
				upstream: http://127.0.0.1:9000
				""";
		send(asAdmin("/api/v1/establishments").header("Content-Type", "application/yaml").POST(text(document)));
		for (int i = 0; i < 5; i++) {
			this.visitors.recordFailure(new Attempt("203.0.113.23", new Uai("0332222B"), null));
		}
		String path = "/api/v1/establishments/0332222B/suspensions";
		JsonNode list = this.json.readTree(send(asAdmin(path)).body());
		assertThat(list).hasSize(1);
		assertThat(list.get(0).get("address").asString()).isEqualTo("203.0.113.23");
		assertThat(list.get(0).get("establishment").asString()).isEqualTo("0332222B");
		assertThat(send(asAdmin(path + "/203.0.113.21").DELETE()).statusCode()).isEqualTo(404);
		assertThat(send(asAdmin(path + "/203.0.113.22").DELETE()).statusCode()).isEqualTo(404);
		assertThat(send(asAdmin(path + "/203.0.113.23").DELETE()).statusCode()).isEqualTo(204);
		assertThat(send(asAdmin(path).DELETE()).body()).isEqualTo("{\"released\":0}");
		assertThat(this.suspended.list(null)).hasSize(2);
		assertThat(send(asAdmin("/api/v1/establishments/9999999Z/suspensions")).statusCode()).isEqualTo(404);
	}

	@Test
	void rulesAreChangedWithTheirNumberAsETag() throws Exception {
		HttpResponse<String> before = send(asAdmin("/api/v1/security"));
		assertThat(this.json.readTree(before.body()).get("attempts").asInt()).isEqualTo(5);
		String tag = before.headers().firstValue("ETag").orElseThrow();
		String wanted = """
				{"attempts":3,"window":"PT5M","suspension":"PT1H","trustedNetworks":["203.0.113.0/24"]}""";
		HttpResponse<String> after = send(put(wanted).header("If-Match", tag));
		assertThat(after.statusCode()).isEqualTo(200);
		assertThat(after.body()).isEqualTo(wanted);
		assertThat(send(asAdmin("/api/v1/security")).body()).isEqualTo(wanted);
		assertThat(this.visitors.suspendedFor("203.0.113.21")).isEmpty();
		assertThat(this.administrators.counts().suspendedFor("203.0.113.22")).isPresent();
		HttpResponse<String> late = send(put(wanted.replace("3", "4")).header("If-Match", tag));
		assertThat(late.statusCode()).isEqualTo(412);
		assertThat(late.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(send(put(wanted)).statusCode()).isEqualTo(200);
	}

	@Test
	void faultsAreNamedByTheirField() throws Exception {
		HttpResponse<String> refused = send(put("""
				{"attempts":0,"window":"PT0S","trustedNetworks":["school","0.0.0.0/0"]}"""));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(this.json.readTree(refused.body())
			.get("faults")
			.valueStream()
			.map((fault) -> fault.get("path").asString()))
			.containsExactly("attempts", "window", "suspension", "trustedNetworks", "trustedNetworks");
		assertThat(send(put("{\"window\":\"soon\"}")).statusCode()).isEqualTo(400);
		assertThat(send(put("")).statusCode()).isEqualTo(400);
		assertThat(this.rules.get().attempts()).isEqualTo(5);
	}

	private HttpRequest.Builder put(String body) {
		return asAdmin("/api/v1/security").header("Content-Type", "application/json").PUT(text(body));
	}

}
