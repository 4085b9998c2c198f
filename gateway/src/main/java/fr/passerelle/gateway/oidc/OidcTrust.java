package fr.passerelle.gateway.oidc;

import java.util.List;

import fr.passerelle.gateway.enthealth.EntTrust;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.metadata.KeptDocuments;
import org.jspecify.annotations.Nullable;

/** What providers of OpenID Connect tell of themselves, as administrators see it. */
final class OidcTrust implements EntTrust {

	private final Providers providers;

	private final KeptDocuments<Oidc> kept;

	OidcTrust(Providers providers, KeptDocuments<Oidc> kept) {
		this.providers = providers;
		this.kept = kept;
	}

	@Override
	public Protocol protocol() {
		return Protocol.OIDC;
	}

	@Override
	public @Nullable Provider provider(Delegation delegation) {
		if (!(delegation.signOn() instanceof Oidc oidc)) {
			return null;
		}
		var known = this.providers.of(oidc);
		KeptDocuments.Fetched state = this.kept.state(oidc);
		String name = (known != null) ? known.issuer() : null;
		return (state != null) ? new Provider(name, state.good(), state.next(), state.problem(), null, List.of())
				: new Provider(name, null, null, null, null, List.of());
	}

	/** The discovery document: it needs no secret, which a question for tokens would. */
	@Override
	public @Nullable Probed probed(Delegation delegation) {
		return (delegation.signOn() instanceof Oidc oidc) ? new Probed(oidc.discoveryUrl(), true) : null;
	}

}
