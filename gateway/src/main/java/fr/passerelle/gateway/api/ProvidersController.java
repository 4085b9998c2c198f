package fr.passerelle.gateway.api;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.enthealth.EntKeys;
import fr.passerelle.gateway.enthealth.EntTrust;
import fr.passerelle.gateway.enthealth.EntTrusts;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * What a delegation and its provider of identities have told each other, as this node
 * knows it, and the change of the establishment's keys.
 */
@RestController
@RequestMapping("/api/v1/establishments/{uai}/delegations/{id}")
class ProvidersController {

	private final Establishments establishments;

	private final EntTrusts trusts;

	private final Clock clock;

	ProvidersController(Establishments establishments, EntTrusts trusts, Clock clock) {
		this.establishments = establishments;
		this.trusts = trusts;
		this.clock = clock;
	}

	@GetMapping("/provider")
	ProviderView provider(@PathVariable Uai uai, @PathVariable String id) {
		Delegation delegation = delegation(uai, id);
		EntTrust.Provider provider = this.trusts.provider(delegation);
		if (provider == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND,
					"a delegation of this protocol has no provider to know");
		}
		EntKeys keys = this.trusts.keys(delegation);
		return ProviderView.of(provider, (keys != null) ? keys.of(uai) : List.of(), this.clock.instant());
	}

	/** The provider must hear of new keys before they sign: the answer says when. */
	@PostMapping("/keys")
	List<KeyView> change(@PathVariable Uai uai, @PathVariable String id, Actor actor) throws IOException {
		EntKeys keys = this.trusts.keys(delegation(uai, id));
		if (keys == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND,
					"this delegation uses no keys of the establishment");
		}
		if (!keys.change(uai, actor)) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, "a change of keys is under way");
		}
		return keys.of(uai).stream().map(KeyView::of).toList();
	}

	private Delegation delegation(Uai uai, String id) {
		return this.establishments.get(uai)
			.delegation(id)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no such delegation here"));
	}

	/**
	 * A provider of identities.
	 *
	 * @param entityId its name; null: its metadata has never been read
	 * @param usable whether people can sign in through it now
	 * @param fetched when its metadata was fetched last
	 * @param next when it is fetched again
	 * @param problem of the latest fetch, a sentence in English
	 * @param validUntil the end of its metadata
	 * @param certificatesUntil the ends of its certificates
	 * @param keys of the establishment, newest first
	 */
	record ProviderView(@Nullable String entityId, boolean usable, @Nullable Instant fetched, @Nullable Instant next,
			@Nullable String problem, @Nullable Instant validUntil, List<Instant> certificatesUntil,
			List<KeyView> keys) {

		static ProviderView of(EntTrust.Provider provider, List<EntKeys.OwnKey> keys, Instant now) {
			return new ProviderView(provider.entityId(), provider.isUsable(now), provider.fetched(), provider.next(),
					provider.problem(), provider.validUntil(), provider.certificatesUntil(),
					keys.stream().map(KeyView::of).toList());
		}

	}

	/** One of the establishment's pairs of keys: when it signs, and whether it does. */
	record KeyView(Instant madeAt, Instant signsFrom, boolean signs) {

		static KeyView of(EntKeys.OwnKey key) {
			return new KeyView(key.madeAt(), key.signsFrom(), key.signs());
		}

	}

}
