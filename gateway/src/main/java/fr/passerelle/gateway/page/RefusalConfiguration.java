package fr.passerelle.gateway.page;

import java.time.Clock;

import fr.passerelle.gateway.audit.AuditTrail;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RefusalConfiguration {

	@Bean
	Refusals refusals(Pages pages, References references, AuditTrail audit, Clock clock) {
		return new Refusals(pages, references, audit, clock);
	}

}
