package fr.passerelle.entcatalog;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CatalogExportTests {

	private final Path folder;

	CatalogExportTests(@TempDir Path folder) {
		this.folder = folder;
	}

	@Test
	void theExportedFileIsTheBundledCatalogue() throws IOException {
		Path file = this.folder.resolve("catalogue.yaml");
		CatalogExport.main(new String[] { file.toString() });
		EntCatalog read = EntCatalog.read(file);
		assertThat(read.all()).isEqualTo(EntCatalog.bundled().all());
		assertThat(read.revision()).isEqualTo(EntCatalog.bundled().revision());
		assertThat(read.date()).isEqualTo(EntCatalog.bundled().date());
	}

	@Test
	void commentsAreKept() {
		assertThat(CatalogExport.bundled()).contains("# The PRONOTE service releases no establishment code at all");
	}

	@Test
	void aFileThatExistsIsNotOverwritten() throws IOException {
		Path file = Files.writeString(this.folder.resolve("mine.yaml"), "mine");
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> CatalogExport.main(new String[] { file.toString() }));
		assertThat(file).hasContent("mine");
	}

	@Test
	void withoutAPathNothingIsWritten() {
		assertThatIllegalArgumentException().isThrownBy(() -> CatalogExport.main(new String[0]));
	}

}
