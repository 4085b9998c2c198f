package fr.passerelle.gateway.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.store.TestDatabase;
import fr.passerelle.gateway.web.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class AuditTrailTests {

	private static final Uai COLLEGE = new Uai("0330001A");

	private static final Uai LYCEE = new Uai("0330002B");

	private final MovableClock clock = new MovableClock();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@SuppressWarnings("NullAway.Init")
	private TestDatabase database;

	@BeforeEach
	void open() {
		this.database = TestDatabase.embedded(this.folder);
	}

	@AfterEach
	void close() throws Exception {
		this.database.close();
	}

	private AuditEntry entry(Uai uai, AuditType type, String detail) {
		this.clock.move(Duration.ofSeconds(1));
		return AuditEntry.of(this.clock.instant(), type).withUai(uai).withDetail(detail);
	}

	private AuditQuery all(Uai uai) {
		return AuditQuery.of(uai).page(null, 10);
	}

	@Test
	void whatWaitsIsWrittenBeforeTheProgramEnds() {
		AuditTrail trail = AuditTrail.open(this.database.template(), this.clock, Duration.ofDays(365));
		for (int i = 0; i < 1000; i++) {
			trail.record(entry(COLLEGE, AuditType.LOGOUT, "number " + i));
		}
		trail.close();
		assertThat(trail.dropped()).isZero();
		assertThat(trail.query(all(COLLEGE)).entries()).hasSize(10)
			.first()
			.extracting(AuditEntry::detail)
			.isEqualTo("number 999");
		assertThat(this.database.template().queryForObject("SELECT COUNT(*) FROM audit_entries", Integer.class))
			.isEqualTo(1000);
	}

	@Test
	void anEntryComesBackAsItWasRecorded() {
		AuditTrail trail = AuditTrail.open(this.database.template(), this.clock, Duration.ofDays(365));
		AuditEntry full = new AuditEntry(this.clock.instant(), AuditType.LOGIN_REFUSED, "r3f", COLLEGE, "parent",
				"atrium", "Zoé", "198.51.100.7", "TICKET_REFUSED", "INVALID_TICKET");
		trail.record(full);
		trail.record(AuditEntry.of(this.clock.instant(), AuditType.ADMIN_LOGIN_REFUSED).withReference("other"));
		trail.close();
		assertThat(trail.query(AuditQuery.of(null).withReference("r3f")).entries()).containsExactly(full);
		assertThat(trail.query(AuditQuery.of(null).withReference("other")).entries()).singleElement()
			.extracting(AuditEntry::uai)
			.isNull();
	}

	@Test
	void theTrailIsReadByEstablishmentTimeAndType() {
		AuditTrail trail = AuditTrail.open(this.database.template(), this.clock, Duration.ofDays(365));
		trail.record(entry(COLLEGE, AuditType.LOGOUT, "1"));
		trail.record(entry(LYCEE, AuditType.LOGOUT, "2"));
		trail.record(entry(COLLEGE, AuditType.LOGIN_SUCCEEDED, "3"));
		Instant since = this.clock.instant();
		trail.record(entry(COLLEGE, AuditType.LOGOUT, "4"));
		trail.close();
		assertThat(trail.query(all(COLLEGE)).entries()).extracting(AuditEntry::detail).containsExactly("4", "3", "1");
		assertThat(trail.query(all(COLLEGE).between(since, null)).entries()).extracting(AuditEntry::detail)
			.containsExactly("4", "3");
		assertThat(trail.query(all(COLLEGE).between(since, null).ofTypes(Set.of(AuditType.LOGOUT))).entries())
			.extracting(AuditEntry::detail)
			.containsExactly("4");
	}

	@Test
	void pagesFollowEachOtherWithoutGapOrRepetition() {
		AuditTrail trail = AuditTrail.open(this.database.template(), this.clock, Duration.ofDays(365));
		for (int i = 0; i < 5; i++) {
			trail.record(entry(COLLEGE, AuditType.LOGOUT, String.valueOf(i)));
		}
		trail.close();
		AuditPage first = trail.query(AuditQuery.of(COLLEGE).page(null, 3));
		AuditPage second = trail.query(AuditQuery.of(COLLEGE).page(first.next(), 3));
		assertThat(first.entries()).extracting(AuditEntry::detail).containsExactly("4", "3", "2");
		assertThat(second.entries()).extracting(AuditEntry::detail).containsExactly("1", "0");
		assertThat(second.next()).isNull();
	}

	@Test
	void whenTheQueueIsFullThenTheCallerGoesOnAndTheLossIsCounted() {
		AuditTrail trail = new AuditTrail(new AuditTable(this.database.template()), new AuditIds(1), this.clock,
				Duration.ofDays(365), 3);
		for (int i = 0; i < 5; i++) {
			trail.record(entry(COLLEGE, AuditType.LOGOUT, String.valueOf(i)));
		}
		assertThat(trail.dropped()).isEqualTo(2);
		trail.start();
		trail.close();
		assertThat(trail.query(all(COLLEGE)).entries()).extracting(AuditEntry::detail).containsExactly("2", "1", "0");
	}

	@Test
	void whenTheStoreFailsThenTheLossIsCountedAndNobodyWaits() {
		JdbcTemplate jdbc = this.database.template();
		AuditTrail trail = new AuditTrail(new AuditTable(jdbc), new AuditIds(1), this.clock, Duration.ofDays(365), 10);
		jdbc.execute("ALTER TABLE audit_entries RENAME TO gone");
		trail.record(entry(COLLEGE, AuditType.LOGOUT, "lost"));
		trail.start();
		trail.close();
		assertThat(trail.dropped()).isEqualTo(1);
	}

	@Test
	void entriesOlderThanAYearAreDeleted() {
		AuditTrail trail = AuditTrail.open(this.database.template(), this.clock, Duration.ofDays(365));
		trail.record(entry(COLLEGE, AuditType.LOGOUT, "old"));
		trail.close();
		this.clock.move(Duration.ofDays(366));
		AuditTrail later = AuditTrail.open(this.database.template(), this.clock, Duration.ofDays(365));
		later.record(entry(COLLEGE, AuditType.LOGOUT, "new"));
		later.close();
		assertThat(later.query(all(COLLEGE)).entries()).extracting(AuditEntry::detail).containsExactly("new");
	}

	@Test
	void whatVisitorsWroteCannotForgeALine() {
		AuditEntry entry = AuditEntry.of(this.clock.instant(), AuditType.PAGE_REFUSED)
			.withPerson("a\r\nb\u202Ec")
			.withDetail("x".repeat(10_000));
		assertThat(entry.person()).isEqualTo("a\uFFFD\uFFFDb\uFFFDc");
		assertThat(entry.detail()).hasSize(500);
	}

}
