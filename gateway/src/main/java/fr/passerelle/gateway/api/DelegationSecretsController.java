package fr.passerelle.gateway.api;

import java.io.IOException;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.enthealth.DelegationSecrets;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The secret that a delegation shares with its provider: set it, or take it away. No
 * address reads it.
 */
@RestController
@RequestMapping("/api/v1/establishments/{uai}/delegations/{id}/secret")
class DelegationSecretsController {

	private final Establishments establishments;

	private final DelegationSecrets secrets;

	DelegationSecretsController(Establishments establishments, DelegationSecrets secrets) {
		this.establishments = establishments;
		this.secrets = secrets;
	}

	/** A secret as it is sent. */
	record Wanted(@Nullable String secret) {

		@Override
		public String toString() {
			return "Wanted[redacted]";
		}

	}

	@PutMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void set(@PathVariable Uai uai, @PathVariable String id, @RequestBody Wanted wanted, Actor actor)
			throws IOException {
		Delegation delegation = delegation(uai, id);
		try {
			this.secrets.set(uai, delegation, (wanted.secret() != null) ? wanted.secret() : "", actor);
		}
		catch (IllegalArgumentException ex) {
			throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT,
					"The field secret is 1 to 500 printable ASCII characters.");
		}
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(@PathVariable Uai uai, @PathVariable String id, Actor actor) throws IOException {
		this.secrets.remove(uai, delegation(uai, id), actor);
	}

	private Delegation delegation(Uai uai, String id) {
		return this.establishments.get(uai)
			.delegation(id)
			.filter(this.secrets::isNeeded)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					"There is no delegation of this id that has a secret."));
	}

}
