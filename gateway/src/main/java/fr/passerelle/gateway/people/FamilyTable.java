package fr.passerelle.gateway.people;

import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who is whose guardian, in SQL that SQLite and PostgreSQL read alike.
 */
final class FamilyTable {

	private static final int BATCH = 500;

	private static final String LINKS = "guardian_key, child_key, legal_rank";

	private final JdbcTemplate jdbc;

	private final JdbcClient client;

	FamilyTable(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
		this.client = JdbcClient.create(jdbc);
	}

	List<FamilyRow> all(Uai uai) {
		return this.client.sql("SELECT " + LINKS + " FROM people_families WHERE uai = ?")
			.param(uai.value())
			.query((row, number) -> {
				int rank = row.getInt("legal_rank");
				boolean told = !row.wasNull();
				return new FamilyRow(row.getString("guardian_key"), row.getString("child_key"), told ? rank : null);
			})
			.list();
	}

	/** The families of some people, by the people's keys. */
	Map<String, List<FamilyMember>> of(Uai uai, List<String> keys) {
		if (keys.isEmpty()) {
			return Map.of();
		}
		String some = "(" + String.join(", ", Collections.nCopies(keys.size(), "?")) + ")";
		Map<String, List<FamilyMember>> families = new HashMap<>();
		this.client
			.sql("SELECT f.guardian_key, f.child_key, f.legal_rank, g.identifiant AS guardian, c.identifiant AS child "
					+ "FROM people_families f JOIN people g ON g.uai = f.uai AND g.login_key = f.guardian_key "
					+ "JOIN people c ON c.uai = f.uai AND c.login_key = f.child_key "
					+ "WHERE f.uai = ? AND (f.guardian_key IN " + some + " OR f.child_key IN " + some + ")")
			.param(uai.value())
			.params(keys)
			.params(keys)
			.query((row) -> {
				int number = row.getInt("legal_rank");
				Integer rank = row.wasNull() ? null : number;
				add(families, row.getString("guardian_key"), new FamilyMember(row.getString("child"), false, rank));
				add(families, row.getString("child_key"), new FamilyMember(row.getString("guardian"), true, rank));
			});
		Comparator<FamilyMember> order = Comparator.comparing((FamilyMember member) -> !member.isGuardian())
			.thenComparing(FamilyMember::identifiant);
		families.values().forEach((members) -> members.sort(order));
		return families;
	}

	private static void add(Map<String, List<FamilyMember>> families, String key, FamilyMember member) {
		families.computeIfAbsent(key, (missing) -> new ArrayList<>()).add(member);
	}

	void replace(Uai uai, Collection<FamilyRow> gone, Collection<FamilyRow> come) {
		this.jdbc.batchUpdate("DELETE FROM people_families WHERE uai = ? AND guardian_key = ? AND child_key = ?", gone,
				BATCH, (statement, row) -> {
					statement.setString(1, uai.value());
					statement.setString(2, row.guardian());
					statement.setString(3, row.child());
				});
		this.jdbc.batchUpdate("INSERT INTO people_families (uai, " + LINKS + ") VALUES (?, ?, ?, ?)", come, BATCH,
				(statement, row) -> {
					statement.setString(1, uai.value());
					statement.setString(2, row.guardian());
					statement.setString(3, row.child());
					@Nullable Integer rank = row.legalRank();
					if (rank != null) {
						statement.setInt(4, rank);
					}
					else {
						statement.setNull(4, Types.INTEGER);
					}
				});
	}

	/** Keeps all links as they are before an import changes them. */
	void keepBefore(Uai uai) {
		forgetBefore(uai);
		copy(uai, "people_families", "people_undo_families");
	}

	/** Puts back what was kept; people who are gone have no links. */
	void putBack(Uai uai) {
		this.client.sql("DELETE FROM people_families WHERE uai = ?").param(uai.value()).update();
		copy(uai, "people_undo_families", "people_families");
		forgetBefore(uai);
	}

	private void copy(Uai uai, String from, String into) {
		this.client
			.sql("INSERT INTO " + into + " (uai, " + LINKS + ") SELECT uai, " + LINKS + " FROM " + from
					+ " WHERE uai = ?")
			.param(uai.value())
			.update();
	}

	void forgetBefore(Uai uai) {
		this.client.sql("DELETE FROM people_undo_families WHERE uai = ?").param(uai.value()).update();
	}

}
