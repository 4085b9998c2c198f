package fr.passerelle.gateway.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.recognition.IdentityQuery;
import fr.passerelle.gateway.recognition.IdentityState;
import fr.passerelle.gateway.recognition.Rapprochement;
import fr.passerelle.gateway.version.Establishments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Who is linked to which ENT identity, and who came and is not.
 */
@RestController
@RequestMapping("/api/v1/establishments/{uai}/identities")
class IdentitiesController {

	private final Rapprochement rapprochement;

	private final Establishments establishments;

	IdentitiesController(Rapprochement rapprochement, Establishments establishments) {
		this.rapprochement = rapprochement;
		this.establishments = establishments;
	}

	/**
	 * A page of identities.
	 *
	 * @param identities seen last first
	 * @param page counted from 0
	 * @param size identities on a page
	 * @param total identities on all pages
	 */
	record IdentitiesPage(List<EntIdentityView> identities, int page, int size, long total) {
	}

	/**
	 * Whom to link.
	 *
	 * @param identifiant of one of the establishment's people
	 */
	record Linking(@Nullable String identifiant) {
	}

	@GetMapping
	IdentitiesPage list(@PathVariable Uai uai, @RequestParam(defaultValue = "") String state,
			@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int page,
			@RequestParam(defaultValue = "50") int size) {
		this.establishments.get(uai);
		Pages.check(page, size, IdentityQuery.MAX_SIZE);
		IdentityQuery query = new IdentityQuery(uai, state.isBlank() ? null : state(state), q, page, size);
		return new IdentitiesPage(this.rapprochement.list(query).stream().map(EntIdentityView::of).toList(), page, size,
				this.rapprochement.count(query));
	}

	@PostMapping("/{id}/link")
	EntIdentityView link(@PathVariable Uai uai, @PathVariable String id, @RequestBody Linking linking, Actor actor) {
		this.establishments.get(uai);
		String identifiant = linking.identifiant();
		if (identifiant == null || identifiant.isBlank()) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"Say whom to link, as {\"identifiant\": \"c.bernard\"}.");
		}
		return EntIdentityView.of(this.rapprochement.link(uai, id, identifiant, actor));
	}

	/** Ends no session; the same step of recognition does not make the link again. */
	@PostMapping("/{id}/unlink")
	EntIdentityView unlink(@PathVariable Uai uai, @PathVariable String id, Actor actor) {
		this.establishments.get(uai);
		return EntIdentityView.of(this.rapprochement.unlink(uai, id, actor));
	}

	private static IdentityState state(String name) {
		return Arrays.stream(IdentityState.values())
			.filter((state) -> state.name().equals(name.toUpperCase(Locale.ROOT)))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"There is no such state; there are: " + Arrays.toString(IdentityState.values())));
	}

}
