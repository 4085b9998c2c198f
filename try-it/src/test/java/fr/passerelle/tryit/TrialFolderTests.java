package fr.passerelle.tryit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TrialFolderTests {

	private static final Map<String, String> VALUES = Map.of("port", "1", "horizon", "2", "littoral", "3",
			"application", "4", "username", "someone", "password", "a password");

	@Test
	void freshThenSettingsAndDocumentsAreFilled(@TempDir Path parent) throws IOException {
		TrialFolder folder = TrialFolder.fresh(parent.resolve("it's here"), VALUES);

		assertThat(Files.readString(folder.settings())).contains("port: 1\n", "it''s here/data'").doesNotContain("{{");
		assertThat(folder.path().resolve("establishments")).isDirectoryContaining("glob:**/college.yaml")
			.isDirectoryContaining("glob:**/lycee.yaml");
		assertThat(folder.path().resolve("establishments/college.yaml")).content()
			.contains("publicUrl: http://localhost:1\n", "http://localhost:2/cas", "http://127.0.0.1:4");
	}

	@Test
	void freshWhenThereWasATrialThenNothingOfItIsLeft(@TempDir Path parent) throws IOException {
		TrialFolder before = TrialFolder.fresh(parent.resolve("trial"), VALUES);
		Path data = Files.createDirectories(before.path().resolve("data/deep"));
		Files.writeString(data.resolve("passerelle.db"), "old");

		TrialFolder.fresh(parent.resolve("trial"), VALUES);

		assertThat(data).doesNotExist();
	}

	@Test
	void freshWhenTheFolderIsNotOursThenLeftAlone(@TempDir Path parent) throws IOException {
		Path precious = Files.writeString(parent.resolve("precious.txt"), "precious");

		assertThatExceptionOfType(TrialFailedException.class).isThrownBy(() -> TrialFolder.fresh(parent, VALUES))
			.withMessageContaining("is not a folder of a trial");
		assertThat(precious).hasContent("precious");
	}

}
