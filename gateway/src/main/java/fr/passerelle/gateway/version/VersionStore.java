package fr.passerelle.gateway.version;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.EntCopies;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.network.Authority;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Establishments and their versions in the database. A change wins if its UPDATE finds
 * the version number that it saw; the row count of that one statement decides.
 */
final class VersionStore {

	private final JdbcClient jdbc;

	private final TransactionOperations transactions;

	VersionStore(JdbcClient jdbc, TransactionOperations transactions) {
		this.jdbc = jdbc;
		this.transactions = transactions;
	}

	/** The time in the precision of the store. */
	static Instant now(Clock clock) {
		return clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * A number that changes with every change on any node: versions only grow, and rows
	 * stay.
	 */
	long revision() {
		return this.jdbc.sql("SELECT COALESCE(SUM(version), 0) FROM establishment").query(Long.class).single();
	}

	/** Every establishment, the deleted ones included, with its last number. */
	List<Head> heads() {
		return this.jdbc.sql("SELECT uai, version, authority FROM establishment ORDER BY uai")
			.query((row, index) -> head(row))
			.list();
	}

	Optional<Head> head(Uai uai) {
		return this.jdbc.sql("SELECT uai, version, authority FROM establishment WHERE uai = :uai")
			.param("uai", uai.value())
			.query((row, index) -> head(row))
			.optional();
	}

	/** Whether the establishment is there, in effect or not. */
	boolean exists(Uai uai) {
		return head(uai).filter(Head::exists).isPresent();
	}

	Optional<Version> current(Uai uai) {
		return current(List.of(uai)).stream().findFirst();
	}

	/** The current versions of those that exist. */
	List<Version> current(List<Uai> uais) {
		return this.jdbc.sql("""
				SELECT v.* FROM establishment e JOIN establishment_version v ON v.uai = e.uai AND v.number = e.version
				WHERE e.uai IN (:uais) AND e.authority IS NOT NULL""")
			.param("uais", uais.stream().map(Uai::value).toList())
			.query((row, index) -> version(row))
			.list();
	}

	Optional<Version> version(Uai uai, long number) {
		return this.jdbc.sql("SELECT * FROM establishment_version WHERE uai = :uai AND number = :number")
			.param("uai", uai.value())
			.param("number", number)
			.query((row, index) -> version(row))
			.optional();
	}

	Version requiredVersion(Uai uai, long number) {
		return version(uai, number).orElseThrow(() -> new UnknownEstablishmentException(uai, number));
	}

	List<VersionSummary> history(Uai uai, HistoryFilter filter, int offset, int limit) {
		Map<String, Object> values = new HashMap<>();
		return this.jdbc
			.sql("SELECT number, author, accepted_at, comment FROM establishment_version WHERE "
					+ where(uai, filter, values) + " ORDER BY number DESC LIMIT :limit OFFSET :offset")
			.params(values)
			.param("limit", limit)
			.param("offset", offset)
			.query((row, index) -> new VersionSummary(row.getLong("number"), row.getString("author"), at(row),
					row.getString("comment")))
			.list();
	}

	long historySize(Uai uai, HistoryFilter filter) {
		Map<String, Object> values = new HashMap<>();
		return this.jdbc.sql("SELECT COUNT(*) FROM establishment_version WHERE " + where(uai, filter, values))
			.params(values)
			.query(Long.class)
			.single();
	}

	/** Everyone who made a version, by name. */
	List<String> authors(Uai uai, int limit) {
		return this.jdbc
			.sql("SELECT DISTINCT author FROM establishment_version WHERE uai = :uai ORDER BY author LIMIT :limit")
			.param("uai", uai.value())
			.param("limit", limit)
			.query(String.class)
			.list();
	}

	private static String where(Uai uai, HistoryFilter filter, Map<String, Object> values) {
		StringBuilder where = new StringBuilder("uai = :uai");
		values.put("uai", uai.value());
		if (filter.author() != null) {
			where.append(" AND author = :author");
			values.put("author", filter.author());
		}
		if (filter.since() != null) {
			where.append(" AND accepted_at >= :since");
			values.put("since", filter.since().toEpochMilli());
		}
		if (filter.until() != null) {
			where.append(" AND accepted_at < :until");
			values.put("until", filter.until().toEpochMilli());
		}
		return where.toString();
	}

	/**
	 * Adds the version after a number that was seen, for an establishment that is there.
	 * @param alongside what happens in the same transaction, last; if it returns false,
	 * the transaction is rolled back
	 */
	Outcome replace(Version next, Establishment establishment, BooleanSupplier alongside) {
		return write(next, establishment, """
				UPDATE establishment SET version = :number, authority = :authority, name = :name, public_url = :url,
				published = :published, search_text = :text, listed = :number
				WHERE uai = :uai AND version = :seen AND authority IS NOT NULL""", alongside);
	}

	/** Adds the first version of an establishment that is new or was deleted. */
	Outcome create(Version first, Establishment establishment) {
		return write(first, establishment, """
				INSERT INTO establishment (uai, authority, version, name, public_url, published, search_text, listed)
				VALUES (:uai, :authority, :number, :name, :url, :published, :text, :number)
				ON CONFLICT (uai) DO UPDATE SET version = :number, authority = :authority, name = :name,
				public_url = :url, published = :published, search_text = :text, listed = :number
				WHERE establishment.version = :seen AND establishment.authority IS NULL""", () -> true);
	}

	/**
	 * Runs an action in one transaction.
	 * @param action what to do; if it returns false, the transaction is rolled back
	 * @return whether it was committed; false also if another program took a host
	 * meanwhile
	 */
	boolean allOrNothing(BooleanSupplier action) {
		try {
			return Boolean.TRUE.equals(this.transactions.execute((status) -> {
				boolean wanted = action.getAsBoolean();
				if (!wanted) {
					status.setRollbackOnly();
				}
				return wanted;
			}));
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	/**
	 * Adds the first versions of establishments that are new or were deleted, in the
	 * caller's transaction.
	 * @return false if another program has created one of them
	 */
	boolean createAll(List<Version> versions, List<Establishment> establishments) {
		if (versions.isEmpty()) {
			return true;
		}
		List<Object> heads = new ArrayList<>();
		List<@Nullable Object> rows = new ArrayList<>();
		for (int i = 0; i < versions.size(); i++) {
			Version version = versions.get(i);
			Establishment establishment = establishments.get(i);
			String uai = version.uai().value();
			heads.addAll(List.of(uai, host(establishment), version.number(), establishment.name(),
					establishment.publicUrl(), establishment.published() ? 1 : 0,
					EstablishmentList.searchText(establishment.name(), uai, establishment.publicUrl()),
					version.number()));
			rows.addAll(Arrays.asList(uai, version.number(), version.author(), version.at().toEpochMilli(),
					version.comment(), version.document().toJson(), EntCopies.toJson(version.copies())));
		}
		int moved = this.jdbc
			.sql("INSERT INTO establishment (uai, authority, version, name, public_url, published, search_text, listed) VALUES "
					+ places(8, versions.size()) + " ON CONFLICT (uai) DO UPDATE SET version = excluded.version, "
					+ "authority = excluded.authority, name = excluded.name, public_url = excluded.public_url, "
					+ "published = excluded.published, search_text = excluded.search_text, listed = excluded.listed "
					+ "WHERE establishment.version = excluded.version - 1 AND establishment.authority IS NULL")
			.params(heads)
			.update();
		if (moved != versions.size()) {
			return false;
		}
		this.jdbc.sql(
				"INSERT INTO establishment_version (uai, number, author, accepted_at, comment, document, resolved) VALUES "
						+ places(7, versions.size()))
			.params(rows)
			.update();
		return true;
	}

	private static String places(int columns, int rows) {
		String row = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
		return String.join(", ", Collections.nCopies(rows, row));
	}

	/**
	 * Deletes an establishment and its history.
	 * @return whether it was there at the number that was seen
	 */
	boolean delete(Uai uai, long seen) {
		return Boolean.TRUE.equals(this.transactions.execute((status) -> {
			int moved = this.jdbc.sql("""
					UPDATE establishment SET version = version + 1, authority = NULL, name = NULL, public_url = NULL,
					published = NULL, search_text = NULL, listed = NULL
					WHERE uai = :uai AND version = :seen AND authority IS NOT NULL""")
				.param("uai", uai.value())
				.param("seen", seen)
				.update();
			if (moved == 1) {
				this.jdbc.sql("DELETE FROM establishment_version WHERE uai = :uai").param("uai", uai.value()).update();
			}
			return moved == 1;
		}));
	}

	private Outcome write(Version next, Establishment establishment, String move, BooleanSupplier alongside) {
		try {
			Outcome outcome = this.transactions.execute((status) -> {
				Outcome written = write(next, establishment, move);
				if (written == Outcome.WRITTEN && !alongside.getAsBoolean()) {
					status.setRollbackOnly();
					return Outcome.UNWANTED;
				}
				return written;
			});
			return (outcome != null) ? outcome : Outcome.LOST;
		}
		catch (DuplicateKeyException ex) {
			// Another node took the host between the check and the write.
			return Outcome.HOST_TAKEN;
		}
	}

	private Outcome write(Version next, Establishment establishment, String move) {
		String uai = next.uai().value();
		String host = host(establishment);
		String authority = authority(uai).filter((own) -> isAt(own, host)).orElse(host);
		if (authority.equals(host) && isTaken(host, next.uai())) {
			return Outcome.HOST_TAKEN;
		}
		int moved = this.jdbc.sql(move)
			.param("uai", uai)
			.param("authority", authority)
			.param("number", next.number())
			.param("seen", next.number() - 1)
			.param("name", establishment.name())
			.param("url", establishment.publicUrl())
			.param("published", establishment.published() ? 1 : 0)
			.param("text", EstablishmentList.searchText(establishment.name(), uai, establishment.publicUrl()))
			.update();
		if (moved == 0) {
			return Outcome.LOST;
		}
		insert(next);
		return Outcome.WRITTEN;
	}

	/**
	 * Whether another has the host, alone or with a port: earlier programs told
	 * establishments apart by the port too, and their rows stay as they are while the
	 * host does.
	 */
	private boolean isTaken(String host, Uai uai) {
		return this.jdbc.sql(
				"SELECT COUNT(*) FROM establishment WHERE (authority = :host OR SUBSTR(authority, 1, :length) = :ported) "
						+ "AND uai <> :uai")
			.param("host", host)
			.param("length", host.length() + 1)
			.param("ported", host + ":")
			.param("uai", uai.value())
			.query(Long.class)
			.single() > 0;
	}

	/** The host that the store keeps unique. */
	static String host(Establishment establishment) {
		return Authority.required(URI.create(establishment.publicUrl())).host();
	}

	private Optional<String> authority(String uai) {
		return this.jdbc.sql("SELECT authority FROM establishment WHERE uai = :uai AND authority IS NOT NULL")
			.param("uai", uai)
			.query(String.class)
			.optional();
	}

	private static boolean isAt(String authority, String host) {
		return authority.startsWith(host + ":");
	}

	private void insert(Version version) {
		this.jdbc.sql("""
				INSERT INTO establishment_version (uai, number, author, accepted_at, comment, document, resolved)
				VALUES (:uai, :number, :author, :at, :comment, :document, :resolved)""")
			.param("uai", version.uai().value())
			.param("number", version.number())
			.param("author", version.author())
			.param("at", version.at().toEpochMilli())
			.param("comment", version.comment())
			.param("document", version.document().toJson())
			.param("resolved", EntCopies.toJson(version.copies()))
			.update();
	}

	private static Version version(ResultSet row) throws SQLException {
		byte[] document = row.getString("document").getBytes(StandardCharsets.UTF_8);
		return new Version(new Uai(row.getString("uai")), row.getLong("number"), row.getString("author"), at(row),
				row.getString("comment"), ConfigurationDocument.parse(document, Format.JSON),
				EntCopies.fromJson(row.getString("resolved")));
	}

	private static Head head(ResultSet row) throws SQLException {
		return new Head(new Uai(row.getString("uai")), row.getLong("version"), row.getString("authority") != null);
	}

	private static Instant at(ResultSet row) throws SQLException {
		return Instant.ofEpochMilli(row.getLong("accepted_at"));
	}

	/** The result of a write. */
	enum Outcome {

		WRITTEN,
		/** Another change moved the version on first. */
		LOST,
		/** Another establishment has the host. */
		HOST_TAKEN,
		/** The other write of the transaction was given up. */
		UNWANTED

	}

	/**
	 * An establishment's last number.
	 *
	 * @param uai its code
	 * @param number the last number given
	 * @param exists false once it was deleted
	 */
	record Head(Uai uai, long number, boolean exists) {
	}

}
