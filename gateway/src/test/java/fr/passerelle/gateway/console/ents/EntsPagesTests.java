package fr.passerelle.gateway.console.ents;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import fr.passerelle.mockcas.Fault;
import fr.passerelle.mockcas.MockCasServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Diagnosis, what-if and states as an administrator sees them.
 */
class EntsPagesTests extends RunningConsole {

	private static final String UAI = "0330098Y";

	private static final String SCHOOL = "/console/establishments/" + UAI;

	private static final String DIAGNOSIS = SCHOOL + "/delegations/ent/diagnosis";

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
		String document = """
				uai: %s
				name: Collège des Pages
				publicUrl: https://0330098y.example.fr
				upstream: http://127.0.0.1:9
				delegations:
				  - { id: ent, label: ENT Horizon, protocol: CAS, cas: { serverUrl: "%s", validation: CAS2 } }
				  - { id: idp, label: Guichet, protocol: WS_FEDERATION, wsFederation: { passiveUrl: "%s/ls" } }
				  - { id: old, label: Ancien ENT, protocol: CAS, active: false, cas: { serverUrl: "%s", validation: CAS3 } }
				espaces:
				  parent: { published: true, delegations: [ent] }
				"""
			.formatted(UAI, ENT.url(), ENT.url(), ENT.url());
		String basic = Base64.getEncoder().encodeToString((ADMIN + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
		HttpResponse<String> created = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(origin() + "/api/v1/establishments"))
				.header("Content-Type", "application/yaml")
				.header("Authorization", "Basic " + basic)
				.POST(HttpRequest.BodyPublishers.ofString(document))
				.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(created.statusCode()).isIn(201, 409);
	}

	@Test
	void theDiagnosisPageExplainsItselfAndRunsOnDemand() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> page = browser.get(DIAGNOSIS);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("Diagnostic", "ENT Horizon", "Lancer le diagnostic",
				"https://0330098y.example.fr/pronote/**");
		HttpResponse<String> found = browser.post(DIAGNOSIS, page.body(), Map.of());
		assertThat(found.statusCode()).isEqualTo(200);
		assertThat(found.body()).contains("Tout est correct", "class=\"steps\"", "Validation d’un ticket",
				"Texte à envoyer à l’administrateur de l’ENT", "Bonjour,");
	}

	@Test
	void aFaultIsShownWithItsRemedyInTheReadersLanguage() {
		ENT.inject(Fault.SERVER_ERROR);
		ConsoleBrowser browser = administrator();
		HttpResponse<String> french = browser.post(DIAGNOSIS, browser.get(DIAGNOSIS).body(), Map.of());
		assertThat(french.body()).contains("Les connexions par cet ENT échouent", "Que faire",
				"La panne est du côté de l’ENT", "class=\"bad\"");
		browser.speaking("en");
		HttpResponse<String> english = browser.post(DIAGNOSIS, browser.get(DIAGNOSIS).body(), Map.of());
		assertThat(english.body()).contains("Logins through this ENT fail", "The fault is on the ENT’s side");
	}

	@Test
	void aDelegationThatIsNoneIsNotFoundAndAnInactiveOneIsSaidSo() {
		ConsoleBrowser browser = administrator();
		assertThat(browser.get(SCHOOL + "/delegations/none/diagnosis").statusCode()).isEqualTo(404);
		assertThat(browser.get(SCHOOL + "/delegations/old/diagnosis").body()).contains("n’est pas active");
	}

	@Test
	void aFormOfAnotherSiteRunsNothing() {
		ConsoleBrowser browser = administrator();
		int before = ENT.requests().size();
		assertThat(browser.postRaw(DIAGNOSIS, "").statusCode()).isEqualTo(403);
		assertThat(ENT.requests().stream().skip(before)).allMatch((one) -> !one.toString().contains("diagnosis"));
	}

	@Test
	void whatIfAnswersInPlainWordsForAProfile() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> page = browser.get(SCHOOL + "/what-if?delegation=ent");
		assertThat(page.body()).contains("Et si…", "TUT", "ENT Horizon");
		HttpResponse<String> answer = browser.post(SCHOOL + "/what-if", page.body(),
				fields("delegation", "ent", "profiles", "TUT", "espace", ""));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("Espace Parents s’ouvre.", "cru sur parole");
		HttpResponse<String> one = browser.post(SCHOOL + "/what-if", page.body(),
				fields("delegation", "ent", "profiles", "ELV", "espace", "parent"));
		assertThat(one.body()).contains("aucun des profils lus ne l’ouvre").doesNotContain("Espace Direction :");
	}

	@Test
	void whatIfReadsAPastedAnswerAndShowsItsTextAsTextAlone() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> page = browser.get(SCHOOL + "/what-if");
		String pasted = "<cas:serviceResponse xmlns:cas=\"http://www.yale.edu/tp/cas\"><cas:authenticationSuccess>"
				+ "<cas:user>&lt;script&gt;alert(1)&lt;/script&gt;</cas:user><cas:categories>National_2</cas:categories>"
				+ "</cas:authenticationSuccess></cas:serviceResponse>";
		HttpResponse<String> answer = browser.post(SCHOOL + "/what-if", page.body(),
				fields("delegation", "ent", "answer", pasted));
		assertThat(answer.body()).contains("Espace Parents s’ouvre.", "&lt;script&gt;alert(1)")
			.doesNotContain("<script>alert");
	}

	@Test
	void whatIfOfAnotherProtocolTakesAProfileAndNoAnswer() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> page = browser.get(SCHOOL + "/what-if?delegation=idp");
		assertThat(page.body())
			.contains("Ce qui se passe à la connexion par Guichet", "Le jeton doit être signé par une clé du service",
					"Attributs lus", "ENTPersonProfils")
			.doesNotContain("??");
		assertThat(browser.post(SCHOOL + "/what-if", page.body(), Map.of("delegation", "idp", "profiles", "TUT"))
			.statusCode()).isEqualTo(200);
		HttpResponse<String> answer = browser.post(SCHOOL + "/what-if", page.body(),
				Map.of("delegation", "idp", "answer", "<x/>"));
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("Seule une réponse CAS");
	}

	@Test
	void whatIfSaysWhatIsMissingAndKeepsWhatWasTyped() {
		ConsoleBrowser browser = administrator();
		HttpResponse<String> page = browser.get(SCHOOL + "/what-if");
		HttpResponse<String> none = browser.post(SCHOOL + "/what-if", page.body(),
				fields("delegation", "ent", "code", "0330098Y"));
		assertThat(none.statusCode()).isEqualTo(422);
		assertThat(none.body()).contains("Choisissez au moins un profil", "value=\"0330098Y\"");
		HttpResponse<String> empty = browser.post(SCHOOL + "/what-if", page.body(),
				fields("delegation", "ent", "answer", " "));
		assertThat(empty.statusCode()).isEqualTo(422);
	}

	@Test
	void thePlatformSeesTheStatesOfAllEntsOneThatNobodyHasAskedYetToo() {
		assertThat(administrator().get("/console/ents/states").statusCode()).isEqualTo(200);
		assertThat(ENT.awaitValidations(1, Duration.ofSeconds(60))).isTrue();
		assertThat(administrator().get("/console/ents/states").body()).contains("État des ENT",
				ENT.url() + "/serviceValidate");
	}

	private static Map<String, String> fields(String... pairs) {
		Map<String, String> fields = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			fields.put(pairs[i], pairs[i + 1]);
		}
		return fields;
	}

}
