package fr.passerelle.gateway.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.sqlite.SQLiteException;

/**
 * Why the store can keep nothing at this moment. The request is not at fault; the client
 * may send it again later.
 */
public enum StoreFailure {

	/** It does not answer; it may come back by itself. */
	AWAY(503, "The store is away",
			"The database does not answer at this moment. Nothing was changed. Try again in a few seconds."),

	/** Its files were taken away under the program. */
	GONE(503, "The store is gone",
			"The files of the store were taken away while the program ran. Nothing was changed. "
					+ "Put the data directory back and start the program again."),

	/** There is no room left. */
	FULL(507, "No room in the data directory",
			"There is no room in the data directory, or on the database's disk. Nothing was changed. "
					+ "Make room and try again.");

	private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

	/** Causes are looked at this deep. */
	private static final int MAX_CAUSES = 30;

	private final int status;

	private final String title;

	private final String detail;

	StoreFailure(int status, String title, String detail) {
		this.status = status;
		this.title = title;
		this.detail = detail;
	}

	/** The HTTP status for a program. */
	public int status() {
		return this.status;
	}

	/** What happened, in English, for a program. */
	public String title() {
		return this.title;
	}

	/** The cause and what to do next, in English, for a program. */
	public String detail() {
		return this.detail;
	}

	/** When another try may succeed. */
	public static Duration retryAfter() {
		return RETRY_AFTER;
	}

	/** The store's part in a failure; empty where the store is not the cause. */
	public static Optional<StoreFailure> of(Throwable failure) {
		Throwable cause = failure;
		StoreFailure found = null;
		for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
			StoreFailure one = single(cause);
			// The deepest cause is the most exact.
			found = (one != null) ? one : found;
			cause = cause.getCause();
		}
		return Optional.ofNullable(found);
	}

	private static @Nullable StoreFailure single(Throwable cause) {
		if (cause instanceof StoreGoneException) {
			return GONE;
		}
		if (cause instanceof SQLiteException sqlite) {
			return embedded(sqlite);
		}
		if (cause instanceof SQLException sql) {
			return other(sql);
		}
		if (cause instanceof IOException file) {
			return isNoRoom(file) ? FULL : null;
		}
		boolean resource = cause instanceof DataAccessResourceFailureException
				|| cause instanceof CannotCreateTransactionException || cause instanceof QueryTimeoutException;
		return resource ? AWAY : null;
	}

	private static @Nullable StoreFailure embedded(SQLiteException failure) {
		String code = failure.getResultCode().name();
		if (code.startsWith("SQLITE_FULL")) {
			return FULL;
		}
		boolean away = code.startsWith("SQLITE_IOERR") || code.startsWith("SQLITE_CANTOPEN")
				|| code.startsWith("SQLITE_READONLY") || code.startsWith("SQLITE_BUSY")
				|| code.startsWith("SQLITE_LOCKED") || code.startsWith("SQLITE_CORRUPT")
				|| code.startsWith("SQLITE_NOTADB");
		return away ? AWAY : null;
	}

	/**
	 * SQLSTATE classes 08 (connection), 53 (resources, 53100 the disk), 57P (shutdown).
	 */
	private static @Nullable StoreFailure other(SQLException failure) {
		String state = (failure.getSQLState() != null) ? failure.getSQLState() : "";
		if (state.equals("53100")) {
			return FULL;
		}
		boolean away = state.startsWith("08") || state.startsWith("53") || state.startsWith("57P")
				|| failure instanceof SQLTransientConnectionException
				|| failure instanceof SQLNonTransientConnectionException || failure instanceof SQLRecoverableException;
		return away ? AWAY : null;
	}

	/** Opening a file names it in the failure, writing to it does not. */
	private static boolean isNoRoom(IOException failure) {
		String reason = (failure instanceof FileSystemException file) ? file.getReason() : failure.getMessage();
		return reason != null && (reason.contains("No space left") || reason.contains("quota"));
	}

}
