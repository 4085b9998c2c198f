package fr.passerelle.gateway.account;

import java.time.Clock;
import java.util.function.Consumer;

import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.people.PasswordHashing;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.settings.StartRefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the administrator's account at the start. A password of the settings always wins
 * and is kept nowhere but in memory, hashed. Without one, the first start makes one,
 * keeps its hash and prints it, once.
 */
final class AdministratorAccount {

	private static final String PASSWORD = "passerelle.admin.password";

	private final JdbcClient client;

	private final PasswordHashing hashing;

	private final Clock clock;

	private final Consumer<String> print;

	AdministratorAccount(JdbcTemplate jdbc, PasswordHashing hashing, Clock clock, Consumer<String> print) {
		this.client = JdbcClient.create(jdbc);
		this.hashing = hashing;
		this.clock = clock;
		this.print = print;
	}

	/**
	 * A name and the hash of its password.
	 *
	 * @param username exactly as it is typed
	 * @param passwordHash of the settings' password; null: it is in the store
	 */
	record Administrator(String username, @Nullable String passwordHash) {

		@Override
		public String toString() {
			return "Administrator[" + this.username + "]";
		}

	}

	Administrator open(PasserelleSettings.Admin settings) {
		String username = settings.username();
		if (username.indexOf(':') >= 0) {
			throw new StartRefusedException(
					"passerelle.admin.username: is without a colon, which ends the name in HTTP Basic");
		}
		String password = settings.password();
		if (password != null) {
			take(username);
			return new Administrator(username, this.hashing.hash(password));
		}
		if (!isKept(username)) {
			make(username);
		}
		return new Administrator(username, null);
	}

	/**
	 * The account of a password that the settings hold. Who can set it owns the machine:
	 * a lock gives way.
	 */
	private void take(String username) {
		this.client
			.sql("INSERT INTO administrators (username, password_hash, created_at) VALUES (?, ?, ?) "
					+ "ON CONFLICT (username) DO UPDATE SET locked = 0")
			.params(username, AccountTable.NO_HASH, this.clock.millis())
			.update();
	}

	private boolean isKept(String username) {
		return this.client.sql("SELECT COUNT(*) FROM administrators WHERE username = ? AND password_hash <> ?")
			.params(username, AccountTable.NO_HASH)
			.query(Integer.class)
			.single() == 1;
	}

	/** Of many nodes that start together, the one that wrote the row prints. */
	private void make(String username) {
		String password = SecretText.random();
		String hash = this.hashing.hash(password);
		int made = this.client
			.sql("""
					INSERT INTO administrators (username, password_hash, created_at) VALUES (:username, :hash, :now)
					ON CONFLICT (username) DO UPDATE SET password_hash = :hash WHERE administrators.password_hash = :none""")
			.param("username", username)
			.param("hash", hash)
			.param("now", this.clock.millis())
			.param("none", AccountTable.NO_HASH)
			.update();
		if (made == 1) {
			this.print.accept(box(username, password));
		}
	}

	private static String box(String username, String password) {
		String line = "+----------------------------------------------------------------------+";
		return String.join(System.lineSeparator(), "", line,
				row("Compte administrateur créé / administrator account created"), row(""),
				row("  identifiant / username    : " + username), row("  mot de passe / password   : " + password),
				row(""), row("Affiché une seule fois / shown only once. To choose another: set"), row("  " + PASSWORD),
				line, "");
	}

	private static String row(String text) {
		return "| " + text + " ".repeat(Math.max(0, 69 - text.length())) + "|";
	}

}
