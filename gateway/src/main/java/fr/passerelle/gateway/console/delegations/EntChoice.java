package fr.passerelle.gateway.console.delegations;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import fr.passerelle.entcatalog.Ent;
import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.entcatalog.Obstacle;
import fr.passerelle.entcatalog.Status;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the catalogue as a choice, with what an administrator needs to choose
 * between variants.
 *
 * @param ent the entry
 * @param variant of which kind it is a variant, a message key's end; null: of none
 * @param successors what replaced it
 */
record EntChoice(Ent ent, @Nullable String variant, List<Ent> successors) {

	/** With more results than this, the search has to be narrowed. */
	static final int MAX_FOUND = 20;

	/** More suggestions would be a list to search again. */
	private static final int MAX_NEAR = 5;

	EntChoice {
		successors = List.copyOf(successors);
	}

	/** What fits, and one more where there are more than are shown. */
	static List<EntChoice> search(EntCatalog catalog, String text) {
		return text.isBlank() ? List.of()
				: catalog.search(text, MAX_FOUND + 1).stream().map((ent) -> of(catalog, ent)).toList();
	}

	/** What was perhaps meant by a text that nothing fits. */
	static List<EntChoice> near(EntCatalog catalog, String text) {
		return catalog.near(text, MAX_NEAR).stream().map((ent) -> of(catalog, ent)).toList();
	}

	static Optional<EntChoice> find(EntCatalog catalog, String id) {
		return catalog.find(id).map((ent) -> of(catalog, ent));
	}

	private static EntChoice of(EntCatalog catalog, Ent ent) {
		return new EntChoice(ent, variant(ent.id()),
				ent.supersededBy().stream().flatMap((id) -> catalog.find(id).stream()).toList());
	}

	/** The catalogue names its variants by their ids' ends. */
	private static @Nullable String variant(String id) {
		if (id.endsWith("-avec-alimentation")) {
			return "fed";
		}
		if (id.endsWith("-sans-alimentation")) {
			return "unfed";
		}
		return id.contains("-migration-") ? "migration" : null;
	}

	/**
	 * Whether a CAS delegation can be made of it, perhaps with an address typed by hand.
	 */
	public boolean usable() {
		return !this.ent.obstacles().contains(Obstacle.NOT_CAS);
	}

	/** What is missing and must be typed. */
	public Set<Obstacle> missing() {
		return this.ent.obstacles();
	}

	/** Whether it is out of use, as far as the sources tell. */
	public boolean outOfUse() {
		return this.ent.status() != Status.CURRENT;
	}

}
