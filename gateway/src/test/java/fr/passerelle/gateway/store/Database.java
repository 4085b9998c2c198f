package fr.passerelle.gateway.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

/**
 * The databases that the program runs on.
 */
public enum Database {

	/** SQLite, in a temporary folder. */
	EMBEDDED {
		@Override
		public TestDatabase open() {
			try {
				Path folder = Files.createTempDirectory("passerelle-database");
				TestDatabase opened = TestDatabase.embedded(folder);
				return opened.andThen(() -> delete(folder));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	},

	/** A database of its own on the one server of the fork. */
	POSTGRES {
		@Override
		public TestDatabase open() {
			return TestPostgres.ownDatabase();
		}
	};

	/** Opens an empty, migrated one. */
	public abstract TestDatabase open();

	/** The one that it is not. */
	public Database other() {
		return (this == EMBEDDED) ? POSTGRES : EMBEDDED;
	}

	private static void delete(Path folder) {
		try {
			FileSystemUtils.deleteRecursively(folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
