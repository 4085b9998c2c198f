package fr.passerelle.gateway.console.security;

import fr.passerelle.gateway.suspension.SuspendedAddresses;
import fr.passerelle.gateway.version.Establishments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SecurityConsoleConfiguration {

	@Bean
	SecurityPages securityPages(SuspendedAddresses suspended, Establishments establishments) {
		return new SecurityPages(suspended, establishments);
	}

}
