package fr.passerelle.gateway.api;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Uai;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The journal through the whole program.
 */
class AuditApiTests extends RunningGateway {

	private static final String PLATFORM = "/api/v1/audit";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private AuditTrail trail;

	@Test
	void aChangeIsKeptWithWhoWhereBeforeAndAfter() throws Exception {
		create("0330601A");
		HttpResponse<String> changed = send(asAdmin("/api/v1/establishments/0330601A/espaces/parent?comment=closed")
			.header("Content-Type", "application/json")
			.method("PATCH", text("{\"published\": false}")));
		assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
		JsonNode entry = awaitEntry("/api/v1/establishments/0330601A/audit?type=CONFIGURATION_CHANGED&q=closed");
		assertThat(entry.path("person").asString()).isEqualTo("admin");
		assertThat(entry.path("address").asString()).isEqualTo(this.address);
		assertThat(entry.path("changes").path(0).path("path").asString()).isEqualTo("espaces.parent.published");
		assertThat(entry.path("changes").path(0).path("before").asString()).isEqualTo("true");
		assertThat(entry.path("changes").path(0).path("after").asString()).isEqualTo("false");
	}

	@Test
	void anEstablishmentsJournalShowsItsOwnEntriesAlone() throws Exception {
		create("0330602A");
		create("0330603A");
		this.trail.record(entry("0330603A", "theirs"));
		awaitEntry(PLATFORM + "?q=theirs");
		assertThat(entries("/api/v1/establishments/0330602A/audit?q=theirs")).isEmpty();
		assertThat(send(asAdmin("/api/v1/establishments/0330699Z/audit")).statusCode()).isEqualTo(404);
	}

	@Test
	void everythingIsFoundByWhatIsKnownOfIt() throws Exception {
		create("0330604A");
		this.trail.record(entry("0330604A", "Élève à l’étranger").withReference("K7QF-2M9X")
			.withPerson("zoe.élan")
			.withAddress("203.0.113.77")
			.withEspace("eleve"));
		String journal = "/api/v1/establishments/0330604A/audit";
		awaitEntry(journal + "?reference=k7qf2m9x");
		for (String question : new String[] { "reference=K7QF-2M9X", "person=ELAN", "address=203.0.113.77",
				"espace=eleve", "q=etranger%20eleve", "type=PAGE_REFUSED&type=LOGOUT" }) {
			assertThat(entries(journal + "?" + question)).as(question).hasSize(1);
		}
		for (String question : new String[] { "reference=K7QF-2M9Y", "person=%25", "address=203.0.113.7",
				"espace=parent", "q=inland", "type=LOGOUT", "until=2020-01-01T00:00:00Z",
				"since=" + Instant.now().plus(Duration.ofHours(1)) }) {
			assertThat(entries(journal + "?" + question)).as(question).isEmpty();
		}
		assertThat(send(asAdmin(journal + "?type=NONSENSE")).statusCode()).isEqualTo(400);
		assertThat(send(asAdmin(journal + "?since=yesterday")).statusCode()).isEqualTo(400);
	}

	@Test
	void aSearchIsTakenAwayAsAFileAndThatIsKeptToo() throws Exception {
		create("0330605A");
		this.trail.record(entry("0330605A", "=HYPERLINK(\"http://example.org\")"));
		String journal = "/api/v1/establishments/0330605A/audit";
		awaitEntry(journal + "?q=hyperlink");
		HttpResponse<String> csv = send(asAdmin(journal + "/export?q=hyperlink"));
		assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
		assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).contains("journal-0330605A.csv");
		assertThat(csv.body()).startsWith("\uFEFFat;type;").contains("\"'=HYPERLINK");
		HttpResponse<String> lines = send(asAdmin(journal + "/export?format=jsonl&q=hyperlink"));
		assertThat(JSON.readTree(lines.body()).path("detail").asString()).startsWith("=HYPERLINK");
		assertThat(awaitEntry(journal + "?type=AUDIT_EXPORTED").path("detail").asString()).startsWith("1 entries");
		assertThat(send(asAdmin(journal + "/export?format=xls")).statusCode()).isEqualTo(400);
	}

	@Test
	void theRetentionIsShown() throws Exception {
		assertThat(JSON.readTree(send(asAdmin(PLATFORM)).body()).path("retention").asString()).isEqualTo("PT8760H");
	}

	private AuditEntry entry(String uai, String detail) {
		return AuditEntry.of(Instant.now(), AuditType.PAGE_REFUSED).withUai(new Uai(uai)).withDetail(detail);
	}

	private JsonNode awaitEntry(String path) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> entries(path), (found) -> !found.isEmpty())
			.path(0);
	}

	private JsonNode entries(String path) throws Exception {
		HttpResponse<String> answer = send(asAdmin(path));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return JSON.readTree(answer.body()).path("entries");
	}

	private void create(String uai) throws Exception {
		HttpResponse<String> created = send(asAdmin("/api/v1/establishments").header("Content-Type", "application/json")
			.POST(text("""
					{"uai": "%s", "name": "Marie-Curie", "publicUrl": "https://%s.example.fr",
					"upstream": "http://127.0.0.1:9", "espaces": {"parent": {"published": true}}}""".formatted(uai,
					uai.toLowerCase(Locale.ROOT)))));
		assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
	}

}
