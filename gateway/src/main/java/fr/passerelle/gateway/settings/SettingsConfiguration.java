package fr.passerelle.gateway.settings;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

	/** The one clock of the program. */
	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
