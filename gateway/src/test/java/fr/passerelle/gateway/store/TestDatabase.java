package fr.passerelle.gateway.store;

import java.nio.file.Path;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A migrated database for tests of stores, set up as the program sets it up.
 */
public final class TestDatabase implements AutoCloseable {

	private final DataSource dataSource;

	private final Runnable end;

	private TestDatabase(DataSource dataSource, Runnable end) {
		this.dataSource = dataSource;
		this.end = end;
	}

	private static TestDatabase migrated(DataSource dataSource, Runnable end) {
		Flyway.configure().dataSource(dataSource).load().migrate();
		return new TestDatabase(dataSource, end);
	}

	/** The embedded database in a folder. */
	public static TestDatabase embedded(Path folder) {
		DataDirectory directory = DataDirectory.take(folder);
		HikariDataSource pool = EmbeddedDatabase.open(directory);
		return migrated(pool, () -> {
			pool.close();
			directory.close();
		});
	}

	/** Another database; the caller ends it. */
	public static TestDatabase of(DataSource dataSource) {
		return migrated(dataSource, () -> {
		});
	}

	/** The same database, whose end something else follows. */
	TestDatabase andThen(Runnable next) {
		return new TestDatabase(this.dataSource, () -> {
			close();
			next.run();
		});
	}

	/** For connections. */
	public DataSource dataSource() {
		return this.dataSource;
	}

	/** For statements. */
	public JdbcClient jdbc() {
		return JdbcClient.create(this.dataSource);
	}

	/** For statements in Spring's older form. */
	public JdbcTemplate template() {
		return new JdbcTemplate(this.dataSource);
	}

	/** For transactions. */
	public TransactionOperations transactions() {
		return new TransactionTemplate(new JdbcTransactionManager(this.dataSource));
	}

	@Override
	public String toString() {
		return String.valueOf(new JdbcTemplate(this.dataSource)
			.execute((ConnectionCallback<String>) (connection) -> connection.getMetaData().getDatabaseProductName()));
	}

	@Override
	public void close() {
		this.end.run();
	}

}
