package fr.passerelle.gateway.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.establishment.EspaceKey;
import tools.jackson.databind.JsonNode;

/**
 * Which Espace is delegated to which ENTs, as the document says it: inactive delegations
 * are included, and direct login that is not ticked is closed here even where it opens
 * because nothing else leads in.
 *
 * @param rows all Espaces
 */
public record Matrix(Map<EspaceKey, Row> rows) {

	public Matrix {
		rows = Collections.unmodifiableMap(new EnumMap<>(rows));
	}

	/** Reads an accepted document. */
	public static Matrix of(ConfigurationDocument document) {
		JsonNode espaces = document.copy().path("espaces");
		Map<EspaceKey, Row> rows = new EnumMap<>(EspaceKey.class);
		for (EspaceKey key : EspaceKey.values()) {
			rows.put(key, row(key, espaces.path(key.key())));
		}
		return new Matrix(rows);
	}

	/** The row of an Espace. */
	public Row row(EspaceKey key) {
		return this.rows.getOrDefault(key, Row.CLOSED);
	}

	/** The Espaces that a delegation leads into. */
	public List<EspaceKey> espacesOf(String delegation) {
		return this.rows.entrySet()
			.stream()
			.filter((row) -> row.getValue().delegations().contains(delegation))
			.map(Map.Entry::getKey)
			.toList();
	}

	private static Row row(EspaceKey key, JsonNode espace) {
		if (!espace.isObject()) {
			return new Row(key == EspaceKey.COMMUNE, List.of(), false);
		}
		List<String> ids = new ArrayList<>();
		espace.path("delegations").forEach((id) -> ids.add(id.asString()));
		return new Row(espace.path("published").asBoolean(true), ids, espace.path("directLogin").asBoolean(false));
	}

	/**
	 * One Espace's switches.
	 *
	 * @param published whether visitors may enter
	 * @param delegations ids, in the order in which visitors choose
	 * @param directLogin whether the local form is allowed beside them
	 */
	public record Row(boolean published, List<String> delegations, boolean directLogin) {

		private static final Row CLOSED = new Row(false, List.of(), false);

		public Row {
			delegations = List.copyOf(delegations);
		}

		/**
		 * The change that leaves exactly these delegations: those that were there keep
		 * their order, new ones come after.
		 */
		public EspacePatch delegatedTo(Collection<String> wanted, boolean direct) {
			List<String> ids = new ArrayList<>(this.delegations);
			ids.retainAll(wanted);
			wanted.stream().filter((id) -> !ids.contains(id)).forEach(ids::add);
			return new EspacePatch(null, ids.equals(this.delegations) ? null : ids,
					(direct == this.directLogin) ? null : direct);
		}

	}

}
