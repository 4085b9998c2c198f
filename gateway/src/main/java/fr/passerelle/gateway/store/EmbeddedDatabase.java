package fr.passerelle.gateway.store;

import java.sql.SQLException;

import com.zaxxer.hikari.HikariDataSource;
import fr.passerelle.gateway.settings.StartRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite in the data directory, set up so that each acknowledged change is on the disk:
 * WAL with {@code synchronous=FULL} writes the log through before a commit returns, and a
 * program that is killed leaves a log that the next start replays.
 */
final class EmbeddedDatabase {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedDatabase.class);

	private static final String NATIVE_FOLDER = "org.sqlite.tmpdir";

	static final String FILE = "passerelle.db";

	/** How long a writer waits for the one before it. */
	private static final int BUSY_TIMEOUT_MS = 10_000;

	/** One writes, the others read beside it: WAL lets them. */
	private static final int CONNECTIONS = 4;

	private EmbeddedDatabase() {
	}

	static HikariDataSource open(DataDirectory directory) {
		load(directory);
		SQLiteConfig config = new SQLiteConfig();
		config.setJournalMode(SQLiteConfig.JournalMode.WAL);
		config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
		config.setBusyTimeout(BUSY_TIMEOUT_MS);
		config.enforceForeignKeys(true);
		// A transaction that reads first and writes later could not be granted the lock
		// then.
		config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
		// Sorting and the like happen in memory, never in a file elsewhere.
		config.setTempStore(SQLiteConfig.TempStore.MEMORY);
		// The driver would ask for the last row's number after each statement.
		config.setGetGeneratedKeys(false);
		String file = directory.file(FILE).toString();
		SQLiteDataSource sqlite = new SQLiteDataSource(config) {
			@Override
			public SQLiteConnection getConnection(@Nullable String username, @Nullable String password)
					throws SQLException {
				return new KeptStatements(getUrl(), file, getConfig().toProperties());
			}
		};
		sqlite.setUrl("jdbc:sqlite:" + file);
		HikariDataSource pool = new HikariDataSource();
		pool.setPoolName("passerelle");
		pool.setDataSource(sqlite);
		pool.setMaximumPoolSize(CONNECTIONS);
		pool.setMinimumIdle(1);
		// The start says itself what is wrong with a file, in one line.
		pool.setInitializationFailTimeout(-1);
		pool.setConnectionTimeout(BUSY_TIMEOUT_MS);
		return pool;
	}

	/**
	 * The driver unpacks its native part; by default into the machine's /tmp. Where the
	 * data directory's file system forbids running code, an administrator names another
	 * folder.
	 */
	private static void load(DataDirectory directory) {
		if (System.getProperty(NATIVE_FOLDER) == null) {
			System.setProperty(NATIVE_FOLDER, directory.folder("tmp").toString());
		}
		try {
			if (SQLiteJDBCLoader.initialize()) {
				return;
			}
		}
		catch (Exception | LinkageError ex) {
			logger.debug("The driver's native part cannot be loaded", ex);
		}
		throw new StartRefusedException("passerelle.data-dir: " + System.getProperty(NATIVE_FOLDER)
				+ " lets no program code be loaded, which the embedded database needs: mount it without noexec, "
				+ "or name another folder by java -D" + NATIVE_FOLDER + "=...");
	}

}
