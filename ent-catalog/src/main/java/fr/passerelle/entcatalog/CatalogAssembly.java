package fr.passerelle.entcatalog;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts the parts together and checks the rules between them.
 */
final class CatalogAssembly {

	private final Faults faults;

	private final List<Platform> platforms = new ArrayList<>();

	private final List<EntDraft> drafts = new ArrayList<>();

	private String revision = "";

	private LocalDate date = LocalDate.EPOCH;

	CatalogAssembly(Faults faults) {
		this.faults = faults;
	}

	void head(String catalogRevision, LocalDate catalogDate) {
		this.revision = catalogRevision;
		this.date = catalogDate;
	}

	void add(Platform platform) {
		this.platforms.add(platform);
	}

	void add(EntDraft draft) {
		this.drafts.add(draft);
	}

	LoadedCatalog finish() {
		Map<String, Platform> platformsById = new TreeMap<>();
		for (Platform platform : this.platforms) {
			if (platformsById.putIfAbsent(platform.id(), platform) != null) {
				platform.fields()
					.fault("id", "is '" + platform.id() + "', which another platform has; accepted: an unused id");
			}
		}
		Map<String, EntDraft> draftsById = new HashMap<>();
		this.drafts.forEach((draft) -> draftsById.putIfAbsent(draft.id(), draft));
		checkKeys();
		for (EntDraft draft : this.drafts) {
			checkPlatform(draft, platformsById);
			checkSuccessors(draft, draftsById);
		}
		this.faults.refuseIfAny();
		List<Ent> ents = this.drafts.stream()
			.map((draft) -> draft.on(Objects.requireNonNull(platformsById.get(draft.platform()))))
			.toList();
		return new LoadedCatalog(this.revision, this.date, ents);
	}

	/**
	 * Refuses an id or alias of two entries, since a configuration could mean either.
	 */
	private void checkKeys() {
		Set<String> taken = new HashSet<>();
		for (EntDraft draft : this.drafts) {
			if (!draft.id().isEmpty() && !taken.add(draft.id())) {
				draft.fields().fault("id", "is '" + draft.id() + "', which another ENT has; accepted: an unused id");
			}
		}
		for (EntDraft draft : this.drafts) {
			for (String alias : new LinkedHashSet<>(draft.aliases())) {
				if (!alias.isEmpty() && !taken.add(alias)) {
					draft.fields()
						.fault("aliases",
								"has '" + alias + "', which is an id or alias already; accepted: an unused id");
				}
			}
		}
	}

	private void checkPlatform(EntDraft draft, Map<String, Platform> platformsById) {
		if (!draft.platform().isEmpty() && !platformsById.containsKey(draft.platform())) {
			draft.fields()
				.fault("platform", "is '" + draft.platform() + "', which is no platform of this catalogue; accepted: "
						+ String.join(", ", platformsById.keySet()));
		}
	}

	private void checkSuccessors(EntDraft draft, Map<String, EntDraft> draftsById) {
		for (String successor : draft.supersededBy()) {
			if (successor.isEmpty()) {
				continue;
			}
			if (!draftsById.containsKey(successor)) {
				draft.fields()
					.fault("supersededBy", "has '" + successor
							+ "', which is no ENT of this catalogue; accepted: the id of another ENT of the catalogue");
			}
			else if (leadsBack(draft.id(), successor, draftsById)) {
				draft.fields()
					.fault("supersededBy", "has '" + successor + "', which leads back to '" + draft.id()
							+ "'; accepted: an ENT that this one does not replace in its turn");
			}
		}
	}

	private static boolean leadsBack(String id, String successor, Map<String, EntDraft> draftsById) {
		Set<String> seen = new HashSet<>();
		List<String> open = new ArrayList<>(List.of(successor));
		while (!open.isEmpty()) {
			String next = open.remove(open.size() - 1);
			if (next.equals(id)) {
				return true;
			}
			EntDraft draft = draftsById.get(next);
			if (draft != null && seen.add(next)) {
				open.addAll(draft.supersededBy());
			}
		}
		return false;
	}

}
