package fr.passerelle.gateway.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The changes of the tables that this program brings, in the form in which Flyway keeps
 * their history. A store that has all of them is opened without Flyway, which takes a
 * second of the start and 400 classes; so is an empty embedded store. In every other case
 * {@link StoreStart} asks Flyway.
 */
final class Migrations {

	private static final Pattern NAME = Pattern.compile("V(\\d+)__(\\w+)\\.sql");

	private static final String HISTORY = "SELECT version, description, type, script, checksum, success "
			+ "FROM flyway_schema_history ORDER BY installed_rank";

	/** Flyway's own table, as it makes it in SQLite. */
	private static final String NEW_HISTORY = """
			CREATE TABLE "flyway_schema_history" (
			    "installed_rank" INT NOT NULL PRIMARY KEY,
			    "version" VARCHAR(50),
			    "description" VARCHAR(200) NOT NULL,
			    "type" VARCHAR(20) NOT NULL,
			    "script" VARCHAR(1000) NOT NULL,
			    "checksum" INT,
			    "installed_by" VARCHAR(100) NOT NULL,
			    "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
			    "execution_time" INT NOT NULL,
			    "success" BOOLEAN NOT NULL
			);
			CREATE INDEX "flyway_schema_history_s_idx" ON "flyway_schema_history" ("success");
			""";

	private static final String NEW_ROW = "INSERT INTO flyway_schema_history (installed_rank, version, description, "
			+ "type, script, checksum, installed_by, execution_time, success) VALUES (?, ?, ?, 'SQL', ?, ?, '', 0, 1)";

	private final List<Migration> all;

	private Migrations(List<Migration> all) {
		this.all = all;
	}

	/** Those of the class path. */
	static Migrations bundled() {
		try {
			Resource[] files = new PathMatchingResourcePatternResolver(Migrations.class.getClassLoader())
				.getResources("classpath:db/migration/*.sql");
			return new Migrations(Arrays.stream(files)
				.map(Migration::read)
				.sorted(Comparator.comparingInt(Migration::number))
				.toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Whether exactly these were applied, unaltered and in this order. */
	boolean areApplied(Connection store) throws SQLException {
		try (Statement statement = store.createStatement(); ResultSet rows = statement.executeQuery(HISTORY)) {
			Iterator<Migration> expected = this.all.iterator();
			while (rows.next()) {
				if (!expected.hasNext() || !expected.next().isRow(rows)) {
					return false;
				}
			}
			return !expected.hasNext();
		}
	}

	/**
	 * Applies all of them to an empty SQLite database, in one transaction.
	 * @return false if the database is another, or not empty; nothing was done then
	 */
	boolean begin(Connection store) throws SQLException {
		if (!store.getMetaData().getDatabaseProductName().equals("SQLite")) {
			return false;
		}
		boolean commits = store.getAutoCommit();
		store.setAutoCommit(false);
		try (Statement statement = store.createStatement()) {
			boolean empty = isEmpty(statement);
			if (empty) {
				applyAll(store, statement);
			}
			store.commit();
			return empty;
		}
		catch (SQLException | RuntimeException ex) {
			store.rollback();
			throw ex;
		}
		finally {
			store.setAutoCommit(commits);
		}
	}

	private static boolean isEmpty(Statement statement) throws SQLException {
		try (ResultSet found = statement.executeQuery("SELECT COUNT(*) FROM sqlite_master")) {
			return found.next() && found.getInt(1) == 0;
		}
	}

	private void applyAll(Connection store, Statement statement) throws SQLException {
		statement.executeUpdate(NEW_HISTORY);
		try (PreparedStatement row = store.prepareStatement(NEW_ROW)) {
			int rank = 1;
			for (Migration migration : this.all) {
				statement.executeUpdate(migration.sql());
				row.setInt(1, rank);
				row.setString(2, String.valueOf(migration.number()));
				row.setString(3, migration.description());
				row.setString(4, migration.script());
				row.setInt(5, migration.checksum());
				row.executeUpdate();
				rank++;
			}
		}
	}

	/**
	 * One change.
	 *
	 * @param number its place in the order
	 * @param script the name of its file
	 * @param sql the file's text
	 */
	private record Migration(int number, String script, String sql) {

		static Migration read(Resource file) {
			String script = Objects.requireNonNull(file.getFilename(), "a migration has a name");
			Matcher name = NAME.matcher(script);
			if (!name.matches()) {
				throw new IllegalStateException("a migration has another form of name: " + script);
			}
			try {
				return new Migration(Integer.parseInt(name.group(1)), script,
						file.getContentAsString(StandardCharsets.UTF_8));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		String description() {
			return this.script.substring(this.script.indexOf("__") + 2, this.script.length() - ".sql".length())
				.replace('_', ' ');
		}

		/** Flyway's: of the lines, without what ends them. */
		int checksum() {
			CRC32 sum = new CRC32();
			this.sql.lines().forEach((line) -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
			return (int) sum.getValue();
		}

		boolean isRow(ResultSet row) throws SQLException {
			return String.valueOf(this.number).equals(row.getString("version"))
					&& description().equals(row.getString("description")) && "SQL".equals(row.getString("type"))
					&& this.script.equals(row.getString("script")) && checksum() == row.getInt("checksum")
					&& row.getBoolean("success");
		}

	}

}
