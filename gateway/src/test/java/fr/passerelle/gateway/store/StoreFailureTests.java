package fr.passerelle.gateway.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import static org.assertj.core.api.Assertions.assertThat;

class StoreFailureTests {

	@Test
	void whatTheDatabasesSayIsToldApart() {
		assertThat(StoreFailure.of(sql(new SQLiteException("full", SQLiteErrorCode.SQLITE_FULL))))
			.hasValue(StoreFailure.FULL);
		assertThat(StoreFailure.of(sql(new SQLException("disk full", "53100")))).hasValue(StoreFailure.FULL);
		assertThat(StoreFailure
			.of(new IllegalStateException(new FileSystemException("x", null, "No space left on device"))))
			.hasValue(StoreFailure.FULL);
		assertThat(StoreFailure.of(new UncheckedIOException(new IOException("No space left on device"))))
			.hasValue(StoreFailure.FULL);
		assertThat(StoreFailure.of(sql(new SQLiteException("io", SQLiteErrorCode.SQLITE_IOERR_WRITE))))
			.hasValue(StoreFailure.AWAY);
		assertThat(StoreFailure.of(sql(new SQLException("shut down", "57P01")))).hasValue(StoreFailure.AWAY);
		assertThat(StoreFailure
			.of(new CannotGetJdbcConnectionException("none", new SQLTransientConnectionException("timed out"))))
			.hasValue(StoreFailure.AWAY);
		assertThat(StoreFailure.of(new CannotGetJdbcConnectionException("none", new StoreGoneException())))
			.hasValue(StoreFailure.GONE);
	}

	@Test
	void whatIsTheRequestsOwnFaultIsNot() {
		assertThat(StoreFailure.of(sql(new SQLException("duplicate key", "23505")))).isEmpty();
		assertThat(StoreFailure.of(sql(new SQLiteException("unique", SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE))))
			.isEmpty();
		assertThat(StoreFailure.of(new IllegalStateException(new NoSuchFileException("x")))).isEmpty();
		assertThat(StoreFailure.of(new NullPointerException())).isEmpty();
	}

	private static UncategorizedSQLException sql(SQLException cause) {
		return new UncategorizedSQLException("task", "SELECT 1", cause);
	}

}
