package fr.passerelle.gateway.console.delegations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import fr.passerelle.gateway.console.delegations.DelegationForm.Hidden;
import fr.passerelle.gateway.document.DocumentEdit;
import fr.passerelle.gateway.document.EspacePatch;
import fr.passerelle.gateway.document.Matrix;
import fr.passerelle.gateway.document.MatrixEdit;
import fr.passerelle.gateway.establishment.EspaceKey;
import org.springframework.util.MultiValueMap;

/**
 * The matrix as it was ticked. "Aucune" means that a row has no tick, so that no row can
 * contradict itself; a form that sends it beside a delegation is refused.
 *
 * @param ways delegations by Espace
 * @param direct the Espaces that allow direct login
 */
record MatrixForm(Map<EspaceKey, Set<String>> ways, Set<EspaceKey> direct) {

	private static final String WAY = "way.";

	/** No delegation has such an id. */
	private static final String NONE = ":none";

	static MatrixForm read(MultiValueMap<String, String> sent) {
		Map<EspaceKey, Set<String>> ways = new LinkedHashMap<>();
		for (EspaceKey key : EspaceKey.values()) {
			ways.put(key, new LinkedHashSet<>(DelegationForm.texts(sent, WAY + key.key())));
		}
		return new MatrixForm(ways, DelegationForm.keys(sent, "direct"));
	}

	static MatrixForm of(Matrix matrix) {
		Map<EspaceKey, Set<String>> ways = new LinkedHashMap<>();
		Set<EspaceKey> direct = new LinkedHashSet<>();
		matrix.rows().forEach((key, row) -> {
			ways.put(key, new LinkedHashSet<>(row.delegations()));
			if (row.directLogin()) {
				direct.add(key);
			}
		});
		return new MatrixForm(ways, direct);
	}

	/** Whether this box is ticked. */
	boolean leads(EspaceKey key, String delegation) {
		return this.ways.getOrDefault(key, Set.of()).contains(delegation);
	}

	DocumentEdit edit() {
		MatrixEdit.refuseContradictions(this.ways.entrySet()
			.stream()
			.filter((row) -> row.getValue().contains(NONE) && row.getValue().size() > 1)
			.map(Map.Entry::getKey)
			.toList());
		return (document) -> {
			Matrix matrix = Matrix.of(document);
			Map<EspaceKey, EspacePatch> rows = new LinkedHashMap<>();
			this.ways.forEach((key, ids) -> {
				List<String> wanted = ids.stream().filter((id) -> !id.equals(NONE)).toList();
				rows.put(key, matrix.row(key).delegatedTo(wanted, this.direct.contains(key)));
			});
			rows.remove(EspaceKey.ETABLISSEMENT);
			return new MatrixEdit(rows).applyTo(document);
		};
	}

	List<Hidden> fields() {
		List<Hidden> fields = new ArrayList<>();
		this.ways.forEach((key, ids) -> ids.forEach((id) -> fields.add(new Hidden(WAY + key.key(), id))));
		this.direct.forEach((key) -> fields.add(new Hidden("direct", key.key())));
		return fields;
	}

}
