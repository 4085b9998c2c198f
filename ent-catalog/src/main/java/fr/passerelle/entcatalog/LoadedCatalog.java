package fr.passerelle.entcatalog;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A catalogue in memory.
 */
final class LoadedCatalog implements EntCatalog {

	private final String revision;

	private final LocalDate date;

	private final Map<String, Ent> byId;

	private final SearchIndex index;

	LoadedCatalog(String revision, LocalDate date, List<Ent> ents) {
		this.revision = revision;
		this.date = date;
		this.index = new SearchIndex(ents);
		Map<String, Ent> keys = new HashMap<>();
		for (Ent ent : ents) {
			keys.put(ent.id(), ent);
			ent.aliases().forEach((alias) -> keys.put(alias, ent));
		}
		this.byId = Map.copyOf(keys);
	}

	@Override
	public String revision() {
		return this.revision;
	}

	@Override
	public LocalDate date() {
		return this.date;
	}

	@Override
	public List<Ent> all() {
		return this.index.byName();
	}

	@Override
	public Optional<Ent> find(String id) {
		return Optional.ofNullable(this.byId.get(id));
	}

	@Override
	public List<Ent> search(String text, int limit) {
		if (limit < 0) {
			throw new IllegalArgumentException("A limit is 0 or more, not " + limit);
		}
		return this.index.search(text, limit);
	}

	@Override
	public List<Ent> near(String text, int limit) {
		if (limit < 0) {
			throw new IllegalArgumentException("A limit is 0 or more, not " + limit);
		}
		return this.index.near(text, limit);
	}

}
