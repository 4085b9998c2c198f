package fr.passerelle.gateway.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import fr.passerelle.gateway.settings.StartRefusedException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.sqlite.SQLiteException;

/**
 * Opens the store at the start, and brings its tables up to date. A store that cannot be
 * opened, or belongs to a newer program, refuses the start in one line: a program that
 * writes to tables which it does not understand would damage them.
 */
public final class StoreStart implements FlywayMigrationStrategy {

	private static final Logger logger = LoggerFactory.getLogger(StoreStart.class);

	private static final Pattern HOST = Pattern.compile("jdbc:[a-z]+://([^/?]+)");

	private static final String BEGINNING = "{} is empty: a new installation begins here";

	private final String store;

	private volatile boolean beginning;

	/**
	 * For one store.
	 * @param url of another database than the embedded one
	 * @param embedded the embedded database's file
	 */
	StoreStart(@Nullable String url, Path embedded) {
		this.store = (url != null) ? "spring.datasource.url: " + place(url) : "passerelle.data-dir: " + embedded;
	}

	/** Host and port alone: such an address may hold a password. */
	private static String place(String url) {
		Matcher host = HOST.matcher(url);
		return "the database" + (host.find() ? " at " + host.group(1).replaceFirst("^.*@", "") : "");
	}

	/**
	 * Opens a store, without Flyway where its tables are up to date or the embedded
	 * database is new.
	 */
	OpenedStore open(DataSource store) {
		connect(store);
		if (!isUpToDate(store)) {
			migrate(Flyway.configure().dataSource(store).load());
		}
		return new OpenedStore();
	}

	private boolean isUpToDate(DataSource store) {
		Migrations migrations = Migrations.bundled();
		try (Connection connection = store.getConnection()) {
			this.beginning = migrations.begin(connection);
			if (this.beginning) {
				logger.warn(BEGINNING, this.store);
			}
			return this.beginning || migrations.areApplied(connection);
		}
		catch (SQLException ex) {
			// Flyway finds the same fault, and has the exact words for it.
			logger.debug("The history of the store cannot be read", ex);
			return false;
		}
	}

	@Override
	public void migrate(Flyway flyway) {
		try {
			connect(flyway.getConfiguration().getDataSource());
			refuseForeign(flyway);
			this.beginning = flyway.info().applied().length == 0;
			if (this.beginning) {
				logger.warn(BEGINNING, this.store);
			}
			flyway.migrate();
		}
		catch (FlywayException ex) {
			logger.debug("The store cannot be opened", ex);
			throw refused(reason(ex));
		}
	}

	/**
	 * Warns of a key that was made anew beside a store that has content.
	 * @param key the key's file
	 * @param follows what the loss of the old key means
	 */
	public void keyMade(Path key, String follows) {
		if (!this.beginning) {
			logger.warn("{} was not there and is made anew, beside a store that is in use: {}", key, follows);
		}
	}

	private void connect(DataSource store) {
		try (Connection connection = store.getConnection()) {
			logger.debug("The store is a {}", connection.getMetaData().getDatabaseProductName());
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("The store cannot be opened", ex);
			throw refused(reason(ex));
		}
	}

	private void refuseForeign(Flyway flyway) {
		MigrationInfo[] all = flyway.info().all();
		Optional<MigrationInfo> unknown = Arrays.stream(all).filter((one) -> isUnknown(one.getState())).findFirst();
		if (unknown.isPresent()) {
			throw refused("was used by a newer Passerelle (its change " + unknown.get().getVersion()
					+ " is unknown to this one); start that one, or bring back a backup of this one's");
		}
		Optional<MigrationInfo> failed = Arrays.stream(all).filter((one) -> one.getState().isFailed()).findFirst();
		if (failed.isPresent()) {
			throw refused("change " + failed.get().getVersion() + " of its tables broke off; bring back a backup");
		}
	}

	/** Applied once, and not among those that this program brings. */
	private static boolean isUnknown(MigrationState state) {
		return state.isApplied() && !state.isResolved() && state != MigrationState.BASELINE
				&& state != MigrationState.DELETED && state != MigrationState.UNDONE;
	}

	private StartRefusedException refused(String reason) {
		return new StartRefusedException(this.store + " " + reason);
	}

	private static String reason(Throwable failure) {
		Optional<StoreFailure> store = StoreFailure.of(failure);
		String code = code(failure);
		if (code.startsWith("28")) {
			return "refuses spring.datasource.username and its password";
		}
		if (code.startsWith("3D")) {
			return "has no such database";
		}
		if (code.startsWith("SQLITE_NOTADB") || code.startsWith("SQLITE_CORRUPT")) {
			return "is damaged or no database of this program; put a backup in its place";
		}
		if (store.isPresent()) {
			return (store.get() == StoreFailure.FULL) ? "has no room left on its disk"
					: "does not answer" + (code.isEmpty() ? "" : " (" + code + ")");
		}
		if (failure instanceof FlywayException && String.valueOf(failure.getMessage()).contains("non-empty schema")) {
			return "holds tables and no history of them: it is not this program's, or lost it; bring back a backup";
		}
		if (failure instanceof FlywayException && String.valueOf(failure.getMessage()).contains("alidate failed")) {
			return "has a history that is not this program's (its changes were altered); bring back a backup";
		}
		return "cannot be opened (" + failure.getClass().getSimpleName() + (code.isEmpty() ? "" : ", " + code) + ")";
	}

	/** The database's own code for the deepest failure that has one. */
	private static String code(Throwable failure) {
		String code = "";
		Throwable cause = failure;
		for (int i = 0; i < 30 && cause != null; i++) {
			if (cause instanceof SQLiteException sqlite) {
				code = sqlite.getResultCode().name();
			}
			else if (cause instanceof SQLException sql && sql.getSQLState() != null) {
				code = sql.getSQLState();
			}
			cause = cause.getCause();
		}
		return code;
	}

}
