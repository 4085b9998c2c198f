package fr.passerelle.gateway.version;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.establishment.FoldedText;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.Page;
import fr.passerelle.gateway.version.EstablishmentQuery.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/**
 * The list of establishments, searched and paged in the store: with ten thousand of them
 * a page reads short rows and no document.
 */
public final class EstablishmentList {

	/** Rows filled in one transaction. */
	private static final int BATCH = 500;

	private static final String STALE = "e.authority IS NOT NULL AND (e.listed IS NULL OR e.listed <> e.version)";

	private final JdbcClient jdbc;

	private final TransactionOperations transactions;

	EstablishmentList(JdbcClient jdbc, TransactionOperations transactions) {
		this.jdbc = jdbc;
		this.transactions = transactions;
	}

	/** Answers a question. */
	public Page<EstablishmentLine> find(EstablishmentQuery query) {
		if (query.among() != null && query.among().isEmpty()) {
			return new Page<>(List.of(), 0);
		}
		Map<String, Object> values = new HashMap<>();
		String where = where(query, values);
		long total = this.jdbc.sql("SELECT COUNT(*) FROM establishment WHERE " + where)
			.params(values)
			.query(Long.class)
			.single();
		String order = (query.order() == Order.NAME) ? "search_text, uai" : "uai";
		List<EstablishmentLine> lines = this.jdbc
			.sql("SELECT uai, name, public_url, published, version FROM establishment WHERE " + where + " ORDER BY "
					+ order + " LIMIT :limit OFFSET :offset")
			.params(values)
			.param("limit", query.limit())
			.param("offset", query.offset())
			.query((row, index) -> line(row))
			.list();
		return new Page<>(lines, total);
	}

	private static String where(EstablishmentQuery query, Map<String, Object> values) {
		StringBuilder where = new StringBuilder("authority IS NOT NULL");
		for (String word : FoldedText.words(query.text())) {
			String name = "word" + values.size();
			where.append(" AND search_text LIKE :").append(name);
			values.put(name, "%" + word + "%");
		}
		if (query.among() != null) {
			where.append(" AND uai IN (:among)");
			values.put("among", query.among().stream().map(Uai::value).toList());
		}
		return where.toString();
	}

	/**
	 * Fills what an earlier program left empty, or wrote without knowing of the list.
	 */
	void fill() {
		while (fillSome() > 0) {
			// Until no row is left to fill.
		}
	}

	private int fillSome() {
		Integer filled = this.transactions.execute((status) -> stale().stream().mapToInt(this::fill).sum());
		return (filled != null) ? filled : 0;
	}

	private List<Stale> stale() {
		return this.jdbc
			.sql("""
					SELECT e.uai, e.version, v.document FROM establishment e
					JOIN establishment_version v ON v.uai = e.uai AND v.number = e.version WHERE\s""" + STALE
					+ " LIMIT " + BATCH)
			.query((row, index) -> new Stale(row.getString("uai"), row.getLong("version"), row.getString("document")))
			.list();
	}

	private int fill(Stale stale) {
		JsonNode document = ConfigurationDocument.parse(stale.document().getBytes(StandardCharsets.UTF_8), Format.JSON)
			.copy();
		String name = document.path("name").asString("");
		String publicUrl = document.path("publicUrl").asString("");
		return this.jdbc.sql("""
				UPDATE establishment SET name = :name, public_url = :url, published = :published, search_text = :text,
				listed = :version WHERE uai = :uai AND version = :version""")
			.param("name", name)
			.param("url", publicUrl)
			.param("published", document.path("published").asBoolean(true) ? 1 : 0)
			.param("text", searchText(name, stale.uai(), publicUrl))
			.param("version", stale.version())
			.param("uai", stale.uai())
			.update();
	}

	/** The name first, since the list is sorted by it. */
	static String searchText(String name, String uai, String publicUrl) {
		return FoldedText.of(name) + " " + FoldedText.of(uai) + " " + FoldedText.of(publicUrl);
	}

	private static EstablishmentLine line(ResultSet row) throws SQLException {
		return new EstablishmentLine(new Uai(row.getString("uai")), row.getString("name"), row.getString("public_url"),
				row.getInt("published") != 0, row.getLong("version"));
	}

	private record Stale(String uai, long version, String document) {
	}

}
