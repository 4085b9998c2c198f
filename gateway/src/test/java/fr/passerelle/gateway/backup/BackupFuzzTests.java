package fr.passerelle.gateway.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import fr.passerelle.gateway.fuzz.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static fr.passerelle.gateway.backup.Installation.ADMIN;
import static fr.passerelle.gateway.backup.Installation.COLLEGE;
import static org.assertj.core.api.Assertions.assertThat;

/** Every uploaded file is kept and readable, or refused with its reason. */
class BackupFuzzTests {

	@Test
	void everyUploadIsKeptWholeOrRefusedWithItsReason(@TempDir Path data) throws IOException {
		try (Installation here = Installation.embedded(data)) {
			here.create(COLLEGE, "Jean-Moulin", "college.example.fr");
			String name = here.backups.make(ADMIN).name();
			byte[] good = Files.readAllBytes(here.folder.resolve(name + ".zip"));
			Fuzz.run(List.of(good), 20, (input) -> {
				try {
					Backup kept = here.backups.upload(new ByteArrayInputStream(input), ADMIN);
					assertThat(here.backups.inspect(kept.name())).isNotNull();
				}
				catch (BackupRefusedException ex) {
					assertThat(ex.reason()).isNotNull();
				}
			});
			assertThat(here.name(COLLEGE)).isEqualTo("Jean-Moulin");
		}
	}

}
