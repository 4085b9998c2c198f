package fr.passerelle.gateway.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AuditTrailTests {

	private static final Uai COLLEGE = new Uai("0330001A");

	private static final Uai LYCEE = new Uai("0330002B");

	private static final PasserelleSettings.Audit USUAL = PasserelleSettings.Audit.keeping(Duration.ofDays(365));

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
		AuditEntry full = AuditEntry.of(this.clock.instant(), AuditType.LOGIN_REFUSED)
			.withReference("r3f")
			.at(COLLEGE, EspaceKey.PARENT)
			.withDelegation("atrium")
			.withPerson("Zoé")
			.withAddress("198.51.100.7")
			.withCode("TICKET_REFUSED")
			.withDetail("INVALID_TICKET");
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
		AuditTrail trail = trail(3);
		for (int i = 0; i < 5; i++) {
			trail.record(entry(COLLEGE, AuditType.LOGOUT, String.valueOf(i)));
		}
		assertThat(trail.dropped()).isEqualTo(2);
		trail.start();
		trail.close();
		assertThat(trail.query(all(COLLEGE)).entries()).extracting(AuditEntry::detail).containsExactly("2", "1", "0");
		assertThat(trail.query(AuditQuery.of(null).ofTypes(Set.of(AuditType.AUDIT_LOST))).entries())
			.as("the trail says itself where it has a gap")
			.singleElement()
			.extracting(AuditEntry::detail)
			.isEqualTo("2");
	}

	@Test
	void whenTheQueueIsFullThenVisitorsMakeRoomForAdministratorsAndRefusalsForVisitors() {
		AuditTrail trail = trail(8);
		for (int i = 0; i < 8; i++) {
			trail.record(refusal("198.51.100." + i, "refusal"));
		}
		for (int i = 0; i < 10; i++) {
			trail.record(entry(COLLEGE, AuditType.LOGIN_SUCCEEDED, "login " + i));
		}
		for (int i = 0; i < 6; i++) {
			trail.record(entry(COLLEGE, AuditType.CONFIGURATION_CHANGED, "change " + i));
		}
		trail.start();
		trail.close();
		assertThat(trail.query(AuditQuery.of(COLLEGE).page(null, 50)).entries()).extracting(AuditEntry::detail)
			.containsExactly("change 5", "change 4", "change 3", "change 2", "change 1", "change 0", "login 1",
					"login 0");
	}

	@Test
	void whenThereIsRoomThenRefusalsTakeNoMoreThanTheirShare() {
		AuditTrail trail = trail(8);
		for (int i = 0; i < 8; i++) {
			trail.record(refusal("198.51.100." + i, "refusal"));
		}
		assertThat(trail.state().waiting()).isEqualTo(2);
		assertThat(trail.dropped()).isEqualTo(6);
	}

	@Test
	void whenTheStoreIsGoneAtTheEndThenTheLossIsCountedAndNobodyWaits() {
		JdbcTemplate jdbc = this.database.template();
		AuditTrail trail = trail(10);
		jdbc.execute("ALTER TABLE audit_entries RENAME TO gone");
		trail.record(entry(COLLEGE, AuditType.LOGOUT, "lost"));
		trail.start();
		trail.close();
		assertThat(trail.dropped()).isEqualTo(1);
	}

	@Test
	void whenTheStoreComesBackThenWhatWaitedIsWrittenInItsOrder() {
		JdbcTemplate jdbc = this.database.template();
		jdbc.execute("ALTER TABLE audit_entries RENAME TO gone");
		AuditTrail trail = trail(1000);
		trail.start();
		for (int i = 0; i < 500; i++) {
			trail.record(entry(COLLEGE, AuditType.LOGOUT, String.valueOf(i)));
		}
		await().until(() -> !trail.state().writing());
		jdbc.execute("ALTER TABLE gone RENAME TO audit_entries");
		await().until(() -> trail.state().writing() && trail.state().waiting() == 0);
		trail.close();
		assertThat(trail.dropped()).isZero();
		List<String> written = trail.query(AuditQuery.of(COLLEGE).page(null, 500))
			.entries()
			.stream()
			.map(AuditEntry::detail)
			.toList();
		assertThat(written)
			.isEqualTo(IntStream.iterate(499, (i) -> i - 1).limit(500).mapToObj(String::valueOf).toList());
	}

	@Test
	void whenSomethingUnforeseenBreaksThenTheWriterGoesOn() {
		AtomicBoolean broken = new AtomicBoolean(true);
		JdbcTemplate failing = new JdbcTemplate(this.database.dataSource()) {

			@Override
			public <T> int[][] batchUpdate(String sql, Collection<T> batch, int size,
					ParameterizedPreparedStatementSetter<T> setter) {
				if (broken.getAndSet(false)) {
					throw new NoClassDefFoundError("as after a folder was taken away");
				}
				return super.batchUpdate(sql, batch, size, setter);
			}

		};
		AuditTrail trail = new AuditTrail(new AuditTable(failing), new AuditIds(1), this.clock, USUAL, 10);
		trail.record(entry(COLLEGE, AuditType.LOGOUT, "kept"));
		trail.start();
		await().until(() -> !broken.get());
		trail.record(entry(COLLEGE, AuditType.LOGOUT, "afterwards"));
		trail.close();
		assertThat(trail.dropped()).isZero();
		assertThat(trail.query(all(COLLEGE)).entries()).extracting(AuditEntry::detail)
			.containsExactly("afterwards", "kept");
	}

	@Test
	void whenTheStoreIsBusyForAWhileThenNothingIsLost() {
		AtomicInteger tries = new AtomicInteger();
		JdbcTemplate busy = new JdbcTemplate(this.database.dataSource()) {

			@Override
			public <T> int[][] batchUpdate(String sql, Collection<T> batch, int size,
					ParameterizedPreparedStatementSetter<T> setter) {
				if (tries.getAndIncrement() < 2) {
					throw new UncategorizedSQLException("insert", sql,
							new SQLiteException("locked", SQLiteErrorCode.SQLITE_BUSY));
				}
				return super.batchUpdate(sql, batch, size, setter);
			}

		};
		AuditTrail trail = new AuditTrail(new AuditTable(busy), new AuditIds(1), this.clock, USUAL, 10);
		for (String detail : List.of("1", "2", "3")) {
			trail.record(entry(COLLEGE, AuditType.CONFIGURATION_CHANGED, detail));
		}
		trail.start();
		await().until(() -> tries.get() >= 3 && trail.state().writing());
		trail.close();
		assertThat(trail.dropped()).isZero();
		assertThat(trail.query(all(COLLEGE)).entries()).extracting(AuditEntry::detail).containsExactly("3", "2", "1");
	}

	@Test
	void anEntryThatTheStoreDoesNotTakeHoldsUpNoOther() {
		JdbcTemplate jdbc = this.database.template();
		jdbc.execute("CREATE TRIGGER no_such BEFORE INSERT ON audit_entries WHEN NEW.detail = 'refused' "
				+ "BEGIN SELECT RAISE(ABORT, 'no'); END");
		AuditTrail trail = trail(10);
		for (String detail : List.of("1", "refused", "2")) {
			trail.record(entry(COLLEGE, AuditType.LOGOUT, detail));
		}
		trail.start();
		trail.close();
		assertThat(trail.query(all(COLLEGE)).entries()).extracting(AuditEntry::detail).containsExactly("2", "1");
		assertThat(trail.dropped()).isEqualTo(1);
	}

	@Test
	void tenThousandRefusalsOfOneKindToOneAddressAreAFewEntriesAndOneThatCountsTheRest() {
		AuditTrail trail = trail(10_000);
		Set<String> references = new HashSet<>();
		for (int i = 0; i < 10_000; i++) {
			references.add(trail.refused(refusal("198.51.100.7", "page " + i).withReference("r" + i)));
		}
		trail.start();
		trail.close();
		List<AuditEntry> entries = trail.query(AuditQuery.of(COLLEGE).page(null, 500)).entries();
		assertThat(entries).hasSize(21);
		assertThat(entries.stream().mapToLong(AuditEntry::counted).sum()).isEqualTo(9_980);
		assertThat(entries).extracting(AuditEntry::reference)
			.as("whatever reference a page showed, the trail has it")
			.containsExactlyInAnyOrderElementsOf(references);
	}

	@Test
	void theNextMinuteHasEntriesOfItsOwn() {
		AuditTrail trail = trail(10_000);
		trail.start();
		for (int i = 0; i < 30; i++) {
			trail.record(refusal("198.51.100.7", "first"));
		}
		this.clock.move(Duration.ofMinutes(1));
		AuditQuery refused = AuditQuery.of(COLLEGE).page(null, 500);
		await().until(() -> trail.query(refused).entries().stream().anyMatch((entry) -> entry.counted() == 10));
		for (int i = 0; i < 5; i++) {
			trail.record(refusal("198.51.100.7", "second"));
		}
		trail.close();
		assertThat(trail.query(refused).entries()).hasSize(26);
	}

	@Test
	void anIpv6CustomersAddressesCountAsOne() {
		AuditTrail trail = trail(10_000);
		for (int i = 0; i < 100; i++) {
			trail.record(refusal("2001:db8:1:2::" + Integer.toHexString(i), "page"));
		}
		trail.start();
		trail.close();
		assertThat(trail.query(AuditQuery.of(COLLEGE).page(null, 500)).entries()).hasSize(21);
	}

	@Test
	void manyAddressesTogetherAreBoundedTooAndHideNoOtherKind() {
		AuditTrail trail = trail(10_000);
		Set<String> references = new HashSet<>();
		for (int i = 0; i < 5_000; i++) {
			String address = "10.0." + i / 250 + "." + i % 250;
			references.add(trail.refused(refusal(address, "page").withReference("r" + i)));
		}
		trail.record(AuditEntry.of(this.clock.instant(), AuditType.DIRECT_LOGIN_REFUSED)
			.withUai(COLLEGE)
			.withAddress("203.0.113.1"));
		trail.start();
		trail.close();
		List<AuditEntry> entries = trail.query(AuditQuery.of(COLLEGE).page(null, 500)).entries();
		assertThat(entries).hasSize(202).extracting(AuditEntry::type).contains(AuditType.DIRECT_LOGIN_REFUSED);
		assertThat(entries.stream().mapToLong(AuditEntry::counted).sum()).isEqualTo(4_800);
		assertThat(entries).extracting(AuditEntry::reference).containsAll(references);
	}

	@Test
	void onlySoManyRefusalsOfAKindAreKept() {
		PasserelleSettings.Audit settings = new PasserelleSettings.Audit(Duration.ofDays(365), 10_000, 100_000, 1000);
		try (AuditTrail trail = AuditTrail.open(this.database.template(), this.clock, settings)) {
			trail.record(entry(COLLEGE, AuditType.LOGOUT, "stays"));
			for (int i = 0; i < 1500; i++) {
				trail.record(refusal("198.51.100.7", "page"));
			}
		}
		assertThat(count()).isEqualTo(1501);
		AuditTrail.open(this.database.template(), this.clock, settings).close();
		assertThat(count()).isEqualTo(1001);
	}

	private int count() {
		return Objects.requireNonNull(
				this.database.template().queryForObject("SELECT COUNT(*) FROM audit_entries", Integer.class));
	}

	private AuditTrail trail(int maxWaiting) {
		return new AuditTrail(new AuditTable(this.database.template()), new AuditIds(1), this.clock, USUAL, maxWaiting);
	}

	private AuditEntry refusal(String address, String detail) {
		return AuditEntry.of(this.clock.instant(), AuditType.PAGE_REFUSED)
			.withUai(COLLEGE)
			.withAddress(address)
			.withCode("UNKNOWN_PATH")
			.withDetail(detail);
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
