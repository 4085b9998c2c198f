package fr.passerelle.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import fr.passerelle.gateway.backup.BackupRefusedException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Folders for stores that are not backups yet, or no longer: below the data directory's
 * {@code tmp}, which the next start empties.
 */
final class TemporaryStores {

	private static final String STORE = "store.db";

	/** How long a store from elsewhere may take to be looked at. */
	static final Duration LOOK = Duration.ofMinutes(1);

	private final Path root;

	private final Clock clock;

	private @Nullable Empty empty;

	/** By the last migration, so there are no more entries than migrations. */
	private final Map<String, StoreForm> older = new ConcurrentHashMap<>();

	TemporaryStores(Path root, Clock clock) {
		this.root = root;
		this.clock = clock;
	}

	/**
	 * Opens a store for reading, for a limited time; a store whose head is not ours is
	 * refused.
	 */
	CopiedStore look(Path file) throws IOException {
		if (!form().hasHeadOf(file)) {
			throw new BackupRefusedException(Reason.DAMAGED, "its store is not of this program's form");
		}
		return CopiedStore.look(file).until(this.clock.instant().plus(LOOK), this.clock);
	}

	/** The form of a store of this program. */
	StoreForm form() throws IOException {
		return empty().form();
	}

	/** Whether a release had exactly these migrations, without a gap. */
	boolean isOfOneTime(List<String> migrations) throws IOException {
		List<String> all = migrations();
		return !migrations.isEmpty() && migrations.size() <= all.size()
				&& migrations.equals(all.subList(0, migrations.size()));
	}

	/** The form that a store has with these migrations of ours, and no others. */
	StoreForm form(List<String> migrations) throws IOException {
		Empty ours = empty();
		if (migrations.equals(ours.migrations())) {
			return ours.form();
		}
		String last = migrations.get(migrations.size() - 1);
		StoreForm known = this.older.get(last);
		if (known != null) {
			return known;
		}
		try (Folder work = folder(); CopiedStore store = CopiedStore.empty(work.store(), last)) {
			StoreForm made = store.form();
			this.older.put(last, made);
			return made;
		}
	}

	/** A folder, which is deleted with its content when it is closed. */
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
			try (CopiedStore store = CopiedStore.empty(file, null)) {
				made = new Empty(file, store.migrations(), store.form());
			}
			this.empty = made;
		}
		return made;
	}

	private record Empty(Path file, List<String> migrations, StoreForm form) {
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
