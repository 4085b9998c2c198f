package fr.passerelle.gateway.console.delegations;

import java.util.Arrays;
import java.util.List;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import org.jspecify.annotations.Nullable;

/**
 * An Espace's row of the matrix.
 *
 * @param key which
 * @param published whether visitors may enter
 * @param cells the delegations, in the document's order
 * @param direct whether direct login is ticked
 * @param directAddress where people without an ENT account sign in
 * @param warning a message key's end; null: nothing to say
 */
record MatrixRow(EspaceKey key, boolean published, List<Cell> cells, boolean direct, String directAddress,
		@Nullable String warning) {

	MatrixRow {
		cells = List.copyOf(cells);
	}

	static MatrixRow of(Establishment establishment, MatrixForm form, EspaceKey key) {
		List<Cell> cells = establishment.delegations()
			.stream()
			.map((one) -> new Cell(one, form.leads(key, one.id())))
			.toList();
		boolean published = establishment.espace(key).published();
		boolean direct = form.direct().contains(key);
		return new MatrixRow(key, published, cells, direct, establishment.directLoginAddress(key),
				warning(key, published, cells, direct));
	}

	/** Page commune asks for no sign-in unless it is ticked. */
	private static @Nullable String warning(EspaceKey key, boolean published, List<Cell> cells, boolean direct) {
		boolean active = cells.stream().anyMatch((cell) -> cell.ticked() && cell.delegation().active());
		if (!published || direct || active || key == EspaceKey.COMMUNE) {
			return null;
		}
		return cells.stream().anyMatch(Cell::ticked) ? "inactive" : "none";
	}

	/** One box. */
	record Cell(Delegation delegation, boolean ticked) {
	}

	static List<MatrixRow> all(Establishment establishment, MatrixForm form) {
		return Arrays.stream(EspaceKey.values())
			.filter((key) -> key != EspaceKey.ETABLISSEMENT)
			.map((key) -> of(establishment, form, key))
			.toList();
	}

}
