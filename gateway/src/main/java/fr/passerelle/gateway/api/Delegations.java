package fr.passerelle.gateway.api;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishments;
import fr.passerelle.gateway.establishment.Uai;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Finds the delegation that a path or body names.
 */
final class Delegations {

	private Delegations() {
	}

	/** One of the document in effect, active or not; 404 where it is none. */
	static Delegation find(Establishments establishments, Uai uai, String id) {
		return establishments.delegations(uai)
			.stream()
			.filter((delegation) -> delegation.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no such delegation here"));
	}

}
