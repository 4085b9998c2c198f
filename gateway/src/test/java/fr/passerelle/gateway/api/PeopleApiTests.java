package fr.passerelle.gateway.api;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.schoolfile.SchoolCorpus;
import fr.passerelle.gateway.suspension.Suspensions;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class PeopleApiTests extends RunningGateway {

	private static final String PEOPLE = "/api/v1/establishments/0330001A/people";

	private static final String LIST = """
			identifiant;nom;prenom;espaces;motDePasse
			z.martin;Martin;Zoé;eleve;Nénuphar-7
			l.petit;Petit;Léo;parent|commune;
			""";

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Establishments establishments;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Suspensions suspensions;

	@BeforeEach
	void open() {
		String document = """
				uai: 0330001A
				name: Collège Jean-Moulin
				publicUrl: https://0330001a.example.fr
				published: true
				upstream: http://127.0.0.1:9000
				""";
		this.establishments.create(ConfigurationDocument.parse(document.getBytes(StandardCharsets.UTF_8),
				ConfigurationDocument.Format.YAML), new Change("admin", "first"));
	}

	@AfterEach
	void close() {
		this.establishments.delete(new Uai("0330001A"), ExpectedVersion.ANY, new Change("admin", "last"));
	}

	private HttpResponse<String> take(String list) throws Exception {
		return send(asAdmin(PEOPLE + "/import").header("Content-Type", "text/csv").POST(text(list)));
	}

	@Test
	void aListIsTakenOverAndFoundAgain() throws Exception {
		HttpResponse<String> report = take(LIST);
		assertThat(report.statusCode()).isEqualTo(200);
		assertThat(report.body())
			.isEqualTo("{\"files\":[{\"name\":\"body\",\"kind\":\"CSV\"}],\"added\":2,\"changed\":0,"
					+ "\"unchanged\":0,\"gone\":0,\"left\":0,\"questions\":[],\"faults\":[]}");
		HttpResponse<String> found = send(asAdmin(PEOPLE + "?q=ZOE%20mart"));
		assertThat(found.body()).contains("\"total\":1", "\"identifiant\":\"z.martin\"", "\"nom\":\"Martin\"",
				"\"espaces\":[\"eleve\"]", "\"hasPassword\":true");
		assertThat(found.body()).doesNotContain("argon2").doesNotContain("Nénuphar").doesNotContain("l.petit");
	}

	@Test
	void theUaiIsReadInEitherLetterCase() throws Exception {
		assertThat(send(asAdmin(PEOPLE.replace("0330001A", "0330001a"))).statusCode()).isEqualTo(200);
	}

	@Test
	void faultsComeBackByLineAndColumn() throws Exception {
		HttpResponse<String> refused = take(LIST + "x;;Y;lycee;\n");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(refused.body()).contains(
				"{\"file\":\"body\",\"line\":4,\"column\":\"nom\",\"message\":\"is required\"}",
				"\"column\":\"espaces\"");
		assertThat(send(asAdmin(PEOPLE)).body()).contains("\"total\":0");
	}

	@Test
	void aListOfAnotherTypeIsNotRead() throws Exception {
		assertThat(send(asAdmin(PEOPLE + "/import").header("Content-Type", "application/json").POST(text("{}")))
			.statusCode()).isEqualTo(415);
	}

	private HttpResponse<String> form(String query, String... names) throws Exception {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (String name : names) {
			body.writeBytes(("--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + name + "\"\r\n\r\n")
				.getBytes(StandardCharsets.UTF_8));
			body.writeBytes(SchoolCorpus.file(name));
			body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
		}
		body.writeBytes("--x--\r\n".getBytes(StandardCharsets.UTF_8));
		return send(asAdmin(PEOPLE + "/import" + query).header("Content-Type", "multipart/form-data; boundary=x")
			.POST(BodyPublishers.ofByteArray(body.toByteArray())));
	}

	@Test
	void severalFilesComeAsAForm() throws Exception {
		HttpResponse<String> report = form("", "ResponsablesAvecAdresses.xml", "ElevesSansAdresses.xml");
		assertThat(report.body())
			.startsWith("{\"files\":[{\"name\":\"ResponsablesAvecAdresses.xml\",\"kind\":\"SIECLE_GUARDIANS\"},"
					+ "{\"name\":\"ElevesSansAdresses.xml\",\"kind\":\"SIECLE_PUPILS\"}],\"added\":7,");
		assertThat(send(asAdmin(PEOPLE + "?q=marie")).body()).contains("\"nomUsage\":\"DUPONT\"",
				"\"famille\":[{\"identifiant\":\"e710001\",\"lien\":\"ENFANT\",\"rang\":1},",
				"\"sourceId\":\"siecle-r:820001\"");
		assertThat(send(asAdmin(PEOPLE + "/import/undo").POST(text(""))).body()).contains("7 added");
		assertThat(send(asAdmin(PEOPLE)).body()).contains("\"total\":0");
		assertThat(send(asAdmin(PEOPLE + "/import/undo").POST(text(""))).statusCode()).isEqualTo(409);
	}

	@Test
	void aTrialRunChangesNothing() throws Exception {
		assertThat(form("?dryRun=true", "onde-eleves.csv").body()).contains("\"added\":2");
		assertThat(send(asAdmin(PEOPLE)).body()).contains("\"total\":0");
		assertThat(form("?dryRun=yes", "onde-eleves.csv").statusCode()).isEqualTo(400);
		assertThat(form("?dryRun=true&dryRun=false", "onde-eleves.csv").statusCode()).isEqualTo(400);
		assertThat(form("?dry=true", "onde-eleves.csv").statusCode()).isEqualTo(400);
		assertThat(form("?dryRun=true").statusCode()).isEqualTo(400);
	}

	@Test
	void aLargeFileComesThroughWithoutBeingKept() throws Exception {
		byte[] zip = SchoolCorpus.zip("export.xml", SchoolCorpus.file("ElevesSansAdresses.xml"));
		assertThat(send(asAdmin(PEOPLE + "/import").header("Content-Type", "application/zip")
			.POST(BodyPublishers.ofByteArray(zip))).body()).contains("\"name\":\"body/export.xml\"", "\"added\":4");
		String staff = new String(SchoolCorpus.file("sts_emp_0330001A_2026.xml"), StandardCharsets.UTF_8);
		assertThat(send(asAdmin(PEOPLE + "/import").header("Content-Type", "text/xml")
			.POST(text(staff + "<!-- not of interest -->\n".repeat(150_000)))).body())
			.contains("\"kind\":\"STS\"", "\"added\":5");
	}

	@Test
	void aFileOfAnotherSchoolIsRefusedNamingBoth() throws Exception {
		String other = new String(SchoolCorpus.file("sts_emp_0330001A_2026.xml"), StandardCharsets.UTF_8)
			.replace("0330001A", "0750002B");
		HttpResponse<String> refused = send(
				asAdmin(PEOPLE + "/import?dryRun=true").header("Content-Type", "application/xml").POST(text(other)));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("0750002B", "0330001A");
	}

	@Test
	void aListThatIsTooLargeIsRefused() throws Exception {
		HttpResponse<String> refused = send(
				asAdmin(PEOPLE + "/import").header("Content-Type", "text/csv; charset=utf-8")
					.POST(BodyPublishers.ofByteArray(new byte[11 * 1024 * 1024])));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("larger");
	}

	@Test
	void whatCannotBeReadIsAProblemThatTellsNothingOfTheInside() throws Exception {
		HttpResponse<String> refused = send(asAdmin(PEOPLE + "?page=first"));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(refused.body()).doesNotContain("Exception").doesNotContain("springframework");
	}

	@Test
	void theTrailTellsWhoImportedAndFromWhere() throws Exception {
		take(LIST);
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			HttpResponse<String> trail = send(
					asAdmin("/api/v1/establishments/0330001A/audit?type=PEOPLE_IMPORTED&since=2026-01-01T00:00:00Z"));
			assertThat(trail.body()).contains("\"person\":\"admin\"", this.address, "2 added");
		});
	}

	@Test
	void theTrailTellsOfChangedConfigurations() throws Exception {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(
					send(asAdmin("/api/v1/establishments/0330001A/audit?type=CONFIGURATION_CHANGED")).body())
				.contains("created, version"));
	}

	@Test
	void aDeletedEstablishmentsPeopleDoNotComeBackWithIt() throws Exception {
		take(LIST);
		close();
		open();
		assertThat(send(asAdmin(PEOPLE)).body()).contains("\"total\":0");
	}

	@Test
	void aSuspendedIpv6AddressIsListedAndReleased() throws Exception {
		for (int i = 0; i < 5; i++) {
			this.suspensions.recordFailure("2001:db8:7::" + i);
		}
		assertThat(send(asAdmin("/api/v1/suspensions")).body()).contains("\"address\":\"2001:db8:7::\"",
				"\"range\":\"2001:db8:7::/64\"");
		assertThat(send(asAdmin("/api/v1/suspensions/2001:db8:7::42").DELETE()).statusCode()).isEqualTo(204);
		assertThat(send(asAdmin("/api/v1/suspensions/2001:db8:7::42").DELETE()).statusCode()).isEqualTo(404);
		assertThat(send(asAdmin("/api/v1/suspensions/localhost").DELETE()).statusCode()).isEqualTo(404);
	}

}
