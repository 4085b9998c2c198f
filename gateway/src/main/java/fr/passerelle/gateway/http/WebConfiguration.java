package fr.passerelle.gateway.http;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {

	@Bean
	ClientAddresses clientAddresses(PasserelleSettings settings) {
		return new ClientAddresses(settings.trustedProxies());
	}

}
