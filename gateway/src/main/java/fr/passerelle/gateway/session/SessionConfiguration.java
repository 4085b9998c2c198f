package fr.passerelle.gateway.session;

import java.time.Clock;

import fr.passerelle.gateway.settings.PasserelleSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	@Bean
	Sessions sessions(PasserelleSettings settings, Clock clock) {
		return new Sessions(settings.sessions(), clock);
	}

	@Bean
	MeterBinder sessionMeters(Sessions sessions) {
		return (meters) -> Gauge.builder("passerelle.sessions", sessions, Sessions::count)
			.description("sessions open on this node")
			.register(meters);
	}

	@Bean
	SessionFile sessionFile(PasserelleSettings settings, Sessions sessions) {
		return new SessionFile(settings.dataDir(), sessions);
	}

}
