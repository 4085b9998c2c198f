package fr.passerelle.gateway.api;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;

import fr.passerelle.mockcas.Fault;
import fr.passerelle.mockcas.MockCasServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * States, diagnosis and what-if over HTTP.
 */
class EntStatesApiTests extends RunningGateway {

	private static final String UAI = "0330099Z";

	private static final String SCHOOL = "/api/v1/establishments/" + UAI;

	private static final MockCasServer ENT = MockCasServer.server().build();

	@BeforeAll
	static void startEnt() {
		ENT.start();
	}

	@AfterAll
	static void stopEnt() {
		ENT.close();
	}

	@BeforeEach
	void createSchool() throws Exception {
		ENT.resetAll();
		HttpResponse<String> created = send(asAdmin("/api/v1/establishments").header("Content-Type", "application/yaml")
			.POST(text(
					"""
							uai: %s
							name: Collège Diagnostic
							publicUrl: https://0330099z.example.fr
							upstream: http://127.0.0.1:9
							delegations:
							  - { id: ent, label: ENT, protocol: CAS, cas: { serverUrl: "%s", validation: CAS2 } }
							  - { id: old, label: Old, protocol: CAS, active: false, cas: { serverUrl: "%s", validation: CAS3 } }
							espaces:
							  parent: { published: true, delegations: [ent] }
							"""
						.formatted(UAI, ENT.url(), ENT.url()))));
		assertThat(created.statusCode()).isIn(201, 409);
	}

	@Test
	void theStatesOfASchoolsDelegationsAreListed() throws Exception {
		HttpResponse<String> states = send(asAdmin(SCHOOL + "/ents"));
		assertThat(states.statusCode()).isEqualTo(200);
		assertThat(states.body()).contains("\"delegation\":\"ent\"", "\"delegation\":\"old\"", "\"active\":false",
				ENT.url() + "/serviceValidate");
		assertThat(states.headers().firstValue("Content-Language")).contains("fr");
	}

	@Test
	void probesFindOutByThemselves() throws Exception {
		awaitState((body) -> body.contains("\"state\":\"ANSWERS\",\"words\":\"Répond\""));
		HttpResponse<String> all = send(asAdmin("/api/v1/ents/states").header("Accept-Language", "en"));
		assertThat(all.body()).contains("\"words\":\"Answers\"", "\"establishments\":1", "\"answerTimes\":{\"count\":");
		assertThat(ENT.validations().toString()).doesNotContain("canary");
		HttpResponse<String> metrics = send(asAdmin("/actuator/prometheus"));
		assertThat(metrics.body()).contains("passerelle_ents{state=\"ANSWERS\"}",
				"passerelle_ent_probes_total{outcome=\"answered\"}");
	}

	@Test
	void aDiagnosisGoesStepByStepInTheLanguageAskedFor() throws Exception {
		ENT.inject(Fault.SERVER_ERROR);
		HttpResponse<String> french = send(post(SCHOOL + "/delegations/ent/diagnosis", ""));
		assertThat(french.statusCode()).isEqualTo(200);
		assertThat(french.body()).contains("\"status\":\"FAILED\"", "\"step\":\"NAME\"", "\"step\":\"VALIDATION\"",
				"VALIDATION_SERVER_ERROR", "La panne est du côté de l’ENT", "https://0330099z.example.fr/pronote/**",
				"\"letter\":\"Bonjour,");
		HttpResponse<String> english = send(
				post(SCHOOL + "/delegations/ent/diagnosis", "").header("Accept-Language", "en"));
		assertThat(english.body()).contains("The fault is on the ENT’s side", "\"letter\":\"Hello,");
		HttpResponse<String> audit = send(asAdmin(SCHOOL + "/audit?type=DIAGNOSIS_RUN"));
		assertThat(audit.body()).contains("DIAGNOSIS_RUN", "\"admin\"", this.address, "FAILED http://");
	}

	@Test
	void aDiagnosisOfNothingIsNotFoundAndOfAnInactiveOneIsMade() throws Exception {
		assertThat(send(post(SCHOOL + "/delegations/none/diagnosis", "")).statusCode()).isEqualTo(404);
		assertThat(send(post("/api/v1/establishments/0000000X/delegations/ent/diagnosis", "")).statusCode())
			.isEqualTo(404);
		assertThat(send(post(SCHOOL + "/delegations/old/diagnosis", "")).body()).contains("\"status\":\"OK\"");
	}

	@Test
	void aDelegationIsExaminedBeforeItIsSaved() throws Exception {
		String block = "{\"id\":\"new\",\"label\":\"Nouveau\",\"protocol\":\"CAS\",\"cas\":{\"serverUrl\":\"%s\",\"validation\":\"SAML1\"}}";
		HttpResponse<String> sound = send(post(SCHOOL + "/diagnosis", block.formatted(ENT.url())));
		assertThat(sound.statusCode()).isEqualTo(200);
		assertThat(sound.body()).contains("\"delegation\":\"new\"", "\"status\":\"OK\"");
		HttpResponse<String> faulty = send(post(SCHOOL + "/diagnosis", block.formatted("ftp://x")));
		assertThat(faulty.statusCode()).isEqualTo(422);
		assertThat(faulty.body()).contains("\"path\":\"cas.serverUrl\"");
		assertThat(send(asAdmin(SCHOOL + "/configuration")).body()).doesNotContain("Nouveau");
	}

	@Test
	void whatIfSaysWhichEspaceOpensForAProfileAndForAnAnswer() throws Exception {
		HttpResponse<String> profile = send(
				post(SCHOOL + "/what-if", "{\"delegation\":\"ent\",\"profiles\":[\"TUT\"],\"espace\":\"parent\"}"));
		assertThat(profile.statusCode()).isEqualTo(200);
		assertThat(profile.body()).contains("\"espace\":\"parent\"", "\"opens\":true", "\"step\":\"PROFILE\"")
			.doesNotContain("\"espace\":\"eleve\"");
		String answer = "<cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/cas'><cas:authenticationSuccess>"
				+ "<cas:user>mdupont</cas:user><cas:categories>National_2</cas:categories></cas:authenticationSuccess></cas:serviceResponse>";
		HttpResponse<String> raw = send(
				asAdmin(SCHOOL + "/what-if?delegation=ent").header("Content-Type", "text/xml").POST(text(answer)));
		assertThat(raw.body()).contains("\"user\":\"mdupont\"", "\"TUT\"", "\"opens\":true");
		HttpResponse<String> pasted = send(post(SCHOOL + "/what-if",
				"{\"delegation\":\"ent\",\"answer\":\"" + answer.replace("\"", "\\\"") + "\"}"));
		assertThat(pasted.body()).contains("\"user\":\"mdupont\"");
		assertThat(send(asAdmin(SCHOOL + "/audit")).body()).doesNotContain("mdupont");
	}

	@Test
	void whatIfRefusesWhatItCannotRead() throws Exception {
		for (String body : new String[] { "{", "{}", "{\"delegation\":\"ent\"}", "{\"delegation\":\"ent\",\"other\":1}",
				"{\"delegation\":\"ent\",\"profiles\":[],\"answer\":\"x\"}",
				"{\"delegation\":\"ent\",\"profiles\":[\"TUT\"],\"espace\":\"mars\"}",
				"{\"delegation\":\"ent\",\"answer\":\"\"}" }) {
			HttpResponse<String> refused = send(post(SCHOOL + "/what-if", body));
			assertThat(refused.statusCode()).as(body).isEqualTo(400);
			assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
		}
	}

	@Test
	void nobodyWithoutCredentialsAsks() throws Exception {
		assertThat(send(request("/api/v1/ents/states")).statusCode()).isEqualTo(401);
		assertThat(send(request(SCHOOL + "/delegations/ent/diagnosis").POST(text(""))).statusCode()).isEqualTo(401);
	}

	private HttpRequest.Builder post(String path, String body) {
		return asAdmin(path).header("Content-Type", "application/json").POST(text(body));
	}

	/** Probes begin within ten seconds; there is no event to wait for over HTTP. */
	private void awaitState(Predicate<String> wanted) throws Exception {
		if (wanted.test(send(asAdmin("/api/v1/ents/states")).body())) {
			// Asked already, during another test.
			return;
		}
		assertThat(ENT.awaitValidations(1, Duration.ofSeconds(90))).isTrue();
		for (int i = 0; i < 10_000; i++) {
			if (wanted.test(send(asAdmin("/api/v1/ents/states")).body())) {
				return;
			}
		}
		throw new AssertionError("the state never came");
	}

}
