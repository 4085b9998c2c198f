package fr.passerelle.gateway.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

import fr.passerelle.gateway.settings.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DataDirectoryTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void filesAndFoldersAreTheOwnersAlone() throws IOException {
		try (DataDirectory directory = DataDirectory.take(this.folder.resolve("data"))) {
			assertThat(permissions(directory.path())).isEqualTo("rwx------");
			assertThat(permissions(directory.file("secret"))).isEqualTo("rw-------");
			assertThat(permissions(directory.folder("keys"))).isEqualTo("rwx------");
		}
	}

	@Test
	void databaseFilesAreTheOwnersAlone() throws IOException {
		Path data = this.folder.resolve("data");
		try (TestDatabase database = TestDatabase.embedded(data)) {
			assertThat(database.jdbc().sql("PRAGMA synchronous").query(Integer.class).single()).isEqualTo(2);
			assertThat(database.jdbc().sql("PRAGMA journal_mode").query(String.class).single()).isEqualTo("wal");
			assertThat(database.jdbc().sql("PRAGMA foreign_keys").query(Integer.class).single()).isEqualTo(1);
			try (var files = Files.list(data)) {
				assertThat(files.filter(Files::isRegularFile)).hasSizeGreaterThanOrEqualTo(3)
					.allMatch((file) -> permissions(file).equals("rw-------"));
			}
		}
	}

	@Test
	void secondProgramIsRefusedUntilTheFirstEnds() {
		try (DataDirectory first = DataDirectory.take(this.folder)) {
			assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> DataDirectory.take(first.path()))
				.withMessage("passerelle.data-dir: " + this.folder + " is in use by another running Passerelle");
		}
		DataDirectory.take(this.folder).close();
	}

	@Test
	void fileInItsPlaceIsRefused() throws IOException {
		Path file = Files.createFile(this.folder.resolve("file"));
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> DataDirectory.take(file))
			.withMessageStartingWith("passerelle.data-dir: " + file + " cannot be written");
	}

	@Test
	void leftoversOfAKilledProgramAreSweptAndTodaysFilesStay() throws IOException {
		Path temporary = Files.createDirectories(this.folder.resolve("tmp/web/old"));
		Path left = Files.createFile(temporary.resolve("libsqlite.so"));
		Files.setLastModifiedTime(left, FileTime.from(Instant.EPOCH));
		Path today = Files.createFile(this.folder.resolve("tmp/today"));
		DataDirectory.take(this.folder).close();
		assertThat(left).doesNotExist();
		assertThat(today).exists();
	}

	private static String permissions(Path path) {
		try {
			return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
