package fr.passerelle.gateway.oidc;

import java.time.Clock;
import java.time.Duration;

import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.enthealth.EntStates;
import fr.passerelle.gateway.enthealth.EntTrust;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.http.SharedTable;
import fr.passerelle.gateway.login.Comebacks;
import fr.passerelle.gateway.login.ProviderLine;
import fr.passerelle.gateway.logout.SingleLogout;
import fr.passerelle.gateway.metadata.DocumentSource;
import fr.passerelle.gateway.metadata.KeptDocuments;
import fr.passerelle.gateway.metadata.KnownProviders;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.version.Establishments;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.config.FixedDelayTask;

/** OpenID Connect as the gateway has it. */
@Configuration(proxyBeanMethods = false)
class OidcConfiguration {

	/** Logout tokens that came lately, in bytes: about 10,000. */
	private static final long SEEN_BYTES = 4 * 1024 * 1024;

	private static final int MAX_SEEN = 10_000;

	@Bean
	Providers providers() {
		return new Providers();
	}

	@Bean
	ClientSecrets clientSecrets(PasserelleSettings settings, AuditTrail audit, Clock clock) {
		return new ClientSecrets(settings.dataDir().resolve("keys").resolve("oidc"), audit::record, clock);
	}

	@Bean
	FreshKeys freshKeys(Providers providers, DocumentSource source, Clock clock) {
		return new FreshKeys(providers, source, clock);
	}

	/**
	 * The establishments are asked for late, since what is imported at the start is
	 * announced while they are being made.
	 */
	@Bean
	KeptDocuments<Oidc> discoveryDocuments(Providers providers, FreshKeys freshKeys, ClientSecrets secrets,
			DocumentSource source, ObjectProvider<Establishments> establishments, PasserelleSettings settings,
			Clock clock) {
		return new KeptDocuments<>(new DiscoveryDocuments(providers, freshKeys, secrets), source,
				() -> establishments.getObject().all(), settings.dataDir().resolve("oidc"), clock);
	}

	@Bean
	OidcProtocol oidcProtocol(Providers providers, FreshKeys freshKeys, ClientSecrets secrets, ProviderLine line,
			EntStates states, Clock clock) {
		return new OidcProtocol(providers, freshKeys, secrets, line, states::record, clock);
	}

	@Bean
	OidcEndpoints oidcEndpoints(Providers providers, FreshKeys freshKeys, SingleLogout logout, Comebacks comebacks,
			Pages pages, Refusals refusals, Clock clock) {
		Duration remembered = OidcEndpoints.OLDEST.plus(TokenJudge.SKEW).multipliedBy(2);
		return new OidcEndpoints(providers, freshKeys, new SharedTable<>(SEEN_BYTES, MAX_SEEN, remembered, clock),
				logout, comebacks, pages, refusals, clock);
	}

	@Bean
	CodeTrial codeTrial(ClientSecrets secrets) {
		return new CodeTrial(secrets::find);
	}

	@Bean
	EntTrust oidcTrust(Providers providers, KeptDocuments<Oidc> documents) {
		return new KnownProviders<>(Protocol.OIDC, documents, providers);
	}

	@Bean
	FixedDelayTask providersRefreshing(KeptDocuments<Oidc> documents) {
		return new FixedDelayTask(documents::turn, KeptDocuments.LOOK, Duration.ZERO);
	}

}
