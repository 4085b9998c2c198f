package fr.passerelle.gateway.wsfed;

import java.time.Clock;
import java.time.Duration;

import fr.passerelle.gateway.enthealth.EntTrust;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.WsFederation;
import fr.passerelle.gateway.federation.MessageThreads;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.metadata.DocumentSource;
import fr.passerelle.gateway.metadata.KeptDocuments;
import fr.passerelle.gateway.metadata.KnownProviders;
import fr.passerelle.gateway.settings.HeapShare;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.version.Establishments;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.config.FixedDelayTask;

/** WS-Federation as the gateway has it. */
@Configuration(proxyBeanMethods = false)
class WsFederationConfiguration {

	@Bean
	TokenServices tokenServices() {
		return new TokenServices();
	}

	@Bean
	WsFederationProtocol wsFederationProtocol(TokenServices services, MessageThreads threads,
			PasserelleSettings settings, Clock clock) {
		return new WsFederationProtocol(services, new MessageTime(clock), threads, new UsedTokens(
				HeapShare.USED_TOKENS.entries(UsedTokens.MAX_TOKENS), settings.login().pendingLifetime(), clock));
	}

	/**
	 * The establishments are asked for late, since what is imported at the start is
	 * announced while they are being made.
	 */
	@Bean
	KeptDocuments<WsFederation> stsDocuments(TokenServices services, DocumentSource source,
			ObjectProvider<Establishments> establishments, PasserelleSettings settings, Clock clock) {
		return new KeptDocuments<>(new StsDocuments(services, clock), source, () -> establishments.getObject().all(),
				settings.dataDir().resolve("wsfed"), clock);
	}

	@Bean
	EntTrust wsFederationTrust(TokenServices services, KeptDocuments<WsFederation> documents) {
		return new KnownProviders<>(Protocol.WS_FEDERATION, documents, services);
	}

	@Bean
	FixedDelayTask stsRefreshing(KeptDocuments<WsFederation> documents) {
		return new FixedDelayTask(documents::turn, KeptDocuments.LOOK, Duration.ZERO);
	}

}
