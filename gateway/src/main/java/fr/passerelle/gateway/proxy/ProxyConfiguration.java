package fr.passerelle.gateway.proxy;

import java.net.InetAddress;
import java.time.Clock;

import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.config.FixedDelayTask;

/** Builds the proxy and the key that signs its assertions. */
@Configuration(proxyBeanMethods = false)
class ProxyConfiguration {

	@Bean
	SigningKeys signingKeys(PasserelleSettings settings) {
		return SigningKeys.open(settings.dataDir());
	}

	@Bean
	ReverseProxy reverseProxy(PasserelleSettings settings, SigningKeys keys, Clock clock, Destinations destinations) {
		return new ReverseProxy(settings.proxy(), settings.visitors(), keys, clock, InetAddress::getAllByName,
				destinations);
	}

	@Bean
	FixedDelayTask openRequests(ReverseProxy proxy) {
		return new FixedDelayTask(proxy::look, ReverseProxy.LOOK, ReverseProxy.LOOK);
	}

}
