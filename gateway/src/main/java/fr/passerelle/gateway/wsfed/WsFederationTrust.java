package fr.passerelle.gateway.wsfed;

import java.net.URI;
import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.enthealth.EntTrust;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.WsFederation;
import fr.passerelle.gateway.metadata.KeptDocuments;
import org.jspecify.annotations.Nullable;

/** Metadata of token services, as administrators see it. Establishments have no keys. */
final class WsFederationTrust implements EntTrust {

	private final TokenServices services;

	private final KeptDocuments<WsFederation> kept;

	WsFederationTrust(TokenServices services, KeptDocuments<WsFederation> kept) {
		this.services = services;
		this.kept = kept;
	}

	@Override
	public Protocol protocol() {
		return Protocol.WS_FEDERATION;
	}

	@Override
	public @Nullable Provider provider(Delegation delegation) {
		if (!(delegation.signOn() instanceof WsFederation settings)) {
			return null;
		}
		TokenService service = this.services.of(settings);
		KeptDocuments.Fetched state = this.kept.state(settings);
		String name = (service != null) ? service.issuer() : null;
		Instant end = (service != null) ? service.validUntil() : null;
		List<Instant> certificates = (service != null) ? service.certificatesUntil() : List.of();
		return (state != null) ? new Provider(name, state.good(), state.next(), state.problem(), end, certificates)
				: new Provider(name, null, null, null, end, certificates);
	}

	/** The metadata, or the login address where the document has certificates. */
	@Override
	public @Nullable Probed probed(Delegation delegation) {
		if (!(delegation.signOn() instanceof WsFederation settings)) {
			return null;
		}
		URI metadata = settings.metadataUrl();
		return (metadata != null) ? new Probed(metadata, true) : new Probed(settings.loginUrl(), false);
	}

}
