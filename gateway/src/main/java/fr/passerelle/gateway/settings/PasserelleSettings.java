package fr.passerelle.gateway.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * All {@code passerelle.*} settings; every bound of the program has its name here. What a
 * school edits is not here but in its configuration document.
 *
 * @param basePath under which the Espaces lie, without trailing slash
 * @param dataDir embedded database, keys, backups; nothing is written elsewhere
 * @param importFrom {@code file:} address of a document or a folder of documents to load
 * at start
 * @param catalogue {@code file:} address of a newer ENT catalogue
 * @param trustedProxies addresses or CIDR ranges whose forwarding headers count
 * @param admin the first administrator
 * @param ent what one ENT may hold
 * @param sessions the visitors' sessions
 * @param login logins under way
 * @param directLogin the local form
 * @param proxy the way to the Espace applications
 */
@ConfigurationProperties(prefix = "passerelle", ignoreUnknownFields = false)
public record PasserelleSettings(@DefaultValue("/pronote") String basePath, @DefaultValue("./data") Path dataDir,
		@Nullable String importFrom, @Nullable String catalogue, @DefaultValue( {
		}) List<String> trustedProxies, @DefaultValue Admin admin, @DefaultValue Ent ent,
		@DefaultValue Sessions sessions, @DefaultValue Login login, @DefaultValue DirectLogin directLogin,
		@DefaultValue Proxy proxy){

	/**
	 * The first administrator.
	 *
	 * @param username for HTTP Basic
	 * @param password none: one is made at the first start, printed once
	 */
	public record Admin(@DefaultValue("admin") String username, @Nullable String password) {

		@Override
		public String toString() {
			return "Admin[" + this.username + "]";
		}

	}

	/**
	 * What one ENT may hold, so that one that hangs stops nothing else.
	 *
	 * @param connectTimeout to open a connection
	 * @param timeout for the whole exchange
	 * @param maxConcurrent validations under way at one ENT; one more is answered
	 * ENT_UNREACHABLE at once
	 * @param maxAnswerSize of a validation answer
	 */
	public record Ent(@DefaultValue("3s") Duration connectTimeout, @DefaultValue("10s") Duration timeout,
			@DefaultValue("200") int maxConcurrent, @DefaultValue("256KB") DataSize maxAnswerSize) {
	}

	/**
	 * The visitors' sessions.
	 *
	 * @param store {@code memory}
	 * @param idleTimeout since the last request
	 * @param maxAge since the login
	 * @param max sessions kept at once; past it the one unused longest ends
	 */
	public record Sessions(@DefaultValue("memory") String store, @DefaultValue("1h") Duration idleTimeout,
			@DefaultValue("12h") Duration maxAge, @DefaultValue("500000") int max) {
	}

	/**
	 * Logins under way.
	 *
	 * @param pendingLifetime how long a person may take at the ENT
	 * @param maxPending kept at once; past it the oldest start over
	 */
	public record Login(@DefaultValue("30m") Duration pendingLifetime, @DefaultValue("200000") int maxPending) {
	}

	/**
	 * The local form.
	 *
	 * @param formLifetime how long a form may stay open
	 * @param attempts wrong attempts from one address within the window that suspend it
	 * @param window in which attempts are counted
	 * @param suspension how long an address stays suspended
	 * @param maxAddresses counted at once
	 */
	public record DirectLogin(@DefaultValue("30m") Duration formLifetime, @DefaultValue("10") int attempts,
			@DefaultValue("10m") Duration window, @DefaultValue("15m") Duration suspension,
			@DefaultValue("100000") int maxAddresses) {
	}

	/**
	 * The way to the Espace applications.
	 *
	 * @param connectTimeout to open a connection
	 * @param idleTimeout without a byte either way, answers and tunnels alike
	 * @param maxConnections to one application at once
	 * @param maxQueued requests that may wait for a connection
	 */
	public record Proxy(@DefaultValue("3s") Duration connectTimeout, @DefaultValue("5m") Duration idleTimeout,
			@DefaultValue("1024") int maxConnections, @DefaultValue("4096") int maxQueued) {
	}

}
