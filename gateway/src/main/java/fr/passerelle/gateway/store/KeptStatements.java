package fr.passerelle.gateway.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4Connection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * A connection to the embedded database that keeps its prepared statements for the next
 * use, as PostgreSQL's driver does: to read and plan the text of a short query takes
 * longer than to answer it. A statement that is kept holds no lock and no row, and its
 * next use sees no value of the one before.
 */
final class KeptStatements extends JDBC4Connection {

	/** Statements that one connection keeps; those unused for longest are given up. */
	static final int MAX_KEPT = 64;

	/** What is longer is made for one occasion. */
	private static final int MAX_TEXT = 1000;

	/** Statements that change tables are rare, and run while nothing is kept. */
	private static final Set<String> KEPT_KINDS = Set.of("SELECT", "INSERT", "UPDATE", "DELETE");

	private final Map<String, Kept> kept = new LinkedHashMap<>();

	/**
	 * Opens a connection.
	 * @param url begins with {@code jdbc:sqlite:}
	 * @param file the database
	 * @param settings as {@link org.sqlite.SQLiteConfig} writes them
	 */
	KeptStatements(String url, String file, Properties settings) throws SQLException {
		super(url, file, settings);
	}

	@Override
	public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
			throws SQLException {
		Kept again = this.kept.remove(sql);
		if (again != null) {
			return again;
		}
		if (!isKept(sql)) {
			return super.prepareStatement(sql, type, concurrency, holdability);
		}
		checkOpen();
		checkCursor(type, concurrency, holdability);
		return new Kept(sql);
	}

	private static boolean isKept(String sql) {
		int blank = sql.indexOf(' ');
		return blank > 0 && sql.length() <= MAX_TEXT
				&& KEPT_KINDS.contains(sql.substring(0, blank).toUpperCase(Locale.ROOT));
	}

	/** How many statements wait for their next use. */
	int keptCount() {
		return this.kept.size();
	}

	private void keep(Kept statement) throws SQLException {
		Kept other = this.kept.put(statement.text, statement);
		if (other != null) {
			other.end();
		}
		if (this.kept.size() > MAX_KEPT) {
			Iterator<Kept> eldest = this.kept.values().iterator();
			Kept unused = eldest.next();
			eldest.remove();
			unused.end();
		}
	}

	/** A statement whose end is the wait for its next use. */
	private final class Kept extends JDBC4PreparedStatement {

		private final String text;

		Kept(String text) throws SQLException {
			super(KeptStatements.this, text);
			this.text = text;
		}

		@Override
		public void close() throws SQLException {
			if (KeptStatements.this.kept.get(this.text) == this) {
				return;
			}
			if (!isFresh() || this.pointer.isClosed()) {
				end();
				return;
			}
			this.rs.close();
			// Ends its reading transaction where the caller has not read to the end.
			this.pointer.safeRunConsume(DB::reset);
			clearBatch();
			// Each use binds all of these. To clear the values in SQLite as well would
			// have some statements planned anew.
			this.batch = new Object[this.paramCount];
			keep(this);
		}

		/** Whether no caller has set a limit, which the next one would have too. */
		private boolean isFresh() throws SQLException {
			return getMaxRows() == 0 && getQueryTimeout() == 0 && !isCloseOnCompletion();
		}

		void end() throws SQLException {
			super.close();
		}

	}

}
