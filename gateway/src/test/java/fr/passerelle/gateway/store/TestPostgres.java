package fr.passerelle.gateway.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One real PostgreSQL for all tests of a run: it takes seconds to start, and ends with
 * the JVM.
 */
public final class TestPostgres {

	private static final EmbeddedPostgres SERVER = start();

	private static final AtomicInteger DATABASES = new AtomicInteger();

	private TestPostgres() {
	}

	/** The migrated database. */
	public static TestDatabase database() {
		return TestDatabase.of(pool(url()));
	}

	/** A migrated database of a test's own. */
	public static TestDatabase database(String name) {
		try (HikariDataSource pool = pool(url())) {
			JdbcClient.create(pool).sql("CREATE DATABASE " + name).update();
		}
		HikariDataSource own = pool(SERVER.getJdbcUrl("postgres", name));
		return TestDatabase.of(own).andThen(own::close);
	}

	/** A migrated database that no other test uses. */
	public static TestDatabase ownDatabase() {
		return database("own_" + DATABASES.incrementAndGet());
	}

	private static HikariDataSource pool(String url) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setUsername("postgres");
		pool.setMaximumPoolSize(10);
		return pool;
	}

	/** Its address, for a program of its own; user {@code postgres}, no password. */
	public static String url() {
		return SERVER.getJdbcUrl("postgres", "postgres");
	}

	private static EmbeddedPostgres start() {
		try {
			return EmbeddedPostgres.builder().start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
