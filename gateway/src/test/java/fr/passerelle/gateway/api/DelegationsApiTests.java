package fr.passerelle.gateway.api;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Delegations one by one, the matrix, and previews, over HTTP.
 */
class DelegationsApiTests extends RunningGateway {

	private static final AtomicInteger SCHOOLS = new AtomicInteger(6000);

	private final String uai = "033" + SCHOOLS.incrementAndGet() + "F";

	private final String path = "/api/v1/establishments/" + this.uai;

	@BeforeEach
	void openSchool() throws Exception {
		HttpResponse<String> created = send(
				asAdmin("/api/v1/establishments").header("Content-Type", "application/json").POST(text("""
						{"uai": "%s", "name": "Jean-Moulin", "publicUrl": "https://%s.example.fr",
						"upstream": "http://127.0.0.1:9000",
						"delegations": [{"id": "atrium", "label": "Atrium", "protocol": "CAS", "ent": "atrium-sud"}],
						"espaces": {"parent": {"delegations": ["atrium"]}}}""".formatted(this.uai, this.uai))));
		assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
	}

	@Test
	void aDelegationIsShownAsTheProgramUsesIt() throws Exception {
		JsonNode one = json(send(asAdmin(this.path + "/delegations/atrium")), 200);
		assertThat(one.get("loginUrl").asString()).isEqualTo("https://www.atrium-sud.fr/connexion/login");
		assertThat(one.get("validationUrl").asString()).isEqualTo("https://www.atrium-sud.fr/connexion/samlValidate");
		assertThat(one.get("espaces").toString()).isEqualTo("[\"parent\"]");
		assertThat(one.get("register").asString()).endsWith("/pronote/**");
		assertThat(json(send(asAdmin(this.path + "/delegations")), 200)).hasSize(1);
		json(send(asAdmin(this.path + "/delegations/nobody")), 404);
	}

	@Test
	void oneIsAddedChangedAndTakenOut() throws Exception {
		String block = "{\"label\": \"Educ\", \"protocol\": \"CAS\", \"cas\": {\"serverUrl\": \"https://edu.example.fr\", \"validation\": \"CAS2\"}}";
		HttpResponse<String> put = send(change("/delegations/edu").PUT(text(block)));
		json(put, 200);
		assertThat(put.headers().firstValue("ETag")).contains("\"2\"");
		JsonNode patched = json(send(change("/delegations/edu").method("PATCH", text("{\"active\": false}"))), 200);
		assertThat(patched.at("/delegations/1/active").asBoolean()).isFalse();
		assertThat(patched.at("/delegations/1/label").asString()).isEqualTo("Educ");
		json(send(change("/delegations/nobody").method("PATCH", text("{\"active\": false}"))), 404);
		assertThat(json(send(change("/delegations/edu").DELETE()), 200).get("delegations")).hasSize(1);

		JsonNode refused = json(send(change("/delegations/atrium").DELETE()), 422);
		assertThat(refused.at("/faults/0/code").asString()).isEqualTo("DELEGATION_IN_USE");
		assertThat(refused.at("/faults/0/path").asString()).isEqualTo("delegations[0]");
		assertThat(refused.at("/faults/0/message").asString()).contains("Espace Parents");
		JsonNode gone = json(send(change("/delegations/atrium?fromEspaces=true").DELETE()), 200);
		assertThat(gone.at("/espaces/parent/delegations")).isEmpty();
	}

	@Test
	void aProviderIsToldWithItsKeysWhichAreChangedOnce() throws Exception {
		json(send(asAdmin(this.path + "/delegations/atrium/provider")), 404);
		json(send(change("/delegations/atrium/keys").POST(text(""))), 404);
		json(send(asAdmin(this.path + "/delegations/nobody/provider")), 404);
		String saml = "{\"label\": \"IdP\", \"protocol\": \"SAML2\", \"saml2\": {\"metadataUrl\": \"https://idp.example.fr/m\"}}";
		json(send(change("/delegations/idp").PUT(text(saml))), 200);
		JsonNode provider = json(send(asAdmin(this.path + "/delegations/idp/provider")), 200);
		assertThat(provider.get("usable").asBoolean()).isFalse();
		assertThat(provider.get("entityId").isNull()).isTrue();
		JsonNode keys = json(send(change("/delegations/idp/keys").POST(text(""))), 200);
		assertThat(keys).hasSize(2);
		assertThat(keys.at("/0/signs").asBoolean()).isFalse();
		assertThat(keys.at("/1/signs").asBoolean()).isTrue();
		json(send(change("/delegations/idp/keys").POST(text(""))), 409);
		assertThat(json(send(asAdmin(this.path + "/delegations/idp/provider")), 200).get("keys")).hasSize(2);
		assertThat(json(send(asAdmin("/api/v1/audit?uai=" + this.uai)), 200).toString()).contains("SAML_KEYS_CHANGED");
		String sts = "{\"label\": \"STS\", \"protocol\": \"WS_FEDERATION\", \"wsFederation\": {\"passiveUrl\": \"https://sts.example.fr/ls\"}}";
		json(send(change("/delegations/sts").PUT(text(sts))), 200);
		assertThat(json(send(asAdmin(this.path + "/delegations/sts/provider")), 200).get("keys")).isEmpty();
		json(send(change("/delegations/sts/keys").POST(text(""))), 404);
		assertThat(json(send(asAdmin(this.path + "/delegations/sts")), 200).get("register").asString())
			.endsWith("/.passerelle/wsfed");
	}

	@Test
	void theMatrixIsChangedAtOnceAndUponItsVersion() throws Exception {
		String rows = "{\"parent\": {\"directLogin\": true}, \"eleve\": {\"published\": true, \"delegations\": [\"atrium\"]}}";
		json(send(change("/espaces").header("If-Match", "\"9\"").method("PATCH", text(rows))), 412);
		JsonNode changed = json(send(change("/espaces").header("If-Match", "\"1\"").method("PATCH", text(rows))), 200);
		assertThat(changed.at("/espaces/eleve/delegations/0").asString()).isEqualTo("atrium");
		assertThat(changed.at("/espaces/parent/directLogin").asBoolean()).isTrue();
		json(send(change("/espaces").method("PATCH", text("{\"parents\": {}}"))), 422);
	}

	@Test
	void aPreviewSaysWhatWouldChangeAndChangesNothing() throws Exception {
		JsonNode preview = json(
				send(asAdmin(this.path + "/preview").header("Content-Type", "application/merge-patch+json")
					.POST(text("{\"espaces\": {\"parent\": {\"delegations\": []}}}"))),
				200);
		assertThat(preview.get("base").asLong()).isEqualTo(1);
		assertThat(preview.get("warns").asBoolean()).isTrue();
		assertThat(preview.at("/consequences/0/kind").asString()).isEqualTo("ENT_LAST");
		assertThat(preview.at("/consequences/0/espaces/0").asString()).isEqualTo("parent");
		assertThat(preview.at("/consequences/0/before/0").asString()).isEqualTo("Atrium");

		String document = send(asAdmin(this.path + "/configuration")).body();
		JsonNode same = json(
				send(asAdmin(this.path + "/preview").header("Content-Type", "application/json").POST(text(document))),
				200);
		assertThat(same.get("changes").asBoolean()).isFalse();
		JsonNode refused = json(send(asAdmin(this.path + "/preview").header("Content-Type", "application/json")
			.POST(text(document.replace("\"Jean-Moulin\"", "7")))), 422);
		assertThat(refused.at("/faults/0/path").asString()).isEqualTo("name");
		assertThat(send(asAdmin(this.path + "/configuration")).headers().firstValue("ETag")).contains("\"1\"");
	}

	@Test
	void theWholePublicationIsClosedUntilATime() throws Exception {
		JsonNode past = json(send(change("/publication")
			.PUT(text("{\"published\": false, \"reopensAt\": \"2020-01-01T08:00:00+01:00\"}"))), 422);
		assertThat(past.at("/faults/0/code").asString()).isEqualTo("IN_THE_PAST");
		json(send(change("/publication").PUT(text("{\"published\": true, \"reopensAt\": \"2030-01-01T08:00:00Z\"}"))),
				422);
		json(send(change("/publication").PUT(text("{\"published\": false, \"reopensAt\": \"tomorrow\"}"))), 422);
	}

	private HttpRequest.Builder change(String below) {
		return asAdmin(this.path + below).header("Content-Type", "application/json");
	}

	private static JsonNode json(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		return JsonMapper.shared().readTree(answer.body());
	}

}
