package fr.passerelle.gateway.plan;

import java.time.Clock;
import java.time.Duration;

import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.Tokens;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.periodic.Periodic;
import fr.passerelle.gateway.version.Establishments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class PlanConfiguration {

	@Bean
	PlanTable planTable(JdbcClient jdbc) {
		return new PlanTable(jdbc);
	}

	@Bean
	Plans plans(PlanTable table, Establishments establishments, Administrators administrators, Tokens tokens,
			AuditTrail audit, Clock clock) {
		return new Plans(table, establishments, new Authors(administrators, tokens, clock), audit, clock);
	}

	/** One look is one indexed query; a plan under way is carried out. */
	@Bean(destroyMethod = "close")
	Periodic planRunner(Plans plans) {
		return Periodic.every(Duration.ofSeconds(5), "plans", plans::tick, Duration.ofSeconds(10));
	}

	@Bean
	ForgottenEstablishmentListener forgottenEstablishmentListener(PlanTable plans) {
		return new ForgottenEstablishmentListener(plans);
	}

}
