package fr.passerelle.gateway.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;

/**
 * Corpora are a folder in a build of several modules, and a jar once it is packaged.
 */
final class Jars {

	private Jars() {
	}

	static Path path(URI uri) {
		try {
			FileSystems.newFileSystem(uri, Map.of());
		}
		catch (FileSystemAlreadyExistsException ex) {
			// Another test of this JVM opened it.
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return Path.of(uri);
	}

}
