package fr.passerelle.gateway.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditExport.Format;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.store.OnEachDatabase;
import fr.passerelle.gateway.store.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for the trail on every database.
 */
@OnEachDatabase
class AuditContract {

	private static final Uai COLLEGE = new Uai("0330001A");

	private static final Uai LYCEE = new Uai("0750002B");

	private static final Actor ADMIN = new Actor("admin", "198.51.100.9");

	final MovableClock clock = new MovableClock();

	private final TestDatabase database;

	AuditContract(TestDatabase database) {
		this.database = database;
	}

	private JdbcTemplate jdbc() {
		return new JdbcTemplate(this.database.dataSource());
	}

	@BeforeEach
	void empty() {
		jdbc().update("DELETE FROM audit_entries");
	}

	/** The trail with entries, all of them written. */
	private AuditTrail written(AuditEntry... entries) {
		AuditTrail trail = open();
		for (AuditEntry entry : entries) {
			trail.record(entry);
		}
		trail.close();
		assertThat(trail.dropped()).isZero();
		return trail;
	}

	private AuditTrail open() {
		return AuditTrail.open(jdbc(), this.clock, Duration.ofDays(100));
	}

	private AuditEntry entry(@Nullable Uai uai, String detail) {
		this.clock.move(Duration.ofSeconds(1));
		AuditEntry entry = AuditEntry.of(this.clock.instant(), AuditType.PAGE_REFUSED).withDetail(detail);
		return (uai != null) ? entry.withUai(uai) : entry;
	}

	@Test
	void beforeAndAfterComeBackAsTheyWere() {
		AuditEntry entry = entry(COLLEGE, "changed").withChange("espaces.parent.published", "true", "false")
			.withChange("name", null, "Éluard \"x\"");
		assertThat(written(entry).query(AuditQuery.of(COLLEGE)).entries()).containsExactly(entry);
	}

	@Test
	void changesAreBoundedInNumberAndLength() {
		AuditEntry entry = entry(COLLEGE, "many");
		for (int i = 0; i < 200; i++) {
			entry = entry.withChange("x".repeat(1000), "y".repeat(1000), "z".repeat(1000));
		}
		assertThat(entry.changes()).hasSize(50);
		assertThat(entry.changes().get(0).after()).hasSize(300);
		assertThat(written(entry).query(AuditQuery.of(COLLEGE)).entries()).containsExactly(entry);
	}

	@Test
	void noEntryIsEverChanged() {
		written(entry(COLLEGE, "as it was"));
		open().close();
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> jdbc().update("UPDATE audit_entries SET detail = 'as I like it'"))
			.withStackTraceContaining("never changed");
		assertThat(jdbc().queryForObject("SELECT detail FROM audit_entries", String.class)).isEqualTo("as it was");
	}

	@Test
	void oneEstablishmentSeesItsOwnAndThePlatformAll() {
		AuditTrail trail = written(entry(COLLEGE, "1"), entry(LYCEE, "2"), entry(null, "3"));
		assertThat(details(trail, AuditQuery.of(COLLEGE))).containsExactly("1");
		assertThat(details(trail, AuditQuery.of(null))).containsExactly("3", "2", "1");
	}

	@Test
	void everyConditionMustHold() {
		AuditTrail trail = written(
				entry(COLLEGE, "one").withPerson("Zoé Élan").withAddress("198.51.100.7").withEspace("eleve"),
				entry(COLLEGE, "two").withPerson("Zoé Élan").withAddress("198.51.100.8").withEspace("parent"));
		AuditQuery both = AuditQuery.of(COLLEGE).byPerson("ELAN");
		assertThat(details(trail, both)).containsExactly("two", "one");
		assertThat(details(trail, both.from("198.51.100.7"))).containsExactly("one");
		assertThat(details(trail, both.inEspace("parent"))).containsExactly("two");
		assertThat(details(trail, both.inEspace("parent").from("198.51.100.7"))).isEmpty();
		assertThat(details(trail, both.ofTypes(Set.of(AuditType.LOGOUT)))).isEmpty();
		assertThat(details(trail, both.ofTypes(Set.of(AuditType.LOGOUT, AuditType.PAGE_REFUSED)))).hasSize(2);
	}

	@Test
	void aPeriodHoldsItsBeginningAndNotItsEnd() {
		AuditEntry first = entry(COLLEGE, "first");
		AuditEntry second = entry(COLLEGE, "second");
		AuditTrail trail = written(first, second);
		AuditQuery all = AuditQuery.of(COLLEGE);
		assertThat(details(trail, all.between(first.at(), second.at()))).containsExactly("first");
		assertThat(details(trail, all.between(second.at(), null))).containsExactly("second");
		assertThat(details(trail, all.between(Instant.MIN, Instant.MAX))).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "K7QF-2M9X", "k7qf-2m9x", "k7qf2m9x", " K7QF 2M9X ", "K7QF–2M9X" })
	void aReferenceIsFoundHoweverItIsTyped(String typed) {
		AuditTrail trail = written(entry(COLLEGE, "found").withReference("K7QF-2M9X"), entry(COLLEGE, "other"));
		assertThat(details(trail, AuditQuery.of(COLLEGE).withReference(typed))).containsExactly("found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "élève œuvre", "ELEVE", "OEUVRE", "oeuv élèv", "l'élève", "horizon" })
	void wordsAreFoundWhateverTheirAccentsAndCase(String typed) {
		AuditTrail trail = written(entry(COLLEGE, "L’élève et l’œuvre").withChange("ent", "Horizon", null));
		assertThat(details(trail, AuditQuery.of(COLLEGE).withText(typed))).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%", "_", "e%e", "' OR '1'='1", "élève absente" })
	void nothingIsAWildcardAndEveryWordCounts(String typed) {
		AuditTrail trail = written(entry(COLLEGE, "élève présente"));
		assertThat(details(trail, AuditQuery.of(COLLEGE).withText("xyz " + typed))).isEmpty();
		assertThat(details(trail, AuditQuery.of(COLLEGE).byPerson(typed))).isEmpty();
	}

	@Test
	void whatIsPastItsRetentionIsPurgedAndThatIsAnEntry() {
		written(entry(COLLEGE, "old"), entry(LYCEE, "old"));
		this.clock.move(Duration.ofDays(101));
		AuditTrail trail = written(entry(COLLEGE, "new"));
		assertThat(details(trail, AuditQuery.of(COLLEGE))).containsExactly("new");
		assertThat(trail.lastPurge()).hasValueSatisfying((purge) -> {
			assertThat(purge.entries()).isEqualTo(2);
			assertThat(purge.at()).isEqualTo(this.clock.instant());
			assertThat(purge.olderThan()).isEqualTo(this.clock.instant().minus(Duration.ofDays(100)));
		});
	}

	@Test
	void aPurgeThatFindsNothingIsNoEntry() {
		AuditTrail trail = written(entry(COLLEGE, "new"));
		assertThat(trail.lastPurge()).isEmpty();
		assertThat(details(trail, AuditQuery.of(null))).containsExactly("new");
	}

	@Test
	void anExportForExcelRunsNothingAndSaysWhereToGoOn() throws IOException {
		AuditTrail trail = written(entry(COLLEGE, "last; with \"quotes\""), entry(COLLEGE, "=1+1"),
				entry(COLLEGE, "@SUM(A1)").withChange("name", "a", "b"));
		String csv = export(new AuditExport(trail, 2), Format.CSV, AuditQuery.of(COLLEGE));
		assertThat(csv).startsWith("\uFEFFat;type;reference;establishment;");
		String[] lines = csv.split("\r\n");
		assertThat(lines).hasSize(4);
		assertThat(lines[1]).contains(";'@SUM(A1);name: a -> b");
		assertThat(lines[2]).contains(";'=1+1");
		assertThat(lines[3]).startsWith("more;cursor=");
		String rest = export(new AuditExport(trail), Format.CSV,
				AuditQuery.of(COLLEGE).page(lines[3].substring("more;cursor=".length()), 1));
		assertThat(rest.split("\r\n")).hasSize(2);
		assertThat(rest).contains("\"last; with \"\"quotes\"\"\"");
	}

	@Test
	void anExportForProgramsHasAnObjectOnEachLine() throws IOException {
		AuditTrail trail = written(entry(COLLEGE, "one").withChange("name", "a", null), entry(COLLEGE, "=2"));
		String[] lines = export(new AuditExport(trail), Format.JSON_LINES, AuditQuery.of(COLLEGE)).split("\n");
		assertThat(lines).hasSize(2);
		assertThat(lines[0]).contains("\"detail\":\"=2\"").doesNotContain("reference");
		assertThat(lines[1]).contains("\"changes\":[{\"path\":\"name\",\"before\":\"a\",\"after\":null}]");
	}

	@Test
	void anExportReadsEveryPage() throws IOException {
		List<AuditEntry> many = new ArrayList<>();
		for (int i = 0; i < 1203; i++) {
			many.add(entry(COLLEGE, "number " + i));
		}
		AuditTrail trail = written(many.toArray(AuditEntry[]::new));
		assertThat(export(new AuditExport(trail), Format.JSON_LINES, AuditQuery.of(COLLEGE)).split("\n")).hasSize(1203)
			.doesNotHaveDuplicates();
	}

	private static String export(AuditExport export, Format format, AuditQuery query) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		export.write(query, format, out, ADMIN);
		return out.toString(StandardCharsets.UTF_8);
	}

	private static List<@Nullable String> details(AuditTrail trail, AuditQuery query) {
		List<@Nullable String> details = new ArrayList<>();
		trail.query(query).entries().forEach((entry) -> details.add(entry.detail()));
		return details;
	}

}
