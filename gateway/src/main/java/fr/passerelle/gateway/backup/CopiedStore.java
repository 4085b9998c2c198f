package fr.passerelle.gateway.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import fr.passerelle.gateway.backup.BackupRefusedException.Reason;
import fr.passerelle.gateway.backup.Manifest.Counts;
import fr.passerelle.gateway.backup.StoreForm.SchemaRow;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/**
 * A store in one SQLite file, whichever database it was copied from, with the program's
 * own migrations in it. It is a temporary file, from which a backup is made.
 */
final class CopiedStore implements AutoCloseable {

	private static final String FORM = "its store is not of this program's form";

	private static final Pattern COLUMN = Pattern.compile("[a-z][a-z0-9_]{0,62}");

	private static final String MIGRATIONS = "SELECT version FROM flyway_schema_history WHERE version IS NOT NULL "
			+ "ORDER BY installed_rank LIMIT 1000";

	/** More than any store of ours has. */
	private static final int MAX_SCHEMA = 1000;

	/** Instructions of SQLite between two looks at the time. */
	private static final int STEPS = 100_000;

	private static final String DEFENCES = "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; "
			+ "PRAGMA mmap_size = 0";

	private final Path file;

	private final SingleConnectionDataSource source;

	private CopiedStore(Path file, boolean readOnly) {
		this.file = file;
		this.source = source(file, readOnly);
		if (readOnly) {
			jdbc().execute(DEFENCES + "; PRAGMA query_only = ON");
		}
	}

	/**
	 * Makes an empty one.
	 * @param until the last migration; null for all
	 */
	static CopiedStore empty(Path file, @Nullable String until) {
		CopiedStore store = new CopiedStore(file, false);
		store.migrate(until);
		return store;
	}

	/** Opens one that may be written. */
	static CopiedStore open(Path file) {
		return new CopiedStore(file, false);
	}

	/** Opens one for reading, also one from elsewhere. */
	static CopiedStore look(Path file) {
		return new CopiedStore(file, true);
	}

	/**
	 * Ends each computation of SQLite once the time is up, because a store from elsewhere
	 * can be made so that it never ends.
	 */
	CopiedStore until(Instant end, Clock clock) {
		try {
			ProgressHandler.setHandler(this.source.getConnection().unwrap(SQLiteConnection.class), STEPS,
					new ProgressHandler() {

						@Override
						protected int progress() {
							return clock.instant().isBefore(end) ? 0 : 1;
						}

					});
		}
		catch (SQLException ex) {
			throw new IllegalStateException("the driver takes a handler of its own connections", ex);
		}
		return this;
	}

	private static SingleConnectionDataSource source(Path file, boolean readOnly) {
		SQLiteConfig config = new SQLiteConfig();
		config.setReadOnly(readOnly);
		config.setTempStore(SQLiteConfig.TempStore.MEMORY);
		config.enableLoadExtension(false);
		if (readOnly) {
			config.setPragma(SQLiteConfig.Pragma.LIMIT_ATTACHED, "0");
		}
		else {
			// A program that is killed here begins again with another file.
			config.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
			config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
		}
		SingleConnectionDataSource source = new SingleConnectionDataSource("jdbc:sqlite:" + file, true);
		source.setConnectionProperties(config.toProperties());
		return source;
	}

	JdbcTemplate jdbc() {
		return new JdbcTemplate(this.source);
	}

	JdbcClient client() {
		return JdbcClient.create(this.source);
	}

	List<String> migrations() {
		return client().sql(MIGRATIONS).query(String.class).list();
	}

	/** Its form, read without running anything of it. */
	StoreForm form() throws IOException {
		List<SchemaRow> rows = client()
			.sql("SELECT type, name, tbl_name, COALESCE(sql, '') AS sql FROM sqlite_schema LIMIT " + MAX_SCHEMA)
			.query((row, index) -> new SchemaRow(row.getString("type"), row.getString("name"),
					row.getString("tbl_name"), row.getString("sql")))
			.list();
		return StoreForm.of(this.file, rows);
	}

	/** Brings the store of an older program up to this one's form. */
	private void migrate(@Nullable String until) {
		// Opens connections of its own, several.
		FluentConfiguration migrations = Flyway.configure().dataSource("jdbc:sqlite:" + this.file, null, null);
		((until != null) ? migrations.target(until) : migrations).load().migrate();
	}

	/** Their names become part of statements, and the file may come from anywhere. */
	List<String> columns(String table) {
		List<String> columns = client().sql("SELECT name FROM pragma_table_info(?) ORDER BY cid")
			.param(table)
			.query(String.class)
			.list();
		if (!columns.stream().allMatch((column) -> COLUMN.matcher(column).matches())) {
			throw new BackupRefusedException(Reason.DAMAGED, FORM);
		}
		return columns;
	}

	Counts counts() {
		return new Counts(count("establishment WHERE authority IS NOT NULL"), count("establishment_version"),
				count("people"));
	}

	private long count(String from) {
		return client().sql("SELECT COUNT(*) FROM " + from).query(Long.class).single();
	}

	/**
	 * Refuses a store that is not of this program's form, not whole, does not hold what
	 * its manifest says, or was made by a newer program. The form comes first: before it
	 * is known, nothing in the store may run.
	 * @param manifest what it should hold
	 * @param forms the forms of this program's stores
	 */
	void check(Manifest manifest, TemporaryStores forms) throws IOException {
		try {
			checkForm(forms);
			List<String> whole = client().sql("PRAGMA integrity_check").query(String.class).list();
			if (!whole.equals(List.of("ok"))
					|| !client().sql("PRAGMA foreign_key_check").query().listOfRows().isEmpty()) {
				throw new BackupRefusedException(Reason.DAMAGED, "its store is not whole");
			}
			if (!counts().equals(manifest.counts())) {
				throw new BackupRefusedException(Reason.DAMAGED, "it does not hold what it says");
			}
		}
		catch (DataAccessException ex) {
			throw new BackupRefusedException(Reason.DAMAGED, "its store cannot be read, or not in reasonable time", ex);
		}
	}

	private void checkForm(TemporaryStores forms) throws IOException {
		StoreForm mine = form();
		if (!mine.isPlainBeside(forms.form())) {
			throw new BackupRefusedException(Reason.DAMAGED, FORM);
		}
		List<String> migrations = migrations();
		if (!Set.copyOf(forms.migrations()).containsAll(migrations)) {
			throw new BackupRefusedException(Reason.NEWER, "it was made by a newer program");
		}
		if (!forms.isOfOneTime(migrations) || !mine.equals(forms.form(migrations))) {
			throw new BackupRefusedException(Reason.DAMAGED, FORM);
		}
	}

	/** Brings it up to this program's form, where it is older. */
	void upgrade(List<String> ours) {
		try {
			if (!migrations().equals(ours)) {
				migrate(null);
			}
		}
		catch (FlywayException ex) {
			throw new BackupRefusedException(Reason.DAMAGED, "its store cannot be brought up to this program's form",
					ex);
		}
		StoreTables.COPIED.forEach(this::columns);
	}

	@Override
	public void close() {
		this.source.destroy();
	}

}
