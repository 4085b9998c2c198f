package fr.passerelle.gateway.backup;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.backup.Manifest.Counts;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.store.Database;
import fr.passerelle.gateway.version.EstablishmentChanged;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.gateway.version.LostRaceException;
import fr.passerelle.gateway.version.RestoreStep;
import fr.passerelle.gateway.version.RestoreStep.Effect;
import fr.passerelle.gateway.version.UnknownEstablishmentException;
import fr.passerelle.gateway.version.VersionSummary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static fr.passerelle.gateway.backup.Installation.ADMIN;
import static fr.passerelle.gateway.backup.Installation.COLLEGE;
import static fr.passerelle.gateway.backup.Installation.LYCEE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What holds for backups of every database.
 */
@ParameterizedClass
@EnumSource(Database.class)
class BackupsContract {

	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@SuppressWarnings("NullAway.Init")
	private Installation here;

	private final Database database;

	BackupsContract(Database database) {
		this.database = database;
	}

	@BeforeEach
	void open(@TempDir Path folder) {
		this.folder = folder;
		this.here = Installation.on(this.database, folder.resolve("here"));
		this.here.create(COLLEGE, "Jean-Moulin", "college.example.fr");
		this.here.addPerson(COLLEGE, "zoe");
		this.here.addAdministrator("admin", "hash-1");
		this.here.addAdministrator("zoe", "hash-2");
	}

	@AfterEach
	void close() {
		this.here.close();
	}

	@Test
	void aBackupSaysWhatItHoldsAndWhoMadeIt() {
		Backup backup = this.here.backups.make(ADMIN);
		Manifest manifest = backup.manifest();
		assertThat(backup.kind()).isEqualTo(BackupKind.MANUAL);
		assertThat(manifest).isNotNull();
		assertThat(manifest.counts()).isEqualTo(new Counts(1, 1, 1));
		assertThat(manifest.madeBy()).isEqualTo("admin");
		assertThat(manifest.comment()).isEqualTo("before the summer");
		assertThat(manifest.madeAt()).isEqualTo(this.here.clock.instant());
		assertThat(this.here.backups.list()).containsExactly(backup);
		assertThat(this.here.backups.status().last()).isEqualTo(backup);
	}

	@Test
	void everyTableIsDecidedUpon() {
		try (CopiedStore empty = CopiedStore.empty(this.folder.resolve("empty.db"), null)) {
			List<String> tables = empty.client()
				.sql("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
				.query(String.class)
				.list();
			assertThat(StoreTables.known()).isEqualTo(new TreeSet<>(tables));
			assertThat(StoreTables.COPIED).doesNotHaveDuplicates();
		}
	}

	@Test
	void whatIsInsideIsShownBesideWhatIsHere() {
		this.here.create(LYCEE, "Remparts", "lycee.example.fr");
		String name = this.here.backups.make(ADMIN).name();
		this.here.change(COLLEGE, "Jean Moulin", "college.example.fr");
		this.here.delete(LYCEE);
		this.here.create(new Uai("0440003C"), "Neuf", "neuf.example.fr");
		BackupContents inside = this.here.backups.inspect(name);
		assertThat(inside.steps()).extracting(RestoreStep::effect)
			.containsExactly(Effect.CHANGED, Effect.REMOVED, Effect.ADDED);
		assertThat(inside.steps()).extracting(RestoreStep::name).containsExactly("Jean-Moulin", "Neuf", "Remparts");
		assertThat(inside.steps()).extracting(RestoreStep::then).containsExactly(1L, 0L, 1L);
		assertThat(inside.steps()).extracting(RestoreStep::now).containsExactly(2L, 1L, 0L);
		assertThat(inside.administrators()).containsExactly("admin", "zoe");
		assertThat(inside.takesAccounts()).isFalse();
		assertThat(inside.usable()).isTrue();
	}

	@Test
	void aRestoreIsInEffectAtOnceAndKeepsWhatItReplaces() {
		String name = this.here.backups.make(ADMIN).name();
		this.here.change(COLLEGE, "Jean Moulin", "other.example.fr");
		this.here.create(LYCEE, "Remparts", "college.example.fr");
		this.here.addPerson(LYCEE, "yann");
		this.here.clock.move(Duration.ofMinutes(1));
		Restored done = this.here.backups.restore(name, ADMIN);
		assertThat(this.here.name(COLLEGE)).isEqualTo("Jean-Moulin");
		assertThat(this.here.name(LYCEE)).isEqualTo("none");
		assertThat(this.here.people()).containsExactly("zoe");
		assertThat(done.changed()).isEqualTo(1);
		assertThat(done.removed()).isEqualTo(1);
		this.here.clock.move(Duration.ofMinutes(1));
		this.here.backups.restore(done.kept(), ADMIN);
		assertThat(this.here.name(COLLEGE)).isEqualTo("Jean Moulin");
		assertThat(this.here.name(LYCEE)).isEqualTo("Remparts");
		assertThat(this.here.people()).containsExactly("yann", "zoe");
	}

	@Test
	void closedPeopleFamiliesAndTheLastImportComeBackAsTheyWere() {
		this.here.addPerson(COLLEGE, "marie");
		this.here.execute("UPDATE people SET closed_at = 1, source_id = 'siecle:1', class_name = '6A' "
				+ "WHERE login_key = 'zoe'");
		this.here.execute("INSERT INTO people_families (uai, guardian_key, child_key, legal_rank) "
				+ "VALUES ('0330001A', 'marie', 'zoe', 2)");
		this.here.execute("INSERT INTO people_undo (uai, imported_at, detail) VALUES ('0330001A', 1, '1 added')");
		String name = this.here.backups.make(ADMIN).name();
		this.here.execute("UPDATE people SET closed_at = NULL, class_name = '5A'");
		this.here.execute("DELETE FROM people_families");
		this.here.execute("UPDATE people_undo SET detail = 'another'");
		this.here.backups.restore(name, ADMIN);
		assertThat(this.here.texts("SELECT class_name || closed_at || source_id FROM people WHERE login_key = 'zoe'"))
			.containsExactly("6A1siecle:1");
		assertThat(this.here.texts("SELECT guardian_key || child_key || legal_rank FROM people_families"))
			.containsExactly("mariezoe2");
		assertThat(this.here.texts("SELECT detail FROM people_undo")).containsExactly("1 added");
	}

	@Test
	void numbersNeverGoBackAndNoOldETagFits() {
		String name = this.here.backups.make(ADMIN).name();
		this.here.change(COLLEGE, "Two", "college.example.fr");
		this.here.change(COLLEGE, "Three", "college.example.fr");
		this.here.backups.restore(name, ADMIN);
		assertThat(this.here.establishments.current(COLLEGE).number()).isEqualTo(4);
		for (long old = 1; old <= 3; old++) {
			ExpectedVersion expected = ExpectedVersion.only(old);
			assertThatExceptionOfType(LostRaceException.class)
				.isThrownBy(() -> this.here.establishments.replace(COLLEGE,
						Installation.document(COLLEGE, "Late", "college.example.fr"), expected, false, ADMIN));
		}
		assertThat(this.here.history.newest(COLLEGE, 10)).extracting(VersionSummary::number)
			.containsExactly(4L, 3L, 2L, 1L);
		assertThat(this.here.history.version(COLLEGE, 4).comment()).contains(name);
	}

	@Test
	void anEstablishmentThatWasDeletedComesBackAboveItsGrave() {
		String name = this.here.backups.make(ADMIN).name();
		this.here.delete(COLLEGE);
		this.here.backups.restore(name, ADMIN);
		assertThat(this.here.name(COLLEGE)).isEqualTo("Jean-Moulin");
		assertThat(this.here.establishments.current(COLLEGE).number()).isEqualTo(3);
	}

	@Test
	void anEstablishmentThatIsRemovedLeavesNoHistoryAndIsTold() {
		String name = this.here.backups.make(ADMIN).name();
		this.here.create(LYCEE, "Remparts", "lycee.example.fr");
		this.here.events.clear();
		this.here.backups.restore(name, ADMIN);
		assertThatExceptionOfType(UnknownEstablishmentException.class)
			.isThrownBy(() -> this.here.history.newest(LYCEE, 10));
		assertThat(this.here.events).singleElement()
			.satisfies((event) -> assertThat(event.kind()).isEqualTo(EstablishmentChanged.Kind.DELETED));
		this.here.create(LYCEE, "Remparts", "lycee.example.fr");
		assertThat(this.here.establishments.current(LYCEE).number()).isEqualTo(3);
	}

	@Test
	void whatStandsAsInTheBackupKeepsItsVersion() {
		this.here.events.clear();
		Restored done = this.here.backups.restore(this.here.backups.make(ADMIN).name(), ADMIN);
		assertThat(done.unchanged()).isEqualTo(1);
		assertThat(this.here.establishments.current(COLLEGE).number()).isEqualTo(1);
		assertThat(this.here.events).isEmpty();
	}

	@Test
	void accountsAndJournalAreNotRolledBack() {
		String name = this.here.backups.make(ADMIN).name();
		this.here.database.jdbc().sql("DELETE FROM administrators").update();
		this.here.addAdministrator("successor", "hash-2");
		this.here.backups.restore(name, ADMIN);
		assertThat(this.here.administrators()).containsExactly("successor/hash-2");
		assertThat(this.here.written()).extracting(AuditEntry::type)
			.containsExactly(AuditType.BACKUP_RESTORED, AuditType.BACKUP_MADE, AuditType.BACKUP_MADE);
	}

	@Test
	void aNewInstallationOnEitherDatabaseTakesEverythingOver() throws Exception {
		this.here.change(COLLEGE, "Jean Moulin", "college.example.fr");
		Backup backup = this.here.backups.make(ADMIN);
		byte[] file = Files.readAllBytes(this.here.folder.resolve(backup.name() + ".zip"));
		for (Installation there : List.of(Installation.on(this.database, this.folder.resolve("new")),
				Installation.on(this.database.other(), this.folder.resolve("other")))) {
			try (there) {
				there.addAdministrator("admin", "hash-0");
				Backup uploaded = there.backups.upload(new ByteArrayInputStream(file), ADMIN);
				assertThat(there.backups.inspect(uploaded.name()).takesAccounts()).isTrue();
				assertThat(there.backups.restore(uploaded.name(), ADMIN).accounts()).isTrue();
				assertThat(there.name(COLLEGE)).isEqualTo("Jean Moulin");
				assertThat(there.history.newest(COLLEGE, 10)).extracting(VersionSummary::number)
					.containsExactly(3L, 2L, 1L);
				assertThat(there.people()).containsExactly("zoe");
				assertThat(there.administrators()).containsExactly("admin/hash-0", "zoe/hash-2");
				there.change(COLLEGE, "On its own now", "college.example.fr");
			}
		}
	}

	/** Between two tables, so that one alone would know of the change. */
	@Test
	void aBackupIsOfOneMomentWhileOthersWrite() {
		this.here.witness = (step) -> {
			if (step == Step.TABLE_COPIED && this.here.name(COLLEGE).equals("Jean-Moulin")) {
				this.here.change(COLLEGE, "Too late", "college.example.fr");
				this.here.addPerson(COLLEGE, "too-late");
			}
		};
		Backup backup = this.here.backups.make(ADMIN);
		assertThat(this.here.name(COLLEGE)).isEqualTo("Too late");
		assertThat(backup.manifest()).isNotNull();
		assertThat(backup.manifest().counts()).isEqualTo(new Counts(1, 1, 1));
		assertThat(this.here.backups.inspect(backup.name()).steps()).singleElement()
			.satisfies((step) -> assertThat(step.name()).isEqualTo("Jean-Moulin"));
	}

	@Test
	void ofTwoRestoresAtOnceOneWins() throws Exception {
		String name = this.here.backups.make(ADMIN).name();
		this.here.change(COLLEGE, "Two", "college.example.fr");
		CountDownLatch inside = new CountDownLatch(1);
		CountDownLatch tried = new CountDownLatch(1);
		this.here.witness = (step) -> {
			inside.countDown();
			await(tried);
		};
		Thread first = new Thread(() -> this.here.backups.restore(name, ADMIN), "first restore");
		first.start();
		await(inside);
		try {
			assertThatExceptionOfType(BackupBusyException.class)
				.isThrownBy(() -> this.here.backups.restore(name, ADMIN));
		}
		finally {
			tried.countDown();
			first.join();
		}
		assertThat(this.here.establishments.current(COLLEGE).number()).isEqualTo(3);
	}

	@Test
	void aRestoreThatFailsChangesNothing() {
		String name = this.here.backups.make(ADMIN).name();
		this.here.change(COLLEGE, "Two", "college.example.fr");
		this.here.addPerson(COLLEGE, "yann");
		this.here.database.jdbc().sql("ALTER TABLE people ADD COLUMN tall INTEGER NOT NULL DEFAULT 1").update();
		this.here.database.jdbc().sql("ALTER TABLE people RENAME COLUMN search_text TO gone").update();
		assertThatExceptionOfType(BackupFailedException.class).isThrownBy(() -> this.here.backups.restore(name, ADMIN));
		assertThat(this.here.name(COLLEGE)).isEqualTo("Two");
		assertThat(this.here.establishments.current(COLLEGE).number()).isEqualTo(2);
		assertThat(this.here.people()).containsExactly("yann", "zoe");
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
