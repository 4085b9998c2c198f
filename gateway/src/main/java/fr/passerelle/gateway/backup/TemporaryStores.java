package fr.passerelle.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Folders for stores that are not backups yet, or no longer: below the data directory's
 * {@code tmp}, whose leftovers the next start sweeps.
 */
final class TemporaryStores {

	private static final String STORE = "store.db";

	private final Path root;

	private @Nullable Empty empty;

	TemporaryStores(Path root) {
		this.root = root;
	}

	/** A folder, gone with all that is in it when it is closed. */
	Folder folder() throws IOException {
		return new Folder(Files.createTempDirectory(this.root, "backup-"));
	}

	/** A copy of an empty store with all migrations. */
	void copyEmpty(Path file) throws IOException {
		Files.copy(empty().file(), file);
	}

	/** This program's migrations. */
	List<String> migrations() throws IOException {
		return empty().migrations();
	}

	/** Made once: migrating takes longer than copying. */
	private synchronized Empty empty() throws IOException {
		Empty made = this.empty;
		if (made == null || !Files.exists(made.file())) {
			Path file = Files.createTempDirectory(this.root, "empty-").resolve(STORE);
			try (CopiedStore store = CopiedStore.empty(file)) {
				made = new Empty(file, store.migrations());
			}
			this.empty = made;
		}
		return made;
	}

	private record Empty(Path file, List<String> migrations) {
	}

	/** One folder. */
	record Folder(Path path) implements AutoCloseable {

		Path store() {
			return this.path.resolve(STORE);
		}

		@Override
		public void close() throws IOException {
			try (Stream<Path> files = Files.list(this.path)) {
				for (Path file : files.toList()) {
					Files.delete(file);
				}
			}
			Files.delete(this.path);
		}

	}

}
