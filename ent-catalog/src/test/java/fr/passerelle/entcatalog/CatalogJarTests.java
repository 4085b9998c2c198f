package fr.passerelle.entcatalog;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.LoadSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads the catalogue from a jar, as it is deployed; other tests read a folder.
 */
class CatalogJarTests {

	private final Path folder;

	CatalogJarTests(@TempDir Path folder) {
		this.folder = folder;
	}

	@Test
	void theBundledCatalogueIsReadFromInsideAJar() throws Exception {
		Path jar = packed(this.folder.resolve("ent-catalog.jar"), locationOf(EntCatalog.class));
		URL[] path = { jar.toUri().toURL(), locationOf(LoadSettings.class).toUri().toURL(),
				locationOf(NullMarked.class).toUri().toURL() };
		try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
			Class<?> catalogClass = loader.loadClass(EntCatalog.class.getName());
			assertThat(catalogClass).isNotSameAs(EntCatalog.class);
			Object catalog = catalogClass.getMethod("bundled").invoke(null);
			Object all = catalogClass.getMethod("all").invoke(catalog);
			assertThat(all).hasToString(EntCatalog.bundled().all().toString());
		}
	}

	/**
	 * A jar without directory entries, as some build tools write it: code that lists
	 * folders finds nothing there.
	 */
	private static Path packed(Path jar, Path classes) throws IOException {
		try (OutputStream out = Files.newOutputStream(jar);
				JarOutputStream entries = new JarOutputStream(out);
				Stream<Path> files = Files.walk(classes)) {
			List<Path> regular = files.filter(Files::isRegularFile).toList();
			for (Path file : regular) {
				entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
				Files.copy(file, entries);
			}
		}
		return jar;
	}

	private static Path locationOf(Class<?> type) throws URISyntaxException {
		URI location = type.getProtectionDomain().getCodeSource().getLocation().toURI();
		return Path.of(location);
	}

}
