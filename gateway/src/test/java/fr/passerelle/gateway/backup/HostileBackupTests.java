package fr.passerelle.gateway.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
		Reception reception = new Reception(new BackupFolder(this.here.folder), new TemporaryStores(work), 1000);
		assertThatExceptionOfType(BackupRefusedException.class)
			.isThrownBy(() -> reception.take(new ByteArrayInputStream(new byte[1001]),
					new BackupName(this.here.clock.instant(), BackupKind.UPLOADED)))
			.satisfies((refused) -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE));
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

	@Test
	void aDocumentThatThisProgramDoesNotAcceptIsRefusedByName(@TempDir Path work) throws Exception {
		mend(work, "UPDATE establishment_version SET document = '{\"uai\": \"0330001A\", \"name\": \"X\"}'");
		assertThat(this.here.backups.inspect(this.name).unusable()).singleElement()
			.satisfies((step) -> assertThat(step.faults().toString()).contains("publicUrl: is required"));
		refused(Reason.NOT_ACCEPTED);
	}

	/** Changes the store inside and makes the manifest fit, as a newer program would. */
	private void mend(Path work, String sql) throws Exception {
		Path store = work.resolve("store.db");
		Manifest manifest = BackupFile.extract(this.file, store);
		try (CopiedStore copy = CopiedStore.open(store)) {
			copy.jdbc().update(sql);
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
		try {
			this.here.backups.upload(new ByteArrayInputStream(content), ADMIN);
		}
		catch (BackupRefusedException ex) {
			return ex.reason();
		}
		throw new AssertionError("was taken");
	}

}
