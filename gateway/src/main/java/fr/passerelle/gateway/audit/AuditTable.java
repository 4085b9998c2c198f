package fr.passerelle.gateway.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import fr.passerelle.gateway.establishment.FoldedText;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The trail in the database; SQL that SQLite and PostgreSQL read alike. Entries are added
 * and read; the one statement that takes any away is the purge's.
 */
final class AuditTable {

	private static final String COLUMNS = "id, happened_at, type, reference, uai, espace, delegation, person, address, "
			+ "code, detail, changes";

	private static final String INSERT = "INSERT INTO audit_entries (" + COLUMNS + ", person_key, search_text) VALUES ("
			+ String.join(", ", Collections.nCopies(14, "?")) + ") ON CONFLICT (id) DO NOTHING";

	private final JdbcTemplate jdbc;

	private final TransactionOperations transactions;

	private final JdbcClient client;

	AuditTable(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
		this.transactions = new TransactionTemplate(new JdbcTransactionManager(source(jdbc)));
		this.client = JdbcClient.create(jdbc);
	}

	/** An entry under its id. */
	record Row(String id, AuditEntry entry) {
	}

	private static DataSource source(JdbcTemplate jdbc) {
		return Objects.requireNonNull(jdbc.getDataSource());
	}

	/** One transaction: the disk is waited for once, not for every entry. */
	void append(List<Row> rows) {
		this.transactions
			.executeWithoutResult((status) -> this.jdbc.batchUpdate(INSERT, rows, rows.size(), AuditTable::bind));
	}

	private static void bind(PreparedStatement statement, Row row) throws SQLException {
		AuditEntry entry = row.entry();
		String person = entry.person();
		statement.setString(1, row.id());
		statement.setLong(2, entry.at().toEpochMilli());
		statement.setString(3, entry.type().name());
		bind(statement, 4, entry.reference());
		bind(statement, 5, (entry.uai() != null) ? entry.uai().value() : null);
		bind(statement, 6, entry.espace());
		bind(statement, 7, entry.delegation());
		bind(statement, 8, person);
		bind(statement, 9, entry.address());
		bind(statement, 10, entry.code());
		bind(statement, 11, entry.detail());
		bind(statement, 12, AuditChanges.toJson(entry.changes()));
		bind(statement, 13, (person != null) ? FoldedText.of(person) : null);
		bind(statement, 14, SearchKeys.of(entry));
	}

	private static void bind(PreparedStatement statement, int place, @Nullable String text) throws SQLException {
		if (text != null) {
			statement.setString(place, text);
		}
		else {
			statement.setNull(place, Types.VARCHAR);
		}
	}

	/** One row more than a page, so that the caller sees whether there are more. */
	List<Row> find(AuditQuery query) {
		Condition condition = Condition.of(query);
		return this.client
			.sql("SELECT " + COLUMNS + " FROM audit_entries" + condition.sql() + " ORDER BY id DESC LIMIT ?")
			.params(condition.values())
			.param(query.size() + 1)
			.query((row, number) -> row(row))
			.list();
	}

	/**
	 * Deletes the oldest entries; ids begin with the time, so that their index finds
	 * them.
	 */
	int deleteBefore(Instant oldest, int limit) {
		return this.client.sql(
				"DELETE FROM audit_entries WHERE id IN (SELECT id FROM audit_entries WHERE id < ? ORDER BY id LIMIT ?)")
			.params(AuditIds.prefix(oldest), limit)
			.update();
	}

	/**
	 * Deletes the oldest entries of a type beyond a number of them; the index by type
	 * finds both.
	 */
	int deleteBeyond(AuditType type, int kept, int limit) {
		String newest = this.client.sql("SELECT id FROM audit_entries WHERE type = ? ORDER BY id DESC LIMIT 1 OFFSET ?")
			.params(type.name(), kept)
			.query(String.class)
			.optional()
			.orElse(null);
		return (newest == null) ? 0
				: this.client
					.sql("DELETE FROM audit_entries WHERE id IN "
							+ "(SELECT id FROM audit_entries WHERE type = ? AND id <= ? ORDER BY id LIMIT ?)")
					.params(type.name(), newest, limit)
					.update();
	}

	private static Row row(ResultSet row) throws SQLException {
		String uai = row.getString("uai");
		return new Row(row.getString("id"),
				new AuditEntry(Instant.ofEpochMilli(row.getLong("happened_at")),
						AuditType.valueOf(row.getString("type")), row.getString("reference"),
						(uai != null) ? new Uai(uai) : null, row.getString("espace"), row.getString("delegation"),
						row.getString("person"), row.getString("address"), row.getString("code"),
						row.getString("detail"), AuditChanges.fromJson(row.getString("changes"))));
	}

}
