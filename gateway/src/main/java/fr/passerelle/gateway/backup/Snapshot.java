package fr.passerelle.gateway.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Copies tables from one moment of the live store, while other transactions go on
 * writing: one read transaction, which in SQLite (WAL) and in PostgreSQL (repeatable
 * read) sees nothing of what is committed after its first look.
 */
final class Snapshot {

	/** Rows that are in memory at the same time. */
	private static final int BATCH = 500;

	private final JdbcTemplate live;

	private final Step.Witness witness;

	Snapshot(DataSource live, Step.Witness witness) {
		this.live = new JdbcTemplate(live);
		this.witness = witness;
	}

	void copyTo(CopiedStore copy, List<String> tables) throws IOException {
		try {
			copyAll(copy, tables);
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private void copyAll(CopiedStore copy, List<String> tables) {
		this.live.execute((ConnectionCallback<Boolean>) (from) -> {
			boolean postgres = from.getMetaData().getDatabaseProductName().equals("PostgreSQL");
			begin(from, postgres);
			try {
				for (String table : tables) {
					copy.jdbc().execute((ConnectionCallback<Boolean>) (to) -> {
						copy(from, to, table, copy.columns(table));
						return true;
					});
					tell();
				}
				return true;
			}
			finally {
				end(from, postgres);
			}
		});
	}

	private void tell() {
		try {
			this.witness.done(Step.TABLE_COPIED);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Begun by hand in SQLite: the pool's transactions begin as writers, of which there
	 * is one at a time, and a backup must not hold up the others.
	 */
	private static void begin(Connection from, boolean postgres) throws SQLException {
		if (postgres) {
			from.setAutoCommit(false);
		}
		try (Statement statement = from.createStatement()) {
			statement
				.execute(postgres ? "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY" : "BEGIN DEFERRED");
		}
	}

	private static void end(Connection from, boolean postgres) throws SQLException {
		if (postgres) {
			from.rollback();
			from.setAutoCommit(true);
		}
		else {
			try (Statement statement = from.createStatement()) {
				statement.execute("ROLLBACK");
			}
		}
	}

	/** Copies a table's rows in one transaction of the other side. */
	static void copy(Connection from, Connection to, String table, List<String> columns) throws SQLException {
		to.setAutoCommit(false);
		try (Statement reading = from.createStatement();
				PreparedStatement writing = to.prepareStatement(insert(table, columns))) {
			reading.setFetchSize(BATCH);
			try (ResultSet rows = reading.executeQuery(select(table, columns))) {
				insertAll(rows, writing, columns.size());
			}
			to.commit();
		}
		finally {
			to.setAutoCommit(true);
		}
	}

	static void insertAll(ResultSet rows, PreparedStatement writing, int columns) throws SQLException {
		int waiting = 0;
		while (rows.next()) {
			for (int i = 1; i <= columns; i++) {
				writing.setObject(i, rows.getObject(i));
			}
			writing.addBatch();
			if (++waiting == BATCH) {
				writing.executeBatch();
				waiting = 0;
			}
		}
		if (waiting > 0) {
			writing.executeBatch();
		}
	}

	static String select(String table, List<String> columns) {
		return "SELECT " + String.join(", ", columns) + " FROM " + table;
	}

	static String insert(String table, List<String> columns) {
		return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
				+ String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
	}

}
