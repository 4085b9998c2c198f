package fr.passerelle.gateway.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StoreWatchTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	private final HeldFiles files = new HeldFiles();

	private final StoreWatch watch = new StoreWatch(this.files);

	@Test
	void whenTheFileIsTakenAwayThenNoConnectionIsGivenUntilTheNextStart() throws Exception {
		try (Store store = new Store()) {
			Path file = this.folder.resolve(EmbeddedDatabase.FILE);
			Path aside = Files.move(file, this.folder.resolve("aside"));
			assertThatExceptionOfType(StoreGoneException.class).isThrownBy(store.guarded::getConnection);
			assertThat(this.watch.isHere()).isFalse();
			Files.move(aside, file);
			assertThatExceptionOfType(StoreGoneException.class).isThrownBy(store.guarded::getConnection);
			assertThat(this.watch.isGone()).isTrue();
		}
	}

	@Test
	void whenAnotherFileIsInItsPlaceThenNoConnectionIsGiven() throws Exception {
		try (Store store = new Store()) {
			Path file = this.folder.resolve(EmbeddedDatabase.FILE);
			Path copy = Files.copy(file, this.folder.resolve("copy"));
			Files.delete(file);
			Files.move(copy, file);
			assertThatExceptionOfType(StoreGoneException.class).isThrownBy(store.guarded::getConnection);
		}
	}

	@Test
	void whenNobodyAsksThenTheLossIsSeenAllTheSame() throws Exception {
		try (Store store = new Store()) {
			Files.delete(this.folder.resolve(EmbeddedDatabase.FILE));
			this.watch.look(store.pool);
			assertThat(this.watch.isGone()).isTrue();
		}
	}

	@Test
	void whenAConnectionCannotBeHadThenTheNextIsRefusedAtOnceUntilTheStoreIsBack() throws Exception {
		try (Store store = new Store()) {
			AtomicInteger asked = new AtomicInteger();
			AtomicReference<@Nullable SQLException> failure = new AtomicReference<>(
					new SQLTransientConnectionException("timed out", new SQLException("refused", "08001")));
			DelegatingDataSource server = server(store.pool, asked, failure);
			GuardedDataSource guarded = new GuardedDataSource(server, this.watch);
			for (int i = 0; i < 10; i++) {
				assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(guarded::getConnection);
			}
			assertThat(asked).as("nobody queues for a database that is away").hasValue(1);
			assertThat(this.watch.isHere()).isFalse();
			failure.set(null);
			this.watch.look(server);
			assertThat(this.watch.isHere()).isTrue();
			guarded.getConnection().close();
		}
	}

	@Test
	void whenThePoolIsOnlyBusyThenTheStoreIsNotAway() throws Exception {
		try (Store store = new Store()) {
			GuardedDataSource guarded = new GuardedDataSource(server(store.pool, new AtomicInteger(),
					new AtomicReference<>(new SQLTransientConnectionException("all are taken"))), this.watch);
			assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(guarded::getConnection);
			assertThat(this.watch.isHere()).isTrue();
		}
	}

	private static DelegatingDataSource server(HikariDataSource pool, AtomicInteger asked,
			AtomicReference<@Nullable SQLException> failure) {
		return new DelegatingDataSource(pool) {

			@Override
			public Connection getConnection() throws SQLException {
				asked.incrementAndGet();
				SQLException current = failure.get();
				if (current != null) {
					throw current;
				}
				return super.getConnection();
			}

		};
	}

	private final class Store implements AutoCloseable {

		private final DataDirectory directory = DataDirectory.take(StoreWatchTests.this.folder);

		private final HikariDataSource pool = EmbeddedDatabase.open(this.directory);

		private final GuardedDataSource guarded = new GuardedDataSource(this.pool, StoreWatchTests.this.watch);

		Store() throws IOException, SQLException {
			this.guarded.getConnection().close();
			StoreWatchTests.this.files.hold(StoreWatchTests.this.folder.resolve(EmbeddedDatabase.FILE));
		}

		@Override
		public void close() {
			this.pool.close();
			this.directory.close();
		}

	}

}
