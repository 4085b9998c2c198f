package fr.passerelle.gateway.saml;

import java.time.Clock;
import java.time.Duration;

import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.enthealth.EntKeys;
import fr.passerelle.gateway.enthealth.EntTrust;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.federation.MessageThreads;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.http.SharedTable;
import fr.passerelle.gateway.login.Comebacks;
import fr.passerelle.gateway.logout.SingleLogout;
import fr.passerelle.gateway.metadata.DocumentSource;
import fr.passerelle.gateway.metadata.KeptDocuments;
import fr.passerelle.gateway.metadata.KnownProviders;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.version.Establishments;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.config.FixedDelayTask;

/** SAML 2 as the gateway has it. */
@Configuration(proxyBeanMethods = false)
class SamlConfiguration {

	/** Logout requests that came lately, in bytes: about 10,000. */
	private static final long SEEN_BYTES = 4 * 1024 * 1024;

	private static final int MAX_SEEN = 10_000;

	/** Requests that wait to be signed. Each takes some five milliseconds. */
	private static final long WAITING_REQUESTS = 400;

	@Bean
	Idps idps() {
		return new Idps();
	}

	@Bean
	SamlKeys samlKeys(PasserelleSettings settings, Clock clock) {
		return new SamlKeys(settings.dataDir().resolve("keys").resolve("saml2"), clock);
	}

	/**
	 * Threads of their own for requests of logins and logouts: strangers can begin any
	 * number of logins, and the answers of those who sign in do not wait behind them.
	 */
	@Bean(defaultCandidate = false)
	MessageThreads samlSigningThreads() {
		return new MessageThreads("saml-signing", Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
				WAITING_REQUESTS * MessageThreads.WEIGHT);
	}

	@Bean
	SamlProtocol samlProtocol(Idps idps, SamlKeys keys, Clock clock, MessageThreads threads,
			@Qualifier("samlSigningThreads") MessageThreads signing) {
		return new SamlProtocol(idps, keys, new MessageTime(clock), new SamlProtocol.Threads(threads, signing));
	}

	@Bean
	LogoutMessages logoutMessages(Idps idps, SamlKeys keys, SingleLogout logout, Comebacks comebacks, Pages pages,
			Refusals refusals, MessageThreads threads, Clock clock) {
		return new LogoutMessages(
				idps, keys, new MessageTime(clock), new SharedTable<>(SEEN_BYTES, MAX_SEEN,
						MessageTime.OLDEST.plus(MessageTime.SKEW).multipliedBy(2), clock),
				logout, comebacks, threads, pages, refusals);
	}

	@Bean
	SamlEndpoints samlEndpoints(SamlKeys keys, LogoutMessages logouts, Refusals refusals) {
		return new SamlEndpoints(keys, logouts, refusals);
	}

	@Bean
	PlatformEndpoints platformEndpoints(PlatformEduConnect platform, SamlKeys keys, LogoutMessages logouts,
			ObjectProvider<Establishments> establishments, Refusals refusals) {
		return new PlatformEndpoints(platform, keys, logouts, () -> establishments.getObject().all(), refusals);
	}

	/**
	 * The establishments are asked for late, since what is imported at the start is
	 * announced while they are being made.
	 */
	@Bean
	KeptDocuments<Saml> idpDocuments(Idps idps, SamlKeys keys, PlatformEduConnect platform, DocumentSource source,
			ObjectProvider<Establishments> establishments, PasserelleSettings settings, Clock clock) {
		return new KeptDocuments<>(new IdpDocuments(idps, keys, platform, clock), source,
				() -> establishments.getObject().all(), settings.dataDir().resolve("saml2"), clock);
	}

	@Bean
	EntTrust samlTrust(Idps idps, KeptDocuments<Saml> documents) {
		return new KnownProviders<>(Protocol.SAML2, documents, idps);
	}

	@Bean
	EntKeys samlEntKeys(SamlKeys keys, AuditTrail audit, Clock clock) {
		return new SamlEntKeys(keys, audit::record, clock);
	}

	@Bean
	FixedDelayTask metadataRefreshing(KeptDocuments<Saml> documents) {
		return new FixedDelayTask(documents::turn, KeptDocuments.LOOK, Duration.ZERO);
	}

}
