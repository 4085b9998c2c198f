package fr.passerelle.gateway.network;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class NetworkConfiguration {

	@Bean
	OwnPorts ownPorts(Environment environment) {
		return new OwnPorts(environment);
	}

	@Bean
	Destinations destinations(PasserelleSettings settings, OwnPorts ownPorts) {
		return new Destinations(settings.upstreams(), ownPorts);
	}

}
