package fr.passerelle.gateway.oidc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import fr.passerelle.gateway.enthealth.EntTrust;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.metadata.UsedProviders;
import org.jspecify.annotations.Nullable;

/**
 * The providers that delegations lead to. Never fetches: what is fetched is put here by
 * {@link DiscoveryDocuments} and {@link FreshKeys}, and stays until something better
 * comes.
 */
final class Providers implements UsedProviders<Oidc> {

	/** Delegations of all establishments. */
	private static final int MAX_KNOWN = 10_000;

	private final Map<Oidc, Provider> known = new ConcurrentHashMap<>();

	/** The provider of a delegation; null where it has not been read yet. */
	@Nullable Provider of(Oidc oidc) {
		return this.known.get(oidc);
	}

	@Override
	public @Nullable Known known(Oidc oidc) {
		Provider provider = of(oidc);
		return (provider != null) ? new Known(provider.issuer(), null, List.of()) : null;
	}

	/** The discovery document: it needs no secret, which a question for tokens would. */
	@Override
	public EntTrust.Probed probed(Oidc oidc) {
		return new EntTrust.Probed(oidc.discoveryUrl(), true);
	}

	void fetched(Oidc oidc, Provider provider) {
		if (this.known.size() < MAX_KNOWN || this.known.containsKey(oidc)) {
			this.known.put(oidc, provider);
		}
	}

	/** Forgets delegations that no establishment has any more. */
	void keepOnly(Collection<Oidc> used) {
		this.known.keySet().retainAll(Set.copyOf(used));
	}

}
