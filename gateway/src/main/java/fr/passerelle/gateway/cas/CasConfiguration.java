package fr.passerelle.gateway.cas;

import java.time.Clock;

import fr.passerelle.gateway.diagnosis.EntLine;
import fr.passerelle.gateway.enthealth.EntReach;
import fr.passerelle.gateway.enthealth.EntStates;
import fr.passerelle.gateway.login.AdministratorProtocol;
import fr.passerelle.gateway.login.DelegationProtocol;
import fr.passerelle.gateway.login.ProviderLine;
import fr.passerelle.gateway.metadata.DocumentSource;
import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.whatif.AnswerReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The gateway's one delegation protocol, and the line to the ENTs that it lends.
 */
@Configuration(proxyBeanMethods = false)
class CasConfiguration {

	/** Closed with the context: validations under way end as unreachable. */
	@Bean
	EntClients entClients(PasserelleSettings settings, Destinations destinations, Clock clock) {
		return new EntClients(settings.ent(), destinations, clock);
	}

	/** One queue for the logins of all protocols: an ENT's places are its own. */
	@Bean(destroyMethod = "")
	ValidationTransport validationTransport(PasserelleSettings settings, EntClients clients, Clock clock) {
		return new ValidationTransport(clients, settings.ent(), clock);
	}

	@Bean(destroyMethod = "")
	DelegationProtocol casProtocol(ValidationTransport transport, EntStates states, Clock clock) {
		return new CasProtocol(transport, clock, states::record);
	}

	@Bean
	ProviderLine providerLine(ValidationTransport transport, PasserelleSettings settings) {
		return new ProviderCalls(transport, settings.ent().timeout());
	}

	@Bean
	AdministratorProtocol administratorCas(PasserelleSettings settings, EntClients clients, Clock clock) {
		return new AdministratorCas(clients, settings.ent(), clock);
	}

	@Bean
	DocumentSource entDocuments(PasserelleSettings settings, EntClients clients) {
		return new FetchedDocuments(clients, settings.ent().timeout());
	}

	@Bean
	EntReach entReach(PasserelleSettings settings, EntClients clients, Clock clock) {
		return new ReachedServers(clients, settings.ent().timeout(), clock);
	}

	@Bean
	EntLine entLine(PasserelleSettings settings, EntClients clients, Clock clock) {
		return new CasLine(clients, settings.ent(), clock);
	}

	@Bean
	AnswerReader answerReader(Clock clock) {
		return new KeptAnswers(clock);
	}

}
