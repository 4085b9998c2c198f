package fr.passerelle.gateway.delegation;

import java.time.Clock;

import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.identity.Admission;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.refusal.Refusals;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DelegationConfiguration {

	@Bean
	LoginFlow loginFlow(PasserelleSettings settings, DelegationProtocol protocol, Sessions sessions, Refusals refusals,
			AuditTrail audit, Pages pages, Clock clock) {
		Arrival arrival = new Arrival(new Admission(), sessions, refusals, audit, clock);
		PendingLogins pending = new PendingLogins(settings.login(), clock);
		return new LoginFlow(protocol, pending, arrival, pages, settings.login());
	}

}
