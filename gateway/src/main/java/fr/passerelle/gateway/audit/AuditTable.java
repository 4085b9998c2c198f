package fr.passerelle.gateway.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The trail in the database; SQL that SQLite and PostgreSQL read alike.
 */
final class AuditTable {

	private static final String COLUMNS = "id, happened_at, type, reference, uai, espace, delegation, person, address, "
			+ "code, detail";

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
		this.transactions.executeWithoutResult((status) -> insert(rows));
	}

	private void insert(List<Row> rows) {
		this.jdbc.batchUpdate("INSERT INTO audit_entries (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
				+ "ON CONFLICT (id) DO NOTHING", rows, rows.size(), AuditTable::bind);
	}

	private static void bind(PreparedStatement statement, Row row) throws SQLException {
		AuditEntry entry = row.entry();
		statement.setString(1, row.id());
		statement.setLong(2, entry.at().toEpochMilli());
		statement.setString(3, entry.type().name());
		bind(statement, 4, entry.reference());
		bind(statement, 5, (entry.uai() != null) ? entry.uai().value() : null);
		bind(statement, 6, entry.espace());
		bind(statement, 7, entry.delegation());
		bind(statement, 8, entry.person());
		bind(statement, 9, entry.address());
		bind(statement, 10, entry.code());
		bind(statement, 11, entry.detail());
	}

	private static void bind(PreparedStatement statement, int place, @Nullable String text) throws SQLException {
		if (text != null) {
			statement.setString(place, text);
		}
		else {
			statement.setNull(place, Types.VARCHAR);
		}
	}

	List<Row> find(AuditQuery query) {
		StringBuilder sql = new StringBuilder("SELECT " + COLUMNS + " FROM audit_entries WHERE uai = ?");
		List<Object> values = new ArrayList<>(List.of(query.uai().value()));
		if (query.since() != null) {
			sql.append(" AND happened_at >= ?");
			values.add(query.since().toEpochMilli());
		}
		if (query.type() != null) {
			sql.append(" AND type = ?");
			values.add(query.type().name());
		}
		if (query.cursor() != null) {
			sql.append(" AND id < ?");
			values.add(query.cursor());
		}
		sql.append(" ORDER BY id DESC LIMIT ?");
		values.add(query.size() + 1);
		return this.client.sql(sql.toString()).params(values).query((row, number) -> row(row)).list();
	}

	List<AuditEntry> byReference(String reference, int limit) {
		return this.client.sql("SELECT " + COLUMNS + " FROM audit_entries WHERE reference = ? ORDER BY id DESC LIMIT ?")
			.params(reference, limit)
			.query((row, number) -> row(row).entry())
			.list();
	}

	int deleteBefore(Instant oldest) {
		return this.client.sql("DELETE FROM audit_entries WHERE happened_at < ?").param(oldest.toEpochMilli()).update();
	}

	private static Row row(ResultSet row) throws SQLException {
		String uai = row.getString("uai");
		return new Row(row.getString("id"), new AuditEntry(Instant.ofEpochMilli(row.getLong("happened_at")),
				AuditType.valueOf(row.getString("type")), row.getString("reference"),
				(uai != null) ? new Uai(uai) : null, row.getString("espace"), row.getString("delegation"),
				row.getString("person"), row.getString("address"), row.getString("code"), row.getString("detail")));
	}

}
