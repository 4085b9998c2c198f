package fr.passerelle.gateway.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import fr.passerelle.entcatalog.Ent;
import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.entcatalog.SignOn;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The catalogue as one document sees it: the copies that came with its delegations first,
 * the catalogue of today for the others.
 */
public final class EntCopies {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final int SUGGESTIONS = 3;

	private final EntCatalog catalog;

	private final Map<String, EntCopy> kept;

	private final Map<String, EntCopy> used = new LinkedHashMap<>();

	/**
	 * Looks at the catalogue for one document.
	 * @param catalog today's
	 * @param kept earlier copies by delegation id
	 */
	public EntCopies(EntCatalog catalog, Map<String, EntCopy> kept) {
		this.catalog = catalog;
		this.kept = Map.copyOf(kept);
	}

	/**
	 * The entry that a delegation names.
	 * @throws Flaw if the catalogue has no entry that a CAS delegation could use
	 */
	EntCopy find(String delegation, String requested) {
		EntCopy copy = this.kept.get(delegation);
		if (copy == null || !copy.requested().equals(requested)) {
			copy = EntCopy.of(requested, entry(requested), this.catalog.revision());
		}
		this.used.put(delegation, copy);
		return copy;
	}

	/** The entry that a delegation was made from; null for a manual one. */
	@Nullable EntCopy used(String delegation) {
		return this.used.get(delegation);
	}

	/** The copies that the document's delegations were made from. */
	public Map<String, EntCopy> used() {
		return Map.copyOf(this.used);
	}

	public static String toJson(Map<String, EntCopy> copies) {
		return JSON.writeValueAsString(new TreeMap<>(copies));
	}

	public static Map<String, EntCopy> fromJson(String json) {
		return JSON.readValue(json, new TypeReference<Map<String, EntCopy>>() {
		});
	}

	private Ent entry(String requested) {
		Optional<Ent> entry = this.catalog.find(requested);
		if (entry.isEmpty()) {
			throw unknown(requested);
		}
		if (entry.get().signOn() != SignOn.CAS) {
			throw new Flaw(FaultCode.ENT_WITHOUT_CAS, entry.get().signOn());
		}
		return entry.get();
	}

	private Flaw unknown(String requested) {
		String words = requested.substring(0, Math.min(requested.length(), 100));
		List<Ent> found = this.catalog.search(words, SUGGESTIONS);
		for (int cut = words.length() - 1; found.isEmpty() && cut >= 3; cut--) {
			found = this.catalog.search(words.substring(0, cut), SUGGESTIONS);
		}
		return found.isEmpty() ? new Flaw(FaultCode.UNKNOWN_ENT)
				: new Flaw(FaultCode.UNKNOWN_ENT_NEAR, found.stream().map(Ent::id).collect(Collectors.joining(", ")));
	}

}
