package fr.passerelle.gateway.wsfed;

import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import fr.passerelle.gateway.enthealth.EntTrust;
import fr.passerelle.gateway.establishment.WsFederation;
import fr.passerelle.gateway.federation.StsMetadata;
import fr.passerelle.gateway.metadata.UsedProviders;
import org.jspecify.annotations.Nullable;

/**
 * The token services that delegations lead to. Never fetches: what is fetched is put here
 * by {@link StsDocuments}, and stays until something better comes.
 */
final class TokenServices implements UsedProviders<WsFederation> {

	/** Delegations of all establishments; past this, the next one cannot be used. */
	private static final int MAX_KNOWN = 10_000;

	private final Map<WsFederation, TokenService> fetched = new ConcurrentHashMap<>();

	/** The service of a delegation; null where its metadata has not been fetched yet. */
	@Nullable TokenService of(WsFederation settings) {
		return (settings.metadataUrl() != null) ? this.fetched.get(settings) : TokenService.typed(settings);
	}

	@Override
	public @Nullable Known known(WsFederation settings) {
		TokenService service = of(settings);
		return (service != null) ? new Known(service.issuer(), service.validUntil(), service.certificatesUntil())
				: null;
	}

	/** The metadata, or the login address where the document has certificates. */
	@Override
	public EntTrust.Probed probed(WsFederation settings) {
		URI metadata = settings.metadataUrl();
		return (metadata != null) ? new EntTrust.Probed(metadata, true)
				: new EntTrust.Probed(settings.loginUrl(), false);
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
