package fr.passerelle.gateway.wsfed;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import fr.passerelle.gateway.establishment.WsFederation;
import fr.passerelle.gateway.federation.StsMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The token services that delegations lead to. Never fetches: what is fetched is put here
 * by {@link StsDocuments}, and stays until something better comes.
 */
final class TokenServices {

	/** Delegations of all establishments; past this, the next one cannot be used. */
	private static final int MAX_KNOWN = 10_000;

	private final Map<WsFederation, TokenService> fetched = new ConcurrentHashMap<>();

	/** The service of a delegation; null where its metadata has not been fetched yet. */
	@Nullable TokenService of(WsFederation settings) {
		return (settings.metadataUrl() != null) ? this.fetched.get(settings) : TokenService.typed(settings);
	}

	/** Keeps what was fetched for a delegation. */
	void fetched(WsFederation settings, StsMetadata metadata) {
		if (this.fetched.size() < MAX_KNOWN || this.fetched.containsKey(settings)) {
			this.fetched.put(settings, TokenService.of(settings, metadata));
		}
	}

	/** Forgets delegations that no establishment has any more. */
	void keepOnly(Collection<WsFederation> used) {
		this.fetched.keySet().retainAll(Set.copyOf(used));
	}

}
