package fr.passerelle.gateway.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever document comes: an establishment, or faults that name their paths. */
class DocumentFuzzTests {

	@Test
	void everyDocumentIsTakenOrRefusedByName() {
		DocumentReader reader = new DocumentReader("/pronote", PlatformEduConnect.NONE);
		List<byte[]> corpus = Stream.of("valid", "invalid").flatMap(DocumentFuzzTests::files).toList();
		Fuzz.run(corpus, 500, (input) -> {
			for (Format format : Format.values()) {
				try {
					ConfigurationDocument document = ConfigurationDocument.parse(input, format);
					assertThat(
							ConfigurationDocument.parse(document.toYaml().getBytes(StandardCharsets.UTF_8), Format.YAML)
								.toJson())
						.isEqualTo(document.toJson());
					assertThat(reader.read(document, new EntCopies(EntCatalog.bundled(), Map.of()), 1)).isNotNull();
				}
				catch (InvalidDocumentException ex) {
					assertThat(ex.faults()).isNotEmpty();
				}
			}
		});
	}

	private static Stream<byte[]> files(String folder) {
		try (Stream<Path> files = Files.list(DocumentReaderTests.corpus(folder))) {
			return files.filter((file) -> !file.toString().endsWith(".faults"))
				.sorted()
				.map(DocumentFuzzTests::bytes)
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] bytes(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
