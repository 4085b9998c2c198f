package fr.passerelle.gateway.metadata;

import java.util.List;

import fr.passerelle.gateway.enthealth.EntTrust;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.SignOn;
import org.jspecify.annotations.Nullable;

/**
 * The providers of one protocol, as administrators see them: what logins use of each, and
 * how the fetches of its documents go.
 *
 * @param <S> the settings by which a provider is known
 */
public final class KnownProviders<S extends SignOn> implements EntTrust {

	private final Protocol protocol;

	private final KeptDocuments<S> documents;

	private final UsedProviders<S> used;

	/**
	 * Of one protocol.
	 * @param protocol of the delegations
	 * @param documents of their providers
	 * @param used the same providers, as logins use them
	 */
	public KnownProviders(Protocol protocol, KeptDocuments<S> documents, UsedProviders<S> used) {
		this.protocol = protocol;
		this.documents = documents;
		this.used = used;
	}

	@Override
	public Protocol protocol() {
		return this.protocol;
	}

	@Override
	public @Nullable Provider provider(Delegation delegation) {
		S settings = this.documents.settings(delegation);
		if (settings == null) {
			return null;
		}
		UsedProviders.Known known = this.used.known(settings);
		KeptDocuments.Fetched state = this.documents.state(settings);
		return new Provider((known != null) ? known.name() : null, (state != null) ? state.good() : null,
				(state != null) ? state.next() : null, (state != null) ? state.problem() : null,
				(known != null) ? known.validUntil() : null, (known != null) ? known.certificatesUntil() : List.of());
	}

	@Override
	public @Nullable Probed probed(Delegation delegation) {
		S settings = this.documents.settings(delegation);
		return (settings != null) ? this.used.probed(settings) : null;
	}

}
