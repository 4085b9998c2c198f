package fr.passerelle.gateway.store;

import com.zaxxer.hikari.HikariDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * SQLite in the data directory, set up so that what was acknowledged is on the disk: WAL
 * with {@code synchronous=FULL} writes the log through before a commit returns, and a
 * program that is killed leaves a log that the next start replays.
 */
final class EmbeddedDatabase {

	/** How long a writer waits for the one before it. */
	private static final int BUSY_TIMEOUT_MS = 10_000;

	/** One writes, the others read beside it: WAL lets them. */
	private static final int CONNECTIONS = 4;

	private EmbeddedDatabase() {
	}

	static HikariDataSource open(DataDirectory directory) {
		// The driver unpacks its native part; left alone, into the machine's /tmp.
		System.setProperty("org.sqlite.tmpdir", directory.folder("tmp").toString());
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
		SQLiteDataSource sqlite = new SQLiteDataSource(config);
		sqlite.setUrl("jdbc:sqlite:" + directory.file("passerelle.db"));
		HikariDataSource pool = new HikariDataSource();
		pool.setPoolName("passerelle");
		pool.setDataSource(sqlite);
		pool.setMaximumPoolSize(CONNECTIONS);
		pool.setMinimumIdle(1);
		pool.setConnectionTimeout(BUSY_TIMEOUT_MS);
		return pool;
	}

}
