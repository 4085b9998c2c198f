package fr.passerelle.gateway.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A store of a test's own, with all migrations: the embedded database as the program
 * opens it, or PostgreSQL.
 */
public final class MigratedDatabase implements Closeable {

	private static final AtomicInteger DATABASES = new AtomicInteger();

	private final JdbcTemplate jdbc;

	private final TransactionOperations transactions;

	private final Closeable closing;

	private MigratedDatabase(DataSource source, Closeable closing) {
		Flyway.configure().dataSource(source).load().migrate();
		this.jdbc = new JdbcTemplate(source);
		this.transactions = new TransactionTemplate(new JdbcTransactionManager(source));
		this.closing = closing;
	}

	/** The embedded database in a folder. */
	public static MigratedDatabase embedded(Path folder) {
		DataDirectory directory = DataDirectory.take(folder);
		var pool = EmbeddedDatabase.open(directory);
		return new MigratedDatabase(pool, () -> {
			pool.close();
			directory.close();
		});
	}

	/** A database of its own on the run's PostgreSQL. */
	public static MigratedDatabase postgres() {
		TestDatabase database = TestPostgres.database("migrated_" + DATABASES.incrementAndGet());
		return new MigratedDatabase(database.dataSource(), database::close);
	}

	/** SQL. */
	public JdbcTemplate jdbc() {
		return this.jdbc;
	}

	/** Transactions over the same connections. */
	public TransactionOperations transactions() {
		return this.transactions;
	}

	@Override
	public void close() throws IOException {
		this.closing.close();
	}

}
