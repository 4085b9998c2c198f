package fr.passerelle.gateway.version;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.passerelle.gateway.network.Authority;
import fr.passerelle.gateway.network.HostNames;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The hosts on which administrators' browsers trust this program: those of the settings
 * or, if these name no host, those on which administrators signed in lately. On a school
 * with such a host, the school's scripts would run as the console's. The store keeps the
 * hosts, since an administrator comes back to the same address after a restart; it keeps
 * them for each administrator, so that one administrator does not push out the hosts of
 * another.
 */
public final class ConsoleHosts {

	/** How many hosts are remembered for one administrator. */
	static final int MAX_OF_ONE = 8;

	/** How long a host stays an administrator's. */
	static final Duration LATELY = Duration.ofDays(30);

	private static final Duration RENEWED = Duration.ofDays(1);

	private final Set<String> named;

	private final Set<String> passkeys;

	private final JdbcClient jdbc;

	private final Clock clock;

	ConsoleHosts(PasserelleSettings.Console settings, JdbcClient jdbc, Clock clock) {
		this.named = normal(settings.hosts().stream());
		Stream<String> origins = settings.passkeys()
			.origins()
			.stream()
			.map((origin) -> Authority.required(URI.create(origin)).host());
		this.passkeys = normal(Stream.concat(Stream.ofNullable(settings.passkeys().rpId()), origins));
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Whether administrators' browsers trust this host, in its one spelling. */
	boolean has(String host) {
		if (isNamed(host) || this.passkeys.contains(host)) {
			return true;
		}
		return this.named.isEmpty()
				&& this.jdbc.sql("SELECT COUNT(*) FROM console_hosts WHERE host = :host AND seen_at > :since")
					.param("host", host)
					.param("since", this.clock.instant().minus(LATELY).toEpochMilli())
					.query(Long.class)
					.single() > 0;
	}

	/** Whether the settings give it to the console alone. */
	boolean isNamed(String host) {
		return this.named.contains(host);
	}

	/**
	 * Notes that an administrator's browser is on a host.
	 * @param username the administrator
	 * @param authority the host that the browser asked for
	 */
	public void seen(String username, String authority) {
		Authority asked = Authority.parse(authority);
		if (asked == null || !this.named.isEmpty()) {
			return;
		}
		Instant now = this.clock.instant();
		boolean known = this.jdbc
			.sql("SELECT COUNT(*) FROM console_hosts WHERE username = :who AND host = :host AND seen_at > :since")
			.param("who", username)
			.param("host", asked.host())
			.param("since", now.minus(RENEWED).toEpochMilli())
			.query(Long.class)
			.single() > 0;
		if (!known) {
			note(username, asked.host(), now);
		}
	}

	private void note(String username, String host, Instant now) {
		this.jdbc
			.sql("INSERT INTO console_hosts (username, host, seen_at) VALUES (:who, :host, :at) "
					+ "ON CONFLICT (username, host) DO UPDATE SET seen_at = :at")
			.param("who", username)
			.param("host", host)
			.param("at", now.toEpochMilli())
			.update();
		this.jdbc.sql("DELETE FROM console_hosts WHERE seen_at <= :since")
			.param("since", now.minus(LATELY).toEpochMilli())
			.update();
		this.jdbc
			.sql("DELETE FROM console_hosts WHERE username = :who AND host NOT IN (SELECT host FROM console_hosts "
					+ "WHERE username = :who ORDER BY seen_at DESC, host LIMIT :max)")
			.param("who", username)
			.param("max", MAX_OF_ONE)
			.update();
	}

	private static Set<String> normal(Stream<String> hosts) {
		Collection<String> all = hosts.map(HostNames::normal)
			.filter((host) -> host != null)
			.map(String.class::cast)
			.collect(Collectors.toList());
		return new TreeSet<>(all);
	}

}
