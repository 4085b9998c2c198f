package fr.passerelle.gateway.page;

import java.time.Clock;

import fr.passerelle.gateway.audit.AuditTrail;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the pages, and what turns refusals into them.
 */
@Configuration(proxyBeanMethods = false)
class PageConfiguration {

	@Bean
	Pages pages() {
		return Pages.bundled();
	}

	@Bean
	References references() {
		return new References();
	}

	@Bean
	Refusals refusals(Pages pages, References references, AuditTrail audit, Clock clock) {
		return new Refusals(pages, references, audit, clock);
	}

}
