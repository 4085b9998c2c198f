package fr.passerelle.gateway.session;

import java.time.Clock;

import fr.passerelle.gateway.settings.PasserelleSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	@Bean
	Sessions sessions(PasserelleSettings settings, Clock clock, MeterRegistry meters) {
		Sessions sessions = new Sessions(settings.sessions(), clock);
		Gauge.builder("passerelle.sessions", sessions, Sessions::count)
			.description("sessions open on this node")
			.register(meters);
		return sessions;
	}

	@Bean
	SessionFile sessionFile(PasserelleSettings settings, Sessions sessions) {
		return new SessionFile(settings.dataDir(), sessions, JsonMapper.builder().build());
	}

}
