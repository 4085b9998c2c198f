package fr.passerelle.gateway.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import fr.passerelle.gateway.account.Account.Origin;
import fr.passerelle.gateway.account.AccountRefusedException.Reason;
import fr.passerelle.gateway.account.AdministratorAccount.Administrator;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Accounts in the database. A row that a start made for another name than today's
 * {@code passerelle.admin.username} sleeps: it is neither seen nor signs in.
 */
final class AccountTable {

	/** In place of a hash where the settings hold the password. */
	static final String NO_HASH = "-";

	/** Tries within {@link #TRY_WINDOW}; the one more is not even looked at. */
	static final int MAX_TRIES = 5;

	/** How long a try counts. */
	static final Duration TRY_WINDOW = Duration.ofMinutes(15);

	private final JdbcClient client;

	private final TransactionOperations transactions;

	private final Administrator first;

	private final boolean passkeys;

	/**
	 * A table.
	 * @param first whom the settings name
	 * @param passkeys whether passkeys are in use; otherwise they do not count
	 */
	AccountTable(JdbcTemplate jdbc, TransactionOperations transactions, Administrator first, boolean passkeys) {
		this.client = JdbcClient.create(jdbc);
		this.transactions = transactions;
		this.first = first;
		this.passkeys = passkeys;
	}

	long revision() {
		return this.client.sql("SELECT revision FROM administrator_revision WHERE id = 1").query(Long.class).single();
	}

	/**
	 * Runs a change that all changes to accounts wait for, on every node: each begins
	 * with this one row.
	 */
	<T> T changing(Change<T> change) {
		Supplier<T> work = () -> {
			this.client.sql("UPDATE administrator_revision SET revision = revision + 1 WHERE id = 1").update();
			return change.apply(revision());
		};
		T done = this.transactions.execute((status) -> work.get());
		if (done == null) {
			throw new IllegalStateException("a change ended without an answer");
		}
		return done;
	}

	/** A change under the revision that it makes. */
	interface Change<T> {

		T apply(long revision);

	}

	/** All accounts that may sign in, by name. */
	List<Account> all() {
		Map<String, Set<Uai>> establishments = new HashMap<>();
		this.client.sql("SELECT username, uai FROM administrator_establishments").query((row) -> {
			establishments.computeIfAbsent(row.getString("username"), (name) -> new HashSet<>())
				.add(new Uai(row.getString("uai")));
		});
		Map<String, Integer> keys = new HashMap<>();
		if (this.passkeys) {
			this.client.sql("SELECT username, COUNT(*) AS number FROM administrator_passkeys GROUP BY username")
				.query((row) -> {
					keys.put(row.getString("username"), row.getInt("number"));
				});
		}
		List<Account> accounts = new ArrayList<>();
		this.client.sql("SELECT * FROM administrators ORDER BY username").query((row) -> {
			String username = row.getString("username");
			if (!sleeps(row)) {
				accounts
					.add(account(row, establishments.getOrDefault(username, Set.of()), keys.getOrDefault(username, 0)));
			}
		});
		return accounts;
	}

	Optional<Account> find(String username) {
		return all().stream().filter((account) -> account.username().equals(username)).findFirst();
	}

	private boolean sleeps(ResultSet row) throws SQLException {
		return row.getString("origin").equals("START") && !row.getString("username").equals(this.first.username());
	}

	private Account account(ResultSet row, Set<Uai> establishments, int passkeys) throws SQLException {
		String username = row.getString("username");
		boolean isFirst = username.equals(this.first.username());
		boolean whole = isFirst || row.getInt("whole_platform") == 1;
		Grant grant = new Grant(whole ? null : establishments, !isFirst && row.getInt("read_only") == 1);
		Origin origin = !isFirst ? Origin.CONSOLE
				: (this.first.passwordHash() != null) ? Origin.SETTINGS : Origin.FIRST_START;
		boolean codes = row.getString("totp_secret") != null && row.getInt("totp_confirmed") == 1;
		return new Account(username, row.getString("display_name"), row.getString("email"), grant,
				row.getInt("locked") == 1, origin,
				new Account.Password((origin != Origin.SETTINGS) ? instant(row, "one_time_until") : null),
				new Account.SecondFactor(codes, passkeys),
				new Account.Times(Instant.ofEpochMilli(row.getLong("created_at")), instant(row, "changed_at"),
						instant(row, "last_sign_in")),
				casUser(row), row.getLong("stamp"));
	}

	private static @Nullable CasUser casUser(ResultSet row) throws SQLException {
		String server = row.getString("cas_server");
		String user = row.getString("cas_user");
		return (server != null && user != null) ? new CasUser(server, user) : null;
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		long millis = row.getLong(column);
		return (row.wasNull() || millis == 0) ? null : Instant.ofEpochMilli(millis);
	}

	/** The hash of an account's password; null where there is no account. */
	@Nullable String passwordHash(String username) {
		if (username.equals(this.first.username()) && this.first.passwordHash() != null) {
			return this.first.passwordHash();
		}
		return this.client
			.sql("SELECT password_hash FROM administrators WHERE username = ? AND (origin <> 'START' OR username = ?)")
			.params(username, this.first.username())
			.query(String.class)
			.optional()
			.filter((hash) -> !hash.equals(NO_HASH))
			.orElse(null);
	}

	/** Whether the name was free; one that sleeps gives way. */
	boolean insert(NewAccount account, String passwordHash, Instant oneTimeUntil, Instant now, long stamp) {
		this.client.sql("DELETE FROM administrators WHERE username = ? AND origin = 'START' AND username <> ?")
			.params(account.username(), this.first.username())
			.update();
		int made = this.client.sql("""
				INSERT INTO administrators (username, password_hash, created_at, origin, display_name, email,
				whole_platform, read_only, one_time_until, stamp)
				VALUES (:username, :hash, :now, 'CONSOLE', :name, :email, :whole, :readOnly, :until, :stamp)
				ON CONFLICT (username) DO NOTHING""")
			.param("username", account.username())
			.param("hash", passwordHash)
			.param("now", now.toEpochMilli())
			.param("name", account.displayName())
			.param("email", account.email())
			.param("whole", bit(account.grant().wholePlatform()))
			.param("readOnly", bit(account.grant().readOnly()))
			.param("until", oneTimeUntil.toEpochMilli())
			.param("stamp", stamp)
			.update();
		if (made == 1) {
			insertEstablishments(account.username(), account.grant());
		}
		return made == 1;
	}

	/**
	 * Two changes within a millisecond, or under a clock that was set back, still differ
	 * in their moment: it is the account's version.
	 */
	void update(Account account, Instant now) {
		this.client.sql("""
				UPDATE administrators SET display_name = :name, email = :email, whole_platform = :whole,
				read_only = :readOnly, locked = :locked, stamp = :stamp,
				changed_at = CASE WHEN changed_at >= :now THEN changed_at + 1
				WHEN created_at >= :now THEN created_at + 1 ELSE :now END
				WHERE username = :username""")
			.param("username", account.username())
			.param("name", account.displayName())
			.param("email", account.email())
			.param("whole", bit(account.grant().wholePlatform()))
			.param("readOnly", bit(account.grant().readOnly()))
			.param("locked", bit(account.locked()))
			.param("now", now.toEpochMilli())
			.param("stamp", account.stamp())
			.update();
		this.client.sql("DELETE FROM administrator_establishments WHERE username = ?")
			.param(account.username())
			.update();
		insertEstablishments(account.username(), account.grant());
	}

	private void insertEstablishments(String username, Grant grant) {
		if (grant.establishments() != null) {
			grant.establishments()
				.forEach((uai) -> this.client
					.sql("INSERT INTO administrator_establishments (username, uai) VALUES (?, ?)")
					.params(username, uai.value())
					.update());
		}
	}

	void setPassword(String username, String hash, @Nullable Instant oneTimeUntil, long stamp) {
		this.client.sql("""
				UPDATE administrators SET password_hash = :hash, one_time_until = :until, stamp = :stamp
				WHERE username = :username""")
			.param("username", username)
			.param("hash", hash)
			.param("until", (oneTimeUntil != null) ? oneTimeUntil.toEpochMilli() : null)
			.param("stamp", stamp)
			.update();
	}

	/** Binds an account to a CAS user, or to none. */
	void setCasUser(String username, @Nullable CasUser user, long stamp) {
		this.client.sql(
				"UPDATE administrators SET cas_server = :server, cas_user = :user, stamp = :stamp WHERE username = :username")
			.param("server", (user != null) ? user.server() : null)
			.param("user", (user != null) ? user.user() : null)
			.param("stamp", stamp)
			.param("username", username)
			.update();
	}

	void setStamp(String username, long stamp) {
		this.client.sql("UPDATE administrators SET stamp = ? WHERE username = ?").params(stamp, username).update();
	}

	void signedIn(String username, Instant now) {
		this.client.sql("UPDATE administrators SET last_sign_in = ? WHERE username = ?")
			.params(now.toEpochMilli(), username)
			.update();
	}

	void delete(String username) {
		this.client.sql("DELETE FROM administrators WHERE username = ? AND origin = 'CONSOLE'")
			.param(username)
			.update();
	}

	/**
	 * Takes one of the tries that an account has for its password or code where both are
	 * asked for again. Counted before it is checked: of many that come together, only so
	 * many are checked.
	 */
	void takeTry(String username, long now) {
		int taken = this.client.sql("""
				UPDATE administrators SET
				code_tries = CASE WHEN code_tries_since <= :start THEN 1 ELSE code_tries + 1 END,
				code_tries_since = CASE WHEN code_tries_since <= :start THEN :now ELSE code_tries_since END
				WHERE username = :username AND (code_tries_since <= :start OR code_tries < :max)""")
			.param("start", now - TRY_WINDOW.toMillis())
			.param("now", now)
			.param("username", username)
			.param("max", MAX_TRIES)
			.update();
		if (taken == 0) {
			throw new AccountRefusedException(Reason.TOO_MANY_CODES);
		}
	}

	/** A right try is not counted. */
	void giveTryBack(String username) {
		this.client.sql("UPDATE administrators SET code_tries = code_tries - 1 WHERE username = ? AND code_tries > 0")
			.param(username)
			.update();
	}

	void forgetTries(String username) {
		this.client.sql("UPDATE administrators SET code_tries = 0 WHERE username = ?").param(username).update();
	}

	static int bit(boolean value) {
		return value ? 1 : 0;
	}

}
