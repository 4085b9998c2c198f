package fr.passerelle.gateway.cas;

import java.time.Clock;

import fr.passerelle.gateway.delegation.DelegationProtocol;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The gateway's one delegation protocol.
 */
@Configuration(proxyBeanMethods = false)
class CasConfiguration {

	/** Closed with the context: validations under way end as unreachable. */
	@Bean
	DelegationProtocol casProtocol(PasserelleSettings settings, Clock clock) {
		return new CasProtocol(settings.ent(), clock);
	}

}
