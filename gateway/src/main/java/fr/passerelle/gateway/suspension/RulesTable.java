package fr.passerelle.gateway.suspension;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import fr.passerelle.gateway.http.IpRange;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rules in the database; SQL that SQLite and PostgreSQL read alike.
 */
final class RulesTable {

	private final JdbcClient jdbc;

	RulesTable(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** The rules that were added last; none until the first change. */
	Optional<NumberedRules> newest() {
		return this.jdbc
			.sql("SELECT number, attempts, window_seconds, suspension_seconds, trusted_networks "
					+ "FROM security_rules ORDER BY number DESC LIMIT 1")
			.query((row, index) -> rules(row))
			.optional();
	}

	/** Adds rules, unless others have taken their number. */
	boolean add(NumberedRules next, String author, Instant at) {
		SecurityRules rules = next.rules();
		String networks = rules.trustedNetworks().stream().map(IpRange::toString).collect(Collectors.joining("\n"));
		return this.jdbc.sql("INSERT INTO security_rules (number, author, changed_at, attempts, window_seconds, "
				+ "suspension_seconds, trusted_networks) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO NOTHING")
			.params(next.number(), author, at.toEpochMilli(), rules.attempts(), rules.window().toSeconds(),
					rules.suspension().toSeconds(), networks)
			.update() == 1;
	}

	private static NumberedRules rules(ResultSet row) throws SQLException {
		List<IpRange> networks = row.getString("trusted_networks")
			.lines()
			.map(IpRange::parse)
			.flatMap(Optional::stream)
			.toList();
		return new NumberedRules(row.getLong("number"),
				new SecurityRules(row.getInt("attempts"), Duration.ofSeconds(row.getLong("window_seconds")),
						Duration.ofSeconds(row.getLong("suspension_seconds")), networks));
	}

}
