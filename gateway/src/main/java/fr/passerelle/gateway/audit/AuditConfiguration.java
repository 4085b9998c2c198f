package fr.passerelle.gateway.audit;

import java.time.Clock;

import fr.passerelle.gateway.settings.PasserelleSettings;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

	@Bean(destroyMethod = "close")
	AuditTrail auditTrail(JdbcTemplate jdbc, Clock clock, PasserelleSettings settings) {
		return AuditTrail.open(jdbc, clock, settings.audit());
	}

	/** Health says when what happens is no longer written. */
	@Bean
	HealthIndicator auditHealthIndicator(AuditTrail trail) {
		return () -> {
			AuditWriter.State state = trail.state();
			Health.Builder health = state.writing() ? Health.up() : Health.down();
			return health.withDetail("waiting", state.waiting()).withDetail("lost", state.lost()).build();
		};
	}

	@Bean
	AuditExport auditExport(AuditTrail trail) {
		return new AuditExport(trail);
	}

	@Bean
	MeterBinder auditMeters(AuditTrail trail) {
		return (registry) -> FunctionCounter.builder("passerelle.audit.dropped", trail, AuditTrail::dropped)
			.description("Audit entries that could not be kept")
			.register(registry);
	}

	@Bean
	ConfigurationChangeListener configurationChangeListener(AuditTrail trail) {
		return new ConfigurationChangeListener(trail);
	}

	@Bean
	PeopleListListener peopleListListener(AuditTrail trail) {
		return new PeopleListListener(trail);
	}

}
