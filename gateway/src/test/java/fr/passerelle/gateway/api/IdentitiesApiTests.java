package fr.passerelle.gateway.api;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.recognition.EntIdentity;
import fr.passerelle.gateway.recognition.IdentityQuery;
import fr.passerelle.gateway.recognition.Rapprochement;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class IdentitiesApiTests extends RunningGateway {

	private static final Uai UAI = new Uai("0330009J");

	private static final String BASE = "/api/v1/establishments/0330009J";

	private static final String LIST = """
			identifiant;nom;prenom;espaces;motDePasse
			z.martin;Martin;Zoé;eleve;Nénuphar-7
			=l.petit;Petit;Léo;parent|commune;
			""";

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Establishments establishments;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Rapprochement rapprochement;

	@BeforeEach
	void open() throws Exception {
		String document = """
				uai: 0330009J
				name: Collège Jean-Moulin
				publicUrl: https://0330009j.example.fr
				published: true
				upstream: http://127.0.0.1:9000
				delegations:
				  - { id: atrium, label: Atrium, protocol: CAS, cas: { serverUrl: "https://ent.example.fr", validation: CAS2 }, recognition: [PERSON_ID] }
				espaces:
				  eleve: { delegations: [atrium] }
				""";
		this.establishments.create(ConfigurationDocument.parse(document.getBytes(StandardCharsets.UTF_8),
				ConfigurationDocument.Format.YAML), new Change("admin", "first"));
		send(asAdmin(BASE + "/people/import").header("Content-Type", "text/csv").POST(text(LIST)));
	}

	@AfterEach
	void close() {
		this.establishments.delete(UAI, ExpectedVersion.ANY, new Change("admin", "last"));
	}

	private String come(String user, Map<String, List<String>> attributes) {
		Establishment college = this.establishments.find(UAI).orElseThrow();
		this.rapprochement.recognise(college, college.espace(EspaceKey.ELEVE).delegations().get(0),
				new RemoteIdentity(user, attributes), "192.0.2.9");
		return this.rapprochement.list(IdentityQuery.all(UAI))
			.stream()
			.filter((identity) -> identity.user().equals(user))
			.map(EntIdentity::id)
			.findFirst()
			.orElseThrow();
	}

	private HttpResponse<String> post(String path, String body) throws Exception {
		return send(asAdmin(BASE + "/identities/" + path).header("Content-Type", "application/json").POST(text(body)));
	}

	@Test
	void whoIsLinkedAndWhoIsNotIsListed() throws Exception {
		come("u1", Map.of("IDPN", List.of("z.martin"), "ENTPersonProfils", List.of("National_ELV")));
		come("u2", Map.of("nom", List.of("Inconnue"), "prenom", List.of("Lou")));
		String linked = send(asAdmin(BASE + "/identities?state=linked")).body();
		assertThat(linked).contains("\"total\":1", "\"state\":\"LINKED\"", "\"user\":\"u1\"",
				"\"delegation\":\"atrium\"", "\"ent\":\"ent.example.fr\"", "\"profiles\":[\"ELV\"]",
				"\"identifiant\":\"z.martin\"", "\"linkedBy\":\"PERSON_ID\"");
		String unknown = send(asAdmin(BASE + "/identities?state=UNKNOWN&q=lou")).body();
		assertThat(unknown).contains("\"total\":1", "\"name\":\"Lou Inconnue\"", "\"person\":null");
		assertThat(send(asAdmin(BASE + "/identities?size=1&page=1")).body()).contains("\"total\":2", "\"page\":1");
	}

	@Test
	void anUnknownStateIsRefusedWithThoseThereAre() throws Exception {
		HttpResponse<String> refused = send(asAdmin(BASE + "/identities?state=LOST"));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("LINKED, UNKNOWN, AMBIGUOUS, CONFLICT");
		assertThat(send(asAdmin(BASE + "/identities?size=201")).statusCode()).isEqualTo(400);
		assertThat(send(asAdmin("/api/v1/establishments/0990009Z/identities")).statusCode()).isEqualTo(404);
	}

	@Test
	void linkingAndUnlinkingIsDoneAndKeptInTheTrail() throws Exception {
		String id = come("u1", Map.of());
		HttpResponse<String> linked = post(id + "/link", "{\"identifiant\":\"Z.Martin\"}");
		assertThat(linked.statusCode()).isEqualTo(200);
		assertThat(linked.body()).contains("\"state\":\"LINKED\"", "\"linkedBy\":\"ADMINISTRATOR\"",
				"\"linkedByAdministrator\":\"admin\"");
		HttpResponse<String> unlinked = post(id + "/unlink", "");
		assertThat(unlinked.statusCode()).isEqualTo(200);
		assertThat(unlinked.body()).contains("\"state\":\"UNKNOWN\"", "\"person\":null");
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			assertThat(send(asAdmin(BASE + "/audit?type=IDENTITY_LINKED")).body()).contains("\"person\":\"admin\"",
					this.address, "u1 = z.martin, by ADMINISTRATOR");
			assertThat(send(asAdmin(BASE + "/audit?type=IDENTITY_UNLINKED")).body()).contains("u1 = z.martin");
		});
	}

	@Test
	void whatCannotBeLinkedIsSaidSo() throws Exception {
		String first = come("u1", Map.of("IDPN", List.of("z.martin")));
		String second = come("u2", Map.of());
		assertThat(post(second + "/link", "{\"identifiant\":\"nobody\"}").statusCode()).isEqualTo(422);
		HttpResponse<String> taken = post(second + "/link", "{\"identifiant\":\"z.martin\"}");
		assertThat(taken.statusCode()).isEqualTo(409);
		assertThat(taken.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(taken.body()).contains("PERSON_LINKED");
		assertThat(post(first + "/link", "{\"identifiant\":\"=l.petit\"}").body()).contains("IDENTITY_LINKED");
		assertThat(post("nothing/link", "{\"identifiant\":\"z.martin\"}").statusCode()).isEqualTo(404);
		assertThat(post("nothing/unlink", "").statusCode()).isEqualTo(404);
		assertThat(post(second + "/link", "{}").statusCode()).isEqualTo(400);
		assertThat(post(second + "/link", "[").statusCode()).isEqualTo(400);
	}

	@Test
	void theExportIsTheListThatAnImportTakes() throws Exception {
		HttpResponse<String> export = send(asAdmin(BASE + "/people/export?format=csv"));
		assertThat(export.statusCode()).isEqualTo(200);
		assertThat(export.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
		assertThat(export.headers().firstValue("Content-Disposition").orElse("")).contains("people-0330009J.csv");
		assertThat(export.body())
			.contains("identifiant;nom;prenom;dateNaissance;espaces;motDePasse;identifiantEnt;email", "'=l.petit;Petit")
			.doesNotContain("Nénuphar", "argon2");
		HttpResponse<String> again = send(
				asAdmin(BASE + "/people/import").header("Content-Type", "text/csv").POST(text(export.body())));
		assertThat(again.body()).contains("\"added\":0,\"changed\":0,\"unchanged\":2");
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(send(asAdmin(BASE + "/audit?type=PEOPLE_EXPORTED")).body())
				.contains("\"person\":\"admin\"", this.address, "2 people, as csv"));
	}

	@Test
	void theExportAsJsonHasWhatTheSearchHas() throws Exception {
		HttpResponse<String> export = send(asAdmin(BASE + "/people/export?format=json"));
		assertThat(export.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
		assertThat(export.body()).startsWith("[{")
			.endsWith("}]")
			.contains("\"identifiant\":\"z.martin\"", "\"hasPassword\":true", "\"identifiant\":\"=l.petit\"");
	}

	@Test
	void anUnknownFormatIsRefusedWithThoseThereAre() throws Exception {
		HttpResponse<String> refused = send(asAdmin(BASE + "/people/export?format=xls").header("Accept", "text/csv"));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("csv, json");
	}

	@Test
	void aDeletedEstablishmentTakesItsIdentitiesWithIt() throws Exception {
		come("u1", Map.of("IDPN", List.of("z.martin")));
		come("u2", Map.of());
		close();
		open();
		assertThat(send(asAdmin(BASE + "/identities")).body()).contains("\"total\":0");
	}

}
