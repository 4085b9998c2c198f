package fr.passerelle.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static fr.passerelle.gateway.backup.Installation.ADMIN;
import static fr.passerelle.gateway.backup.Installation.COLLEGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A backup that is broken off at any moment leaves the old ones whole, and no half one
 * that could be taken for a backup.
 */
class BackupCrashTests {

	@SuppressWarnings("NullAway.Init")
	private Installation here;

	@SuppressWarnings("NullAway.Init")
	private Path data;

	@BeforeEach
	void open(@TempDir Path data) {
		this.data = data;
		this.here = Installation.embedded(data);
		this.here.create(COLLEGE, "Jean-Moulin", "college.example.fr");
	}

	@AfterEach
	void close() {
		this.here.close();
	}

	@ParameterizedTest
	@EnumSource(value = Step.class, mode = EnumSource.Mode.EXCLUDE, names = "PLACED")
	void failedAtAnyStepThenTheOldOnesAreWholeAndNoneIsAdded(Step at) {
		Backup old = this.here.backups.make(ADMIN);
		this.here.witness = failing(at);
		assertThatExceptionOfType(BackupFailedException.class).isThrownBy(() -> this.here.backups.make(ADMIN));
		assertThat(this.here.backups.list()).containsExactly(old);
		assertThat(this.here.backups.inspect(old.name()).usable()).isTrue();
		assertThat(this.here.files()).containsExactly(old.name() + ".zip");
		BackupStatus status = this.here.backups.status();
		assertThat(status.failed()).isNotNull();
		assertThat(status.reason()).isEqualTo("No space left on device");
		assertThat(this.here.written()).extracting(AuditEntry::type)
			.containsExactly(AuditType.BACKUP_FAILED, AuditType.BACKUP_MADE);
	}

	/** Killed: nothing is tidied up, and the program's own files stay where they are. */
	@ParameterizedTest
	@EnumSource(Step.class)
	void killedAtAnyStepThenTheNextProgramFindsWholeBackupsAlone(Step at, @TempDir Path after) throws Exception {
		Backup old = this.here.backups.make(ADMIN);
		this.here.witness = (step) -> {
			if (step == at) {
				copy(this.here.folder, after);
			}
		};
		this.here.backups.make(ADMIN);
		BackupFolder next = new BackupFolder(after);
		assertThat(next.list()).hasSize((at == Step.PLACED) ? 2 : 1).contains(old).allMatch(Backup::readable);
		next.sweep();
		assertThat(Installation.files(after)).allMatch((file) -> file.endsWith(".zip"))
			.hasSize((at == Step.PLACED) ? 2 : 1);
	}

	@Test
	void aWriteThatTheDiskGarblesIsNoticedAndNoBackup() {
		this.here.witness = (step) -> {
			if (step == Step.WRITTEN) {
				garble(draft());
			}
		};
		assertThatExceptionOfType(BackupFailedException.class).isThrownBy(() -> this.here.backups.make(ADMIN));
		assertThat(this.here.backups.list()).isEmpty();
		assertThat(this.here.files()).isEmpty();
	}

	@Test
	void aFailureIsForgottenWhenAGoodOneFollows() {
		this.here.witness = failing(Step.WRITTEN);
		assertThatExceptionOfType(BackupFailedException.class).isThrownBy(() -> this.here.backups.make(ADMIN));
		this.here.witness = Step.Witness.NONE;
		this.here.backups.make(ADMIN);
		assertThat(this.here.backups.status().failed()).isNull();
	}

	@Test
	void aRestoreWhoseOwnBackupFailsChangesNothing() {
		String name = this.here.backups.make(ADMIN).name();
		this.here.change(COLLEGE, "Two", "college.example.fr");
		this.here.witness = failing(Step.WRITTEN);
		assertThatExceptionOfType(BackupFailedException.class).isThrownBy(() -> this.here.backups.restore(name, ADMIN));
		assertThat(this.here.name(COLLEGE)).isEqualTo("Two");
	}

	@Test
	void nothingStaysInTheTemporaryFolder() {
		String name = this.here.backups.make(ADMIN).name();
		this.here.backups.inspect(name);
		this.here.backups.restore(name, ADMIN);
		assertThat(Installation.files(this.data.resolve("tmp"))).filteredOn((file) -> file.startsWith("backup-"))
			.isEmpty();
	}

	private static Step.Witness failing(Step at) {
		return (step) -> {
			if (step == at) {
				throw new IOException("No space left on device");
			}
		};
	}

	private Path draft() {
		return this.here.folder
			.resolve(this.here.files().stream().filter((file) -> file.endsWith(".part")).findFirst().orElseThrow());
	}

	/** One byte in the middle. */
	static void garble(Path file) throws IOException {
		byte[] content = Files.readAllBytes(file);
		content[content.length / 2] ^= 1;
		Files.write(file, content, StandardOpenOption.TRUNCATE_EXISTING);
	}

	private static void copy(Path from, Path to) throws IOException {
		for (String file : List.copyOf(Installation.files(from))) {
			Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
			Files.setLastModifiedTime(to.resolve(file), Files.getLastModifiedTime(from.resolve(file)));
		}
	}

}
