package fr.passerelle.entcatalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The catalogues that tests use.
 */
final class TestCatalogs {

	private TestCatalogs() {
	}

	/** The bundled catalogue as a folder, before it is packed. */
	static Path bundledFolder() {
		return resource("/ent-catalog");
	}

	/** The smallest catalogue that is accepted. */
	static Path valid() {
		return resource("/valid.yaml");
	}

	static List<Path> filesIn(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Splits a catalogue into a folder: head, platform, ENT. */
	static Path folder(Path target) throws IOException {
		write(target.resolve("catalog.yaml"), "schema: 1\nrevision: '2026.1'\ndate: 2026-11-22\n");
		write(target.resolve("platforms/kosmos.yaml"),
				"id: kosmos\nname: Kosmos\nnational4: HEAD\nsources: [a public page]\nrevision: 1\n");
		write(target.resolve("ents/agora06.yaml"), ent("agora06"));
		return target;
	}

	static String ent(String id) {
		return """
				id: %s
				name: Agora06
				territory: Alpes-Maritimes (06)
				audience: COLLEGES
				platform: kosmos
				cas:
				  serverUrl: https://cas.agora06.fr
				  validation: CAS2
				status: CURRENT
				sources: [a public page]
				confidence: STATED
				revision: 1
				""".formatted(id);
	}

	static void write(Path file, String text) throws IOException {
		Files.createDirectories(Objects.requireNonNull(file.getParent()));
		Files.writeString(file, text);
	}

	static Path resource(String name) {
		try {
			return Path.of(Objects.requireNonNull(TestCatalogs.class.getResource(name), name).toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
