package fr.passerelle.gateway.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PrivateFilesTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void writeMakesFolderAndFileForTheirOwnerAloneAndLeavesNoDraft() throws IOException {
		Path keys = this.folder.resolve("keys");
		Path file = keys.resolve("key");

		PrivateFiles.write(file, new byte[] { 1, 2 });

		assertThat(file).hasBinaryContent(new byte[] { 1, 2 });
		assertThat(permissions(file)).isEqualTo("rw-------");
		assertThat(permissions(keys)).isEqualTo("rwx------");
		assertThat(keys).isDirectoryContaining("glob:**key").isDirectoryNotContaining("glob:**.new");
	}

	@Test
	void writeReplacesTheFileAndADraftThatACrashLeft() throws IOException {
		Path file = Files.write(this.folder.resolve("sessions"), new byte[] { 1 });
		Files.write(this.folder.resolve("sessions.new"), new byte[] { 9, 9, 9 });

		PrivateFiles.write(file, new byte[] { 2 });

		assertThat(file).hasBinaryContent(new byte[] { 2 });
		assertThat(permissions(file)).isEqualTo("rw-------");
		assertThat(this.folder.resolve("sessions.new")).doesNotExist();
	}

	@Test
	void writeThatTheDiskRefusesLeavesWhatWasThere() throws IOException {
		Path file = Files.write(this.folder.resolve("key"), new byte[] { 1 });
		Path draft = Files.createDirectory(this.folder.resolve("key.new"));
		Files.createFile(draft.resolve("in the way"));

		assertThatExceptionOfType(FileSystemException.class)
			.isThrownBy(() -> PrivateFiles.write(file, new byte[] { 2 }));

		assertThat(file).hasBinaryContent(new byte[] { 1 });
	}

	@Test
	void placeOfADraftThatOthersMayReadTakesThatRightAway() throws IOException {
		Path draft = Files.write(this.folder.resolve("backup.part"), new byte[] { 1 });
		Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));

		PrivateFiles.place(draft, this.folder.resolve("backup"));

		assertThat(permissions(this.folder.resolve("backup"))).isEqualTo("rw-------");
		assertThat(draft).doesNotExist();
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

}
