package fr.passerelle.entcatalog;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import fr.passerelle.entcatalog.Places.Departement;

/**
 * Finds entries by what an administrator remembers of them. It goes through all entries:
 * the catalogue has a few hundred, folded once.
 */
final class SearchIndex {

	/** Longer texts are cut: no name is as long. */
	static final int LONGEST_QUERY = 100;

	private static final int NO_MATCH = Integer.MAX_VALUE;

	private static final int BY_PLACE = 10;

	/** More than any territory has counties. */
	private static final int OUT_OF_USE = 1000;

	private final List<Row> rows;

	private final List<Ent> byName;

	SearchIndex(List<Ent> ents) {
		this.rows = ents.stream()
			.map(Row::of)
			.sorted(Comparator.comparing((Row row) -> String.join(" ", row.name.words()))
				.thenComparing((row) -> row.ent.id()))
			.toList();
		this.byName = this.rows.stream().map(Row::ent).toList();
	}

	List<Ent> byName() {
		return this.byName;
	}

	List<Ent> search(String text, int limit) {
		FoldedText query = FoldedText.of((text.length() > LONGEST_QUERY) ? text.substring(0, LONGEST_QUERY) : text);
		if (query.isEmpty()) {
			// A text of punctuation alone is a search for nothing, not for everything.
			return text.isBlank() ? this.byName.stream().limit(limit).toList() : List.of();
		}
		return this.rows.stream()
			.map((row) -> new Hit(row.ent, row.rank(query)))
			.filter((hit) -> hit.rank != NO_MATCH)
			.sorted(Comparator.comparingInt(Hit::rank).thenComparing((hit) -> hit.ent.status() != Status.CURRENT))
			.limit(limit)
			.map(Hit::ent)
			.toList();
	}

	List<Ent> near(String text, int limit) {
		FoldedText query = FoldedText.of((text.length() > LONGEST_QUERY) ? text.substring(0, LONGEST_QUERY) : text);
		return query.isEmpty() ? List.of()
				: this.rows.stream()
					.filter((row) -> row.isNear(query))
					.map(Row::ent)
					.sorted(Comparator.comparing((ent) -> ent.status() != Status.CURRENT))
					.limit(limit)
					.toList();
	}

	private record Hit(Ent ent, int rank) {
	}

	private record Row(Ent ent, FoldedText name, List<FoldedText> ids, FoldedText territory, FoldedText platform,
			List<Departement> places) {

		static Row of(Ent ent) {
			List<FoldedText> ids = Stream.concat(Stream.of(ent.id()), ent.aliases().stream())
				.map(FoldedText::of)
				.toList();
			String territory = (ent.territory() != null) ? ent.territory() : "";
			return new Row(ent, FoldedText.of(ent.name()), ids, FoldedText.of(territory), FoldedText.of(ent.platform()),
					Places.of(ent.territory()));
		}

		int rank(FoldedText query) {
			if (this.name.joined().equals(query.joined())) {
				return 0;
			}
			if (this.ids.stream().anyMatch((id) -> id.joined().equals(query.joined()))) {
				return 1;
			}
			if (this.name.joined().startsWith(query.joined())) {
				return 2;
			}
			if (this.name.hasWords(query)) {
				return 3;
			}
			if (this.name.hasBeginnings(query)) {
				return 4;
			}
			if (this.territory.hasBeginnings(query)) {
				return 5;
			}
			if (this.ids.stream().anyMatch((id) -> id.hasBeginnings(query))) {
				return 6;
			}
			if (this.platform.hasBeginnings(query)) {
				return 7;
			}
			if (query.words().stream().allMatch(this::hasSomewhere)) {
				return 8;
			}
			if (Stream.of(this.name, this.territory).anyMatch((text) -> text.hasInitials(query.joined()))) {
				return 9;
			}
			return placeRank(query.without("ent"));
		}

		/** Whether the name, or the name of a territory, is nearly what was typed. */
		boolean isNear(FoldedText query) {
			return this.name.isNear(query) || this.territory.isNear(query)
					|| this.ids.stream().anyMatch((id) -> id.isNear(query));
		}

		/**
		 * Finds entries by a town or a county that they do not name: those that serve the
		 * fewest counties come first, those out of use last.
		 */
		private int placeRank(FoldedText query) {
			if (this.places.stream().noneMatch((place) -> place.isMeantBy(query))) {
				return NO_MATCH;
			}
			return BY_PLACE + this.places.size() + ((this.ent.status() != Status.CURRENT) ? OUT_OF_USE : 0);
		}

		private boolean hasSomewhere(String part) {
			return Stream.of(this.name, this.territory, this.platform).anyMatch((text) -> text.hasBeginning(part))
					|| this.ids.stream().anyMatch((id) -> id.hasBeginning(part));
		}

	}

}
