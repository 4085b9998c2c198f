package fr.passerelle.gateway.establishment;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import fr.passerelle.gateway.establishment.ConfigurationDocument.Format;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Establishments and their versions in the database. Whoever moves an establishment's
 * version on from the number they saw has won; the row count of that one statement
 * decides.
 */
final class VersionStore {

	private final JdbcClient jdbc;

	private final TransactionOperations transactions;

	VersionStore(JdbcClient jdbc, TransactionOperations transactions) {
		this.jdbc = jdbc;
		this.transactions = transactions;
	}

	/** The database, for what else is done in the same transaction. */
	JdbcClient client() {
		return this.jdbc;
	}

	/**
	 * Changes whenever anything does, on whichever node: versions only grow, and rows
	 * stay.
	 */
	long revision() {
		return this.jdbc.sql("SELECT COALESCE(SUM(version), 0) FROM establishment").query(Long.class).single();
	}

	/** Every establishment that there is or was, with its last number. */
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

	Optional<StoredVersion> current(Uai uai) {
		return this.jdbc.sql("""
				SELECT v.* FROM establishment e JOIN establishment_version v ON v.uai = e.uai AND v.number = e.version
				WHERE e.uai = :uai AND e.authority IS NOT NULL""")
			.param("uai", uai.value())
			.query((row, index) -> version(row))
			.optional();
	}

	Optional<StoredVersion> version(Uai uai, long number) {
		return this.jdbc.sql("SELECT * FROM establishment_version WHERE uai = :uai AND number = :number")
			.param("uai", uai.value())
			.param("number", number)
			.query((row, index) -> version(row))
			.optional();
	}

	List<VersionSummary> history(Uai uai, int offset, int limit) {
		return this.jdbc.sql("""
				SELECT number, author, accepted_at, comment FROM establishment_version WHERE uai = :uai
				ORDER BY number DESC LIMIT :limit OFFSET :offset""")
			.param("uai", uai.value())
			.param("limit", limit)
			.param("offset", offset)
			.query((row, index) -> new VersionSummary(row.getLong("number"), row.getString("author"), at(row),
					row.getString("comment")))
			.list();
	}

	/**
	 * Adds the version after a number that was seen, for an establishment that is there.
	 */
	Outcome replace(StoredVersion next, String authority) {
		return write(next, authority, """
				UPDATE establishment SET version = :number, authority = :authority
				WHERE uai = :uai AND version = :seen AND authority IS NOT NULL""");
	}

	/** Adds the first version of an establishment that never was, or is there no more. */
	Outcome create(StoredVersion first, String authority) {
		return write(first, authority, """
				INSERT INTO establishment (uai, authority, version) VALUES (:uai, :authority, :number)
				ON CONFLICT (uai) DO UPDATE SET version = :number, authority = :authority
				WHERE establishment.version = :seen AND establishment.authority IS NULL""");
	}

	/**
	 * Deletes an establishment and its history.
	 * @return whether it was there at the number that was seen
	 */
	boolean delete(Uai uai, long seen) {
		return Boolean.TRUE.equals(this.transactions.execute((status) -> {
			int moved = this.jdbc.sql("""
					UPDATE establishment SET version = version + 1, authority = NULL
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

	private Outcome write(StoredVersion next, String authority, String move) {
		try {
			Outcome outcome = this.transactions.execute((status) -> {
				if (isTaken(authority, next.uai())) {
					return Outcome.HOST_TAKEN;
				}
				int moved = this.jdbc.sql(move)
					.param("uai", next.uai().value())
					.param("authority", authority)
					.param("number", next.number())
					.param("seen", next.number() - 1)
					.update();
				if (moved == 0) {
					return Outcome.LOST;
				}
				insert(next);
				return Outcome.WRITTEN;
			});
			return (outcome != null) ? outcome : Outcome.LOST;
		}
		catch (DuplicateKeyException ex) {
			// Another node took the host between the look and the move.
			return Outcome.HOST_TAKEN;
		}
	}

	private boolean isTaken(String authority, Uai uai) {
		return this.jdbc.sql("SELECT uai FROM establishment WHERE authority = :authority AND uai <> :uai")
			.param("authority", authority)
			.param("uai", uai.value())
			.query(String.class)
			.optional()
			.isPresent();
	}

	private void insert(StoredVersion stored) {
		ConfigurationVersion version = stored.version();
		this.jdbc.sql("""
				INSERT INTO establishment_version (uai, number, author, accepted_at, comment, document, resolved)
				VALUES (:uai, :number, :author, :at, :comment, :document, :resolved)""")
			.param("uai", version.uai().value())
			.param("number", version.number())
			.param("author", version.author())
			.param("at", version.at().toEpochMilli())
			.param("comment", version.comment())
			.param("document", version.document().toJson())
			.param("resolved", EntCopies.toJson(stored.copies()))
			.update();
	}

	private static StoredVersion version(ResultSet row) throws SQLException {
		byte[] document = row.getString("document").getBytes(StandardCharsets.UTF_8);
		return new StoredVersion(
				new ConfigurationVersion(new Uai(row.getString("uai")), row.getLong("number"), row.getString("author"),
						at(row), row.getString("comment"), ConfigurationDocument.parse(document, Format.JSON)),
				EntCopies.fromJson(row.getString("resolved")));
	}

	private static Head head(ResultSet row) throws SQLException {
		return new Head(new Uai(row.getString("uai")), row.getLong("version"), row.getString("authority") != null);
	}

	private static Instant at(ResultSet row) throws SQLException {
		return Instant.ofEpochMilli(row.getLong("accepted_at"));
	}

	/** What came of a write. */
	enum Outcome {

		WRITTEN,
		/** Somebody else moved the version on first. */
		LOST,
		/** Another establishment has the host. */
		HOST_TAKEN

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
