package fr.passerelle.gateway.audit;

import java.security.SecureRandom;
import java.time.Clock;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

	@Bean(initMethod = "start", destroyMethod = "close")
	AuditTrail auditTrail(JdbcTemplate jdbc, Clock clock) {
		return new AuditTrail(new AuditTable(jdbc), new AuditIds(new SecureRandom().nextInt()), clock,
				AuditTrail.MAX_WAITING);
	}

	@Bean
	MeterBinder auditMeters(AuditTrail trail) {
		return (registry) -> FunctionCounter.builder("passerelle.audit.dropped", trail, AuditTrail::dropped)
			.description("Audit entries that could not be kept")
			.register(registry);
	}

}
