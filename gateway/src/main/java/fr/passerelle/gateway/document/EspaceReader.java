package fr.passerelle.gateway.document;

import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.PathPattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code espaces}. An Espace left out is not published and has no delegation; Page
 * commune alone is published by itself, since it is the gateway's own page.
 */
final class EspaceReader {

	static final int MAX_PATTERNS = 100;

	private static final int MAX_PARAMETERS = 20;

	private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

	private final Map<String, Delegation> delegations = new HashMap<>();

	private final DelegationReader declared;

	private final EntCopies ents;

	private final ReservedPaths reserved;

	private final URI upstream;

	private final Map<EspaceKey, List<PathPattern>> paths = new EnumMap<>(EspaceKey.class);

	private final Map<PathPattern, String> owners = new HashMap<>();

	EspaceReader(List<Delegation> delegations, DelegationReader declared, EntCopies ents, ReservedPaths reserved,
			URI upstream) {
		delegations.forEach((delegation) -> this.delegations.put(delegation.id(), delegation));
		this.declared = declared;
		this.ents = ents;
		this.reserved = reserved;
		this.upstream = upstream;
	}

	Map<EspaceKey, Espace> read(Section document) {
		Map<EspaceKey, Espace> espaces = new EnumMap<>(EspaceKey.class);
		Section all = document.section("espaces", EspaceKey.keys());
		for (EspaceKey key : EspaceKey.values()) {
			Section section = (all != null) ? all.section(key.key(), DocumentOrder.ESPACE) : null;
			espaces.put(key, (section != null) ? espace(key, section) : absent(key));
		}
		return espaces;
	}

	/** The patterns of all Espaces, once they are read. */
	Map<EspaceKey, List<PathPattern>> paths() {
		return this.paths;
	}

	/** Whether an Espace has this very pattern. */
	boolean owns(PathPattern pattern) {
		return this.owners.containsKey(pattern);
	}

	private Espace absent(EspaceKey key) {
		return new Espace(key, key == EspaceKey.COMMUNE, List.of(), key != EspaceKey.ETABLISSEMENT, Map.of(),
				this.upstream);
	}

	private Espace espace(EspaceKey key, Section section) {
		List<String> ids = section.texts("delegations", DelegationReader.MAX_DELEGATIONS, this::declaredId);
		List<Delegation> active = ids.stream()
			.map(this.delegations::get)
			.filter((delegation) -> delegation != null && delegation.active())
			.map(Delegation.class::cast)
			.toList();
		boolean directLogin = section.flag("directLogin", false);
		if (key == EspaceKey.ETABLISSEMENT && (directLogin || !ids.isEmpty())) {
			section.fault(directLogin ? "directLogin" : "delegations", FaultCode.NEEDS_NO_LOGIN);
		}
		URI own = section.text("upstream", HttpAddress::origin);
		this.paths.put(key, patterns(key, section));
		return new Espace(key, section.flag("published", true), active,
				directLogin || (active.isEmpty() && key != EspaceKey.ETABLISSEMENT), parameters(key, section, active),
				(own != null) ? own : this.upstream);
	}

	private String declaredId(String id) {
		if (!this.declared.knows(id)) {
			throw this.declared.ids().isEmpty() ? new Flaw(FaultCode.NO_DELEGATIONS)
					: new Flaw(FaultCode.UNKNOWN_DELEGATION, String.join(", ", this.declared.ids()));
		}
		return id;
	}

	private List<PathPattern> patterns(EspaceKey key, Section section) {
		return section.texts("paths", MAX_PATTERNS, (text) -> {
			PathPattern pattern = this.reserved.pattern(text, key);
			String other = this.owners.putIfAbsent(pattern, key.key());
			if (other != null && !other.equals(key.key())) {
				throw new Flaw(FaultCode.PATH_OWNED, other);
			}
			return pattern;
		});
	}

	private Map<String, String> parameters(EspaceKey key, Section section, List<Delegation> active) {
		if (!section.has("loginParameters")) {
			return proposed(key, active);
		}
		Map<String, String> parameters = new LinkedHashMap<>();
		Section own = section.map("loginParameters", MAX_PARAMETERS);
		if (own != null) {
			own.keys().forEach((name) -> {
				String value = parameter(own, name);
				if (value != null) {
					parameters.put(name, value);
				}
			});
		}
		return parameters;
	}

	private static @Nullable String parameter(Section own, String name) {
		if (!PARAMETER.matcher(name).matches()) {
			own.fault(name, FaultCode.PARAMETER_NAME);
		}
		else if (HttpAddress.PROTOCOL_PARAMETERS.contains(name.toLowerCase(Locale.ROOT))) {
			own.fault(name, FaultCode.PARAMETER_RESERVED);
		}
		else {
			return own.required(name, Texts.line(200));
		}
		return null;
	}

	/**
	 * The catalogue's parameter, which saves these people a page at the ENT, where there
	 * is no doubt: one way in, and one proposal for this Espace. {@code {}} in the
	 * document does without.
	 */
	private Map<String, String> proposed(EspaceKey key, List<Delegation> active) {
		if (active.size() != 1) {
			return Map.of();
		}
		EntCopy ent = this.ents.used(active.get(0).id());
		List<EntCopy.Selector> selectors = (ent != null) ? ent.selectorsFor(key) : List.of();
		return (selectors.size() == 1) ? Map.of(selectors.get(0).parameter(), selectors.get(0).value()) : Map.of();
	}

}
