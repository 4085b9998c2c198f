package fr.passerelle.gateway.backup;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import fr.passerelle.gateway.backup.BackupRefusedException.Reason;
import fr.passerelle.gateway.backup.Manifest.Counts;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.sqlite.SQLiteConfig;

/**
 * A store in one SQLite file, whichever database it was copied from, with the program's
 * own migrations in it. A temporary file: what makes it last is the backup around it.
 */
final class CopiedStore implements AutoCloseable {

	private static final Pattern COLUMN = Pattern.compile("[a-z][a-z0-9_]{0,62}");

	private static final String MIGRATIONS = "SELECT version FROM flyway_schema_history WHERE version IS NOT NULL "
			+ "ORDER BY installed_rank";

	private final Path file;

	private final SingleConnectionDataSource source;

	private CopiedStore(Path file, boolean readOnly) {
		this.file = file;
		this.source = source(file, readOnly);
	}

	/** Makes an empty one with all migrations. */
	static CopiedStore empty(Path file) {
		CopiedStore store = new CopiedStore(file, false);
		store.migrate();
		return store;
	}

	/** Opens one that may be written. */
	static CopiedStore open(Path file) {
		return new CopiedStore(file, false);
	}

	/** Opens one to look at. */
	static CopiedStore look(Path file) {
		return new CopiedStore(file, true);
	}

	private static SingleConnectionDataSource source(Path file, boolean readOnly) {
		SQLiteConfig config = new SQLiteConfig();
		config.setReadOnly(readOnly);
		config.setTempStore(SQLiteConfig.TempStore.MEMORY);
		if (!readOnly) {
			// Whoever is killed here begins again with another file.
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

	/** Brings the store of an older program up to this one's form. */
	void migrate() {
		// Opens connections of its own, several.
		Flyway.configure().dataSource("jdbc:sqlite:" + this.file, null, null).load().migrate();
	}

	/** Their names become part of statements, and the file may come from anywhere. */
	List<String> columns(String table) {
		List<String> columns = client().sql("SELECT name FROM pragma_table_info(?) ORDER BY cid")
			.param(table)
			.query(String.class)
			.list();
		if (!columns.stream().allMatch((column) -> COLUMN.matcher(column).matches())) {
			throw new BackupRefusedException(Reason.DAMAGED, "its store is not of this program's form");
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
	 * Refuses a store that is not whole, does not hold what its manifest says, or was
	 * made by a newer program.
	 * @param manifest what it should hold
	 * @param ours the migrations of this program
	 */
	void check(Manifest manifest, List<String> ours) {
		try {
			List<String> whole = client().sql("PRAGMA integrity_check").query(String.class).list();
			if (!whole.equals(List.of("ok"))
					|| !client().sql("PRAGMA foreign_key_check").query().listOfRows().isEmpty()) {
				throw new BackupRefusedException(Reason.DAMAGED, "its store is not whole");
			}
			Set<String> unknown = new HashSet<>(migrations());
			unknown.removeAll(Set.copyOf(ours));
			if (!unknown.isEmpty()) {
				throw new BackupRefusedException(Reason.NEWER, "it was made by a newer program");
			}
			if (!counts().equals(manifest.counts())) {
				throw new BackupRefusedException(Reason.DAMAGED, "it does not hold what it says");
			}
		}
		catch (DataAccessException ex) {
			throw new BackupRefusedException(Reason.DAMAGED, "its store cannot be read", ex);
		}
	}

	/** Brings it up to this program's form, where it is older. */
	void upgrade(List<String> ours) {
		try {
			if (!migrations().equals(ours)) {
				migrate();
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
