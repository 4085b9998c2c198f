package fr.passerelle.gateway.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import fr.passerelle.gateway.backup.BackupRefusedException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static fr.passerelle.gateway.backup.Installation.ADMIN;
import static fr.passerelle.gateway.backup.Installation.COLLEGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files that are damaged, forged or none of ours: each is refused by name, and changes
 * nothing.
 */
class HostileBackupTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@SuppressWarnings("NullAway.Init")
	private Installation here;

	@SuppressWarnings("NullAway.Init")
	private Path file;

	@SuppressWarnings("NullAway.Init")
	private String name;

	@BeforeEach
	void open(@TempDir Path data) {
		this.here = Installation.embedded(data);
		this.here.create(COLLEGE, "Jean-Moulin", "college.example.fr");
		this.name = this.here.backups.make(ADMIN).name();
		this.file = this.here.folder.resolve(this.name + ".zip");
		this.here.change(COLLEGE, "Two", "college.example.fr");
	}

	@AfterEach
	void close() {
		assertThat(this.here.name(COLLEGE)).isEqualTo("Two");
		this.here.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../../etc/passwd", "passerelle-20260901-055800-000-manual/../x", "passerelle.db", "",
			"passerelle-20260901-055800-000-manual.zip", "passerelle-20260901-055800-000-MANUAL",
			"passerelle-20261301-055800-000-manual", "passerelle-20260901-055800-000-other",
			"passerelle-20260901-055800-001-manual", "%2e%2e%2fpasserelle" })
	void aNameThatTheFolderDoesNotListIsUnknown(String name) {
		assertThatExceptionOfType(UnknownBackupException.class).isThrownBy(() -> this.here.backups.find(name));
		assertThatExceptionOfType(UnknownBackupException.class).isThrownBy(() -> this.here.backups.inspect(name));
		assertThatExceptionOfType(UnknownBackupException.class)
			.isThrownBy(() -> this.here.backups.restore(name, ADMIN));
		assertThatExceptionOfType(UnknownBackupException.class)
			.isThrownBy(() -> this.here.backups.content(name, ADMIN));
	}

	@Test
	void aLinkThatSomebodyPutThereIsNoBackup() throws IOException {
		Path link = this.here.folder.resolve("passerelle-20260901-055800-007-manual.zip");
		Files.createSymbolicLink(link, this.file);
		assertThat(this.here.backups.list()).hasSize(1);
	}

	@Test
	void oneByteChangedIsRefused() throws IOException {
		BackupCrashTests.garble(this.file);
		refused(Reason.DAMAGED);
	}

	@Test
	void aCutFileIsListedAsUnreadableAndRefused() throws IOException {
		byte[] content = Files.readAllBytes(this.file);
		Files.write(this.file, Arrays.copyOf(content, content.length / 2));
		assertThat(this.here.backups.list()).singleElement().matches((backup) -> !backup.readable());
		assertThat(this.here.backups.status().last()).isNull();
		refused(Reason.NOT_A_BACKUP);
	}

	@Test
	void aStoreThatDoesNotFitItsChecksumIsRefused() throws IOException {
		rewrite((manifest) -> manifest.put("sha256", "0".repeat(64)));
		refused(Reason.DAMAGED);
	}

	@Test
	void aStoreLargerThanItSaysIsNotUnpacked() throws IOException {
		rewrite((manifest) -> manifest.put("storeSize", 100));
		refused(Reason.DAMAGED);
	}

	@Test
	void aStoreOfManyGigabytesIsRefusedUnseen() throws IOException {
		rewrite((manifest) -> manifest.put("storeSize", Long.MAX_VALUE));
		refused(Reason.TOO_LARGE);
	}

	@Test
	void aStoreThatHoldsLessThanItSaysIsRefused() throws IOException {
		rewrite((manifest) -> manifest.withObject("counts").put("establishments", 7));
		refused(Reason.DAMAGED);
	}

	@Test
	void aFormOfANewerProgramIsRefused() throws IOException {
		rewrite((manifest) -> manifest.put("format", 2));
		assertThat(upload(Files.readAllBytes(this.file))).isEqualTo(Reason.NEWER);
	}

	@Test
	void whatIsNoBackupIsNotTaken() throws IOException {
		assertThat(upload("hello".getBytes(StandardCharsets.UTF_8))).isEqualTo(Reason.NOT_A_BACKUP);
		assertThat(upload(new byte[0])).isEqualTo(Reason.NOT_A_BACKUP);
		assertThat(upload(zip("{}", new byte[0]))).isEqualTo(Reason.NOT_A_BACKUP);
		assertThat(upload(zip("x".repeat(100_000), new byte[0]))).isEqualTo(Reason.NOT_A_BACKUP);
		assertThat(this.here.files()).containsExactly(this.name + ".zip");
	}

	@Test
	void whatIsLargerThanTheBoundIsNotTaken(@TempDir Path work) throws IOException {
		try (Reception reception = new Reception(new TemporaryStores(work, this.here.clock), 1000)) {
			assertThatExceptionOfType(BackupRefusedException.class)
				.isThrownBy(() -> reception.take(new ByteArrayInputStream(new byte[1001])))
				.satisfies((refused) -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE));
		}
		assertThat(work).isEmptyDirectory();
		assertThat(this.here.files()).containsExactly(this.name + ".zip");
	}

	@Test
	void aStoreOfANewerProgramIsRefused(@TempDir Path work) throws Exception {
		mend(work,
				"INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by, "
						+ "execution_time, success) VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'me', 1, 1)");
		refused(Reason.NEWER);
	}

	@Test
	void aColumnWhoseNameIsAStatementIsRefusedBeforeAnythingIsKept(@TempDir Path work) throws Exception {
		mend(work, "ALTER TABLE people ADD COLUMN \"a) VALUES (1); --\" TEXT");
		refused(Reason.DAMAGED);
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"CREATE VIEW more AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
			"ALTER TABLE people RENAME TO p; CREATE VIEW people AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
					+ "SELECT i + 1 FROM n) SELECT i FROM n",
			"ALTER TABLE flyway_schema_history RENAME TO h; CREATE VIEW flyway_schema_history AS WITH RECURSIVE n(i) AS "
					+ "(SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS version, i AS installed_rank FROM n",
			"CREATE TRIGGER later AFTER INSERT ON establishment BEGIN DELETE FROM people; END",
			"CREATE VIRTUAL TABLE words USING fts5(word)", "CREATE INDEX odd ON people (lower(family_name))",
			"CREATE INDEX part ON people (family_name) WHERE given_name <> ''",
			"ALTER TABLE people ADD COLUMN twice TEXT GENERATED ALWAYS AS (family_name || family_name) VIRTUAL",
			"CREATE TABLE more (id INTEGER)", "DROP INDEX people_by_ent_id", "CREATE TABLE \"a b\" (id INTEGER)",
			"PRAGMA journal_mode = WAL", "PRAGMA user_version = 7", "PRAGMA application_id = 7",
			"PRAGMA page_size = 65536; VACUUM", "PRAGMA auto_vacuum = FULL; VACUUM",
			"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'TEXT', 'BLOB') WHERE name = 'people'",
			"DELETE FROM flyway_schema_history", "DELETE FROM flyway_schema_history WHERE version = '2'" })
	void aStoreOfAnotherFormIsRefusedBeforeAnythingOfItRuns(String statements, @TempDir Path work) throws Exception {
		mend(work, statements.split("; (?!END)"));
		refused(Reason.DAMAGED);
		assertThat(upload(Files.readAllBytes(this.file))).isEqualTo(Reason.DAMAGED);
		assertThatExceptionOfType(BackupRefusedException.class).isThrownBy(() -> this.here.backups.inspect(this.name));
	}

	@Test
	void aStoreOfAnOlderProgramHasTheFormOfItsTime(@TempDir Path work) throws Exception {
		TemporaryStores forms = new TemporaryStores(work, this.here.clock);
		for (String last : List.of("4", "8", "10")) {
			Path file = work.resolve("older-" + last + ".db");
			CopiedStore.empty(file, last).close();
			try (CopiedStore older = forms.look(file)) {
				assertThat(forms.form(older.migrations())).isEqualTo(older.form()).isNotEqualTo(forms.form());
				assertThat(older.form().isPlainBeside(forms.form())).isTrue();
			}
		}
	}

	@Test
	void whatTakesTooLongIsBrokenOff(@TempDir Path work) throws Exception {
		Path store = work.resolve("store.db");
		BackupFile.extract(this.file, store);
		try (CopiedStore copy = new TemporaryStores(work, this.here.clock).look(store)) {
			this.here.clock.move(TemporaryStores.LOOK);
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> copy.jdbc()
				.queryForList(
						"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"));
		}
	}

	@Test
	void anUploadThatDoesNotEndHoldsUpNoBackupOfTheClock() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try {
			Future<Reason> upload = thread.submit(() -> upload(new InputStream() {

				@Override
				public int read() throws IOException {
					begun.countDown();
					try {
						goOn.await();
					}
					catch (InterruptedException ex) {
						throw new IOException(ex);
					}
					return -1;
				}

				@Override
				public int read(byte[] bytes, int offset, int length) throws IOException {
					return read();
				}

			}));
			begun.await();
			this.here.backups.makeScheduled();
			goOn.countDown();
			assertThat(upload.get()).isEqualTo(Reason.NOT_A_BACKUP);
		}
		finally {
			goOn.countDown();
			thread.shutdownNow();
		}
	}

	@Test
	void aDirectoryOfManyEntriesIsNotRead() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			for (int i = 0; i < 2000; i++) {
				zip.putNextEntry(new ZipEntry("a-name-that-is-rather-long-and-takes-room-" + i));
			}
		}
		assertThat(upload(out.toByteArray())).isEqualTo(Reason.NOT_A_BACKUP);
	}

	@Test
	void aDocumentThatThisProgramDoesNotAcceptIsRefusedByName(@TempDir Path work) throws Exception {
		mend(work, "UPDATE establishment_version SET document = '{\"uai\": \"0330001A\", \"name\": \"X\"}'");
		assertThat(this.here.backups.inspect(this.name).unusable()).singleElement()
			.satisfies((step) -> assertThat(step.faults().toString()).contains("publicUrl: is required"));
		refused(Reason.NOT_ACCEPTED);
	}

	/** Changes the store inside and makes the manifest fit, as a newer program would. */
	private void mend(Path work, String... sql) throws Exception {
		Path store = work.resolve("store.db");
		Manifest manifest = BackupFile.extract(this.file, store);
		try (CopiedStore copy = CopiedStore.open(store)) {
			for (String statement : sql) {
				copy.jdbc().execute(statement);
			}
		}
		Files.delete(this.file);
		BackupFile.write(this.file,
				new Manifest(manifest.format(), manifest.kind(), manifest.madeAt(), manifest.madeBy(),
						manifest.comment(), manifest.program(), manifest.schema(), Files.size(store),
						BackupFile.sha256(store), manifest.counts()),
				store);
	}

	private void rewrite(Consumer<ObjectNode> edit) throws IOException {
		byte[] store = new byte[0];
		ObjectNode manifest = JSON.createObjectNode();
		try (ZipFile zip = new ZipFile(this.file.toFile())) {
			store = zip.getInputStream(zip.getEntry("store.db")).readAllBytes();
			manifest = (ObjectNode) JSON.readTree(zip.getInputStream(zip.getEntry("manifest.json")).readAllBytes());
		}
		edit.accept(manifest);
		Files.write(this.file, zip(JSON.writeValueAsString(manifest), store));
	}

	private static byte[] zip(String manifest, byte[] store) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			zip.putNextEntry(new ZipEntry("manifest.json"));
			zip.write(manifest.getBytes(StandardCharsets.UTF_8));
			zip.putNextEntry(new ZipEntry("store.db"));
			zip.write(store);
		}
		return out.toByteArray();
	}

	private void refused(Reason reason) {
		assertThatExceptionOfType(BackupRefusedException.class)
			.isThrownBy(() -> this.here.backups.restore(this.name, ADMIN))
			.satisfies((refused) -> assertThat(refused.reason()).isEqualTo(reason));
	}

	private Reason upload(byte[] content) {
		return upload(new ByteArrayInputStream(content));
	}

	private Reason upload(InputStream content) {
		try {
			this.here.backups.upload(content, ADMIN);
		}
		catch (BackupRefusedException ex) {
			return ex.reason();
		}
		throw new AssertionError("was taken");
	}

}
