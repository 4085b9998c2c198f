package fr.passerelle.gateway.plan;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.plan.PlannedChange.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Planned changes in the database. A plan leaves its state by one statement that names
 * the state; the row count says which call did it.
 */
final class PlanTable {

	private static final String COLUMNS = "id, uai, due_at, base, author, token, comment, made_at, state, version, reason, "
			+ "settled_at, settled_by";

	private final JdbcClient jdbc;

	PlanTable(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void insert(PlannedChange plan, ConfigurationDocument document) {
		this.jdbc.sql("""
				INSERT INTO planned_change (id, uai, due_at, base, document, author, token, comment, made_at, state)
				VALUES (:id, :uai, :due, :base, :document, :author, :token, :comment, :made, :state)""")
			.param("id", plan.id())
			.param("uai", plan.uai().value())
			.param("due", plan.at().toEpochMilli())
			.param("base", plan.base())
			.param("document", document.toJson())
			.param("author", plan.author())
			.param("token", plan.through())
			.param("comment", plan.comment())
			.param("made", plan.madeAt().toEpochMilli())
			.param("state", plan.state().name())
			.update();
	}

	Optional<PlannedChange> find(Uai uai, String id) {
		return this.jdbc.sql("SELECT " + COLUMNS + " FROM planned_change WHERE uai = :uai AND id = :id")
			.param("uai", uai.value())
			.param("id", id)
			.query((row, index) -> plan(row))
			.optional();
	}

	Optional<ConfigurationDocument> document(Uai uai, String id) {
		return this.jdbc.sql("SELECT document FROM planned_change WHERE uai = :uai AND id = :id")
			.param("uai", uai.value())
			.param("id", id)
			.query(String.class)
			.optional()
			.map((json) -> ConfigurationDocument.parse(json.getBytes(StandardCharsets.UTF_8), Format.JSON));
	}

	/** Those in a state, the next one first. */
	List<PlannedChange> list(Uai uai, State state, int limit) {
		return this.jdbc
			.sql("SELECT " + COLUMNS + " FROM planned_change WHERE uai = :uai AND state = :state "
					+ "ORDER BY due_at, made_at, id LIMIT :limit")
			.param("uai", uai.value())
			.param("state", state.name())
			.param("limit", limit)
			.query((row, index) -> plan(row))
			.list();
	}

	/** Those of one author in every establishment, the next one first. */
	List<PlannedChange> waitingOf(String author, int limit) {
		return this.jdbc
			.sql("SELECT " + COLUMNS + " FROM planned_change WHERE state = 'PLANNED' AND author = :author "
					+ "ORDER BY due_at, made_at, id LIMIT :limit")
			.param("author", author)
			.param("limit", limit)
			.query((row, index) -> plan(row))
			.list();
	}

	/** Those that are settled, the last one first. */
	List<PlannedChange> settled(Uai uai, int limit) {
		return this.jdbc
			.sql("SELECT " + COLUMNS + " FROM planned_change WHERE uai = :uai AND state IN ('APPLIED', 'CANCELLED') "
					+ "ORDER BY settled_at DESC, id LIMIT :limit")
			.param("uai", uai.value())
			.param("limit", limit)
			.query((row, index) -> plan(row))
			.list();
	}

	/** Those of every establishment that are due, the longest first. */
	List<PlannedChange> due(Instant now, int limit) {
		return this.jdbc
			.sql("SELECT " + COLUMNS + " FROM planned_change WHERE state = 'PLANNED' AND due_at <= :now "
					+ "ORDER BY due_at, made_at, id LIMIT :limit")
			.param("now", now.toEpochMilli())
			.param("limit", limit)
			.query((row, index) -> plan(row))
			.list();
	}

	int count(Uai uai, State state) {
		return this.jdbc.sql("SELECT COUNT(*) FROM planned_change WHERE uai = :uai AND state = :state")
			.param("uai", uai.value())
			.param("state", state.name())
			.query(Integer.class)
			.single();
	}

	/** True if this call changed the plan's state. */
	boolean apply(String id, long version, Instant now) {
		return settle(id, "PLANNED", State.APPLIED, version, null, now, null);
	}

	/** True if this call changed the plan's state. */
	boolean applyByHand(PlannedChange plan, long version, Instant now, String by) {
		return settle(plan.id(), plan.state().name(), State.APPLIED, version, null, now, by);
	}

	/** True if this call changed the plan's state. */
	boolean fail(String id, PlanFailure failure, Instant now) {
		return settle(id, "PLANNED", State.FAILED, null, failure, now, null);
	}

	/** True if this call changed the plan's state. */
	boolean cancel(PlannedChange plan, Instant now, String by) {
		return settle(plan.id(), plan.state().name(), State.CANCELLED, null, plan.failure(), now, by);
	}

	private boolean settle(String id, String from, State state, @Nullable Long version, @Nullable PlanFailure failure,
			Instant now, @Nullable String by) {
		return this.jdbc.sql("""
				UPDATE planned_change SET state = :state, version = :version, reason = :reason, settled_at = :now,
				settled_by = :by WHERE id = :id AND state = :from""")
			.param("state", state.name())
			.param("version", version)
			.param("reason", (failure != null) ? failure.toStored() : null)
			.param("now", now.toEpochMilli())
			.param("by", by)
			.param("id", id)
			.param("from", from)
			.update() == 1;
	}

	void forget(Uai uai) {
		this.jdbc.sql("DELETE FROM planned_change WHERE uai = :uai").param("uai", uai.value()).update();
	}

	void forgetSettledBefore(Instant oldest) {
		this.jdbc.sql("DELETE FROM planned_change WHERE state IN ('APPLIED', 'CANCELLED') AND settled_at < :oldest")
			.param("oldest", oldest.toEpochMilli())
			.update();
	}

	private static PlannedChange plan(ResultSet row) throws SQLException {
		long version = row.getLong("version");
		Long led = row.wasNull() ? null : version;
		long settled = row.getLong("settled_at");
		Instant settledAt = row.wasNull() ? null : Instant.ofEpochMilli(settled);
		String reason = row.getString("reason");
		return new PlannedChange(row.getString("id"), new Uai(row.getString("uai")),
				Instant.ofEpochMilli(row.getLong("due_at")), row.getLong("base"), row.getString("author"),
				row.getString("token"), row.getString("comment"), Instant.ofEpochMilli(row.getLong("made_at")),
				State.valueOf(row.getString("state")), led, (reason != null) ? PlanFailure.of(reason) : null, settledAt,
				row.getString("settled_by"));
	}

}
