package fr.passerelle.gateway.plan;

import java.time.Clock;
import java.time.Duration;

import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.Tokens;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.History;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.FixedDelayTask;

@Configuration(proxyBeanMethods = false)
class PlanConfiguration {

	private static final Duration EVERY = Duration.ofSeconds(5);

	@Bean
	PlanTable planTable(JdbcClient jdbc) {
		return new PlanTable(jdbc);
	}

	@Bean
	Plans plans(PlanTable table, Establishments establishments, History history, Administrators administrators,
			Tokens tokens, AuditTrail audit, Clock clock) {
		return new Plans(table, establishments, history, new Authors(administrators, tokens, clock), audit, clock);
	}

	/** A look without a plan that is due is one indexed query. */
	@Bean
	FixedDelayTask planRunner(Plans plans) {
		return new FixedDelayTask(plans::tick, EVERY, EVERY);
	}

	@Bean
	ForgottenEstablishmentListener forgottenEstablishmentListener(PlanTable plans) {
		return new ForgottenEstablishmentListener(plans);
	}

}
