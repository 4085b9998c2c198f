package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One public's web area as an accepted document leaves it.
 *
 * @param key which one
 * @param published whether visitors may enter it (the establishment's own switch comes on
 * top)
 * @param delegations the active delegations that lead in, in the document's order
 * @param directLogin whether {@code ?login=true} opens the local form; true also where
 * there is no active delegation
 * @param loginParameters parameters for the ENT's login page, e.g. {@code selection}, in
 * the document's order
 * @param upstream the application's origin: scheme, host and port only
 */
public record Espace(EspaceKey key, boolean published, List<Delegation> delegations, boolean directLogin,
		Map<String, String> loginParameters, URI upstream) {

	public Espace {
		delegations = List.copyOf(delegations);
		loginParameters = Collections.unmodifiableMap(new LinkedHashMap<>(loginParameters));
	}

	/** The delegation of this id, if it leads into this Espace. */
	public Optional<Delegation> delegation(String id) {
		return this.delegations.stream().filter((delegation) -> delegation.id().equals(id)).findFirst();
	}

}
