package fr.passerelle.gateway.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
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

	/** A PostgreSQL server that ends with the test. */
	public static MigratedDatabase postgres() throws IOException {
		EmbeddedPostgres server = EmbeddedPostgres.start();
		return new MigratedDatabase(server.getPostgresDatabase(), server);
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
