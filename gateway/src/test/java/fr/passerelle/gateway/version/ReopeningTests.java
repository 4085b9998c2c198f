package fr.passerelle.gateway.version;

import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.DocumentReaderTests;
import fr.passerelle.gateway.document.EspacePatch;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.document.Publication;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A closed school that opens again at its time.
 */
class ReopeningTests {

	private static final Uai SCHOOL = new Uai("0330001A");

	private static final Change CHANGE = new Change("admin", null);

	@SuppressWarnings("NullAway.Init")
	private static TestDatabase database;

	private final MovableClock clock = new MovableClock();

	private final AtomicInteger transactions = new AtomicInteger();

	@SuppressWarnings("NullAway.Init")
	private TestControlPlane node;

	@SuppressWarnings("NullAway.Init")
	private Establishments establishments;

	@BeforeAll
	static void start(@TempDir Path folder) {
		database = TestDatabase.embedded(folder);
	}

	@AfterAll
	static void stop() {
		database.close();
	}

	@BeforeEach
	void openSchool() {
		database.jdbc().sql("DELETE FROM establishment_version").update();
		database.jdbc().sql("DELETE FROM establishment").update();
		this.node = node();
		this.establishments = this.node.establishments();
		this.establishments.create(document(""), CHANGE);
	}

	@Test
	void opensAtTheTimeByANewVersionThatSaysWhy() {
		close(Duration.ofHours(2));
		Reopening reopening = reopening(this.node);
		this.clock.move(Duration.ofHours(2).minusSeconds(1));
		reopening.tick();
		assertThat(school().published()).isFalse();

		this.clock.move(Duration.ofSeconds(1));
		reopening.tick();

		assertThat(school().published()).isTrue();
		assertThat(school().closedReason()).isNull();
		assertThat(school().closedUntil()).isNull();
		Version version = this.establishments.current(SCHOOL);
		assertThat(version.number()).isEqualTo(3);
		assertThat(version.author()).isEqualTo("Passerelle");
		assertThat(version.comment()).isEqualTo("Réouverture automatique à l’heure prévue");
	}

	@Test
	void asksNothingOfTheDatabaseWhileNothingIsDue() {
		close(Duration.ofHours(2));
		int before = this.transactions.get();
		database.jdbc().sql("UPDATE establishment SET version = 99").update();
		Reopening reopening = reopening(this.node);
		for (int i = 0; i < 1000; i++) {
			reopening.tick();
		}
		assertThat(this.transactions).hasValue(before);
		assertThat(school().version()).isEqualTo(2);
	}

	@Test
	void opensAfterARestartTooWhereTheTimeHasPassedMeanwhile() {
		close(Duration.ofHours(2));
		this.clock.move(Duration.ofDays(1));
		TestControlPlane restarted = node();
		assertThat(restarted.establishments().find(SCHOOL).orElseThrow().published()).isFalse();
		reopening(restarted).tick();
		assertThat(restarted.establishments().find(SCHOOL).orElseThrow().published()).isTrue();
	}

	@Test
	void ofManyNodesExactlyOneMakesTheVersionAndAllAreOpen() throws Exception {
		close(Duration.ofHours(2));
		List<TestControlPlane> nodes = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			nodes.add(node());
		}
		this.clock.move(Duration.ofHours(2));
		CyclicBarrier start = new CyclicBarrier(nodes.size());
		run(nodes.stream().map((node) -> (Callable<Boolean>) () -> {
			start.await();
			reopening(node).tick();
			return true;
		}).toList());
		assertThat(this.node.history().newest(SCHOOL, 10)).hasSize(3);
		assertThat(nodes).allMatch((node) -> node.establishments().find(SCHOOL).orElseThrow().published());
	}

	@Test
	void openingByHandCancelsIt() {
		close(Duration.ofHours(2));
		this.establishments.publish(SCHOOL, Publication.OPEN, ExpectedVersion.ANY, CHANGE);
		this.establishments.publish(SCHOOL, new Publication(false, null, null), ExpectedVersion.ANY, CHANGE);
		this.clock.move(Duration.ofHours(3));
		reopening(this.node).tick();
		assertThat(school().published()).isFalse();
	}

	@Test
	void anAdministratorWhoDecidesAtTheSameMomentIsNotOverruled() {
		close(Duration.ofHours(2));
		TestControlPlane late = node();
		this.clock.move(Duration.ofHours(2));
		this.establishments.publish(SCHOOL, new Publication(false, "Encore fermé", null), ExpectedVersion.ANY, CHANGE);
		reopening(late).tick();
		assertThat(late.establishments().find(SCHOOL).orElseThrow().closedReason()).isEqualTo("Encore fermé");
		assertThat(this.node.history().newest(SCHOOL, 10)).hasSize(3);
	}

	@Test
	void aTimeInThePastIsAFault() {
		OffsetDateTime now = this.clock.instant().atOffset(ZoneOffset.UTC);
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(() -> this.establishments.publish(SCHOOL, new Publication(false, null, now),
					ExpectedVersion.ANY, CHANGE))
			.withMessage("closedUntil: is in the past");
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(
					() -> this.establishments.propose(SCHOOL, new Publication(false, null, now), ExpectedVersion.ANY))
			.withMessage("closedUntil: is in the past");
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(() -> this.establishments.publish(SCHOOL, new Publication(false, null, now.plusYears(3)),
					ExpectedVersion.ANY, CHANGE))
			.withMessage("closedUntil: is more than 2 years ahead");
	}

	@Test
	void aTimeThatHasPassedHindersNoOtherChange() {
		close(Duration.ofHours(2));
		this.clock.move(Duration.ofHours(2));
		this.establishments.patch(SCHOOL, EspaceKey.PARENT, new EspacePatch(true, null, null), ExpectedVersion.ANY,
				CHANGE);
		assertThat(school().published()).isFalse();
		reopening(this.node).tick();
		assertThat(school().isOpen(EspaceKey.PARENT)).isTrue();
	}

	@Test
	void restoringAVersionWhoseTimeHasPassedStaysClosed() {
		close(Duration.ofHours(2));
		this.establishments.publish(SCHOOL, Publication.OPEN, ExpectedVersion.ANY, CHANGE);
		this.clock.move(Duration.ofDays(7));
		this.establishments.restore(SCHOOL, 2, ExpectedVersion.ANY, CHANGE);
		reopening(this.node).tick();
		assertThat(school().published()).isFalse();
		assertThat(school().closedReason()).isEqualTo("Travaux");
	}

	@Test
	void anOpenSchoolHasNoTimeToOpen() {
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(() -> this.establishments.replace(SCHOOL,
					document(", \"closedUntil\": \"2026-12-01T08:00:00+01:00\""), ExpectedVersion.ANY, false, CHANGE))
			.withMessageContaining("closedUntil: is for a closed establishment alone");
	}

	@Test
	void aTimeWithoutOffsetIsAFault() {
		ConfigurationDocument closed = document(", \"published\": false, \"closedUntil\": \"2026-12-01T08:00:00\"");
		assertThatExceptionOfType(InvalidDocumentException.class)
			.isThrownBy(() -> this.establishments.replace(SCHOOL, closed, ExpectedVersion.ANY, false, CHANGE))
			.withMessageContaining("closedUntil: is a date and a time with its offset");
	}

	private void close(Duration time) {
		this.establishments.publish(SCHOOL,
				new Publication(false, "Travaux", this.clock.instant().plus(time).atOffset(ZoneOffset.ofHours(2))),
				ExpectedVersion.only(1), CHANGE);
	}

	private Establishment school() {
		return this.establishments.find(SCHOOL).orElseThrow();
	}

	/** A program on the same database. */
	private TestControlPlane node() {
		TransactionOperations counting = new Counting(database.transactions(), this.transactions);
		return TestControlPlane.on(database, counting, this.clock, (changed) -> {
		});
	}

	private Reopening reopening(TestControlPlane of) {
		return new Reopening(of.establishments(), of.follower(), this.clock);
	}

	private static ConfigurationDocument document(String more) {
		return ConfigurationDocument.parse(DocumentReaderTests.bytes("""
				{"uai": "0330001A", "name": "Jean-Moulin", "publicUrl": "https://0330001a.example.fr",
				"upstream": "http://127.0.0.1:9000"%s}""".formatted(more)), Format.JSON);
	}

	private static void run(List<Callable<Boolean>> tasks) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(tasks.size());
		try {
			for (Future<Boolean> result : executor.invokeAll(tasks)) {
				result.get();
			}
		}
		finally {
			executor.shutdown();
		}
	}

	/** Counts what is written. */
	private record Counting(TransactionOperations transactions, AtomicInteger count) implements TransactionOperations {

		@Override
		public <T> T execute(org.springframework.transaction.support.TransactionCallback<T> action) {
			this.count.incrementAndGet();
			return this.transactions.execute(action);
		}

	}

}
