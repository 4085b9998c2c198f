package fr.passerelle.gateway.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import fr.passerelle.gateway.establishment.FoldedText;
import org.jspecify.annotations.Nullable;

/**
 * A question as SQL. Times become bounds of the id, which begins with the time, so that
 * one index serves order, period and pages.
 *
 * @param sql from {@code WHERE} on; empty where nothing is asked
 * @param values of its question marks
 */
record Condition(String sql, List<Object> values) {

	static Condition of(AuditQuery query) {
		Parts parts = new Parts();
		parts.add("uai = ?", (query.uai() != null) ? query.uai().value() : null);
		parts.add("id >= ?", (query.since() != null) ? AuditIds.prefix(query.since()) : null);
		parts.add("id < ?", (query.until() != null) ? AuditIds.prefix(query.until()) : null);
		parts.add("id < ?", query.cursor());
		parts.in("type", query.types().stream().map(AuditType::name).sorted().toList());
		if (query.reference() != null) {
			parts.in("reference", SearchKeys.references(query.reference()));
		}
		if (query.person() != null) {
			String key = FoldedText.of(query.person());
			// Of signs alone: the plain form has none.
			parts.add(key.isEmpty() ? "person = ?" : "person_key LIKE ?",
					key.isEmpty() ? query.person() : "%" + key + "%");
		}
		parts.add("address = ?", query.address());
		parts.add("espace = ?", query.espace());
		query.words().forEach((word) -> parts.add("search_text LIKE ?", "%" + word + "%"));
		return parts.join();
	}

	private static final class Parts {

		private final List<String> sql = new ArrayList<>();

		private final List<Object> values = new ArrayList<>();

		void add(String condition, @Nullable Object value) {
			if (value != null) {
				this.sql.add(condition);
				this.values.add(value);
			}
		}

		void in(String column, Collection<String> any) {
			if (!any.isEmpty()) {
				this.sql.add(column + " IN (" + String.join(", ", Collections.nCopies(any.size(), "?")) + ")");
				this.values.addAll(any);
			}
		}

		Condition join() {
			String where = this.sql.stream().collect(Collectors.joining(" AND ", " WHERE ", ""));
			return new Condition(this.sql.isEmpty() ? "" : where, this.values);
		}

	}

}
