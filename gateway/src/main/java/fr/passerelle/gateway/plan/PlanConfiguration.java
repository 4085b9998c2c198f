package fr.passerelle.gateway.plan;

import java.time.Clock;

import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.establishment.Establishments;
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
	Plans plans(PlanTable table, Establishments establishments, AuditTrail audit, Clock clock) {
		return new Plans(table, establishments, audit, clock);
	}

	@Bean(destroyMethod = "close")
	PlanRunner planRunner(Plans plans) {
		return new PlanRunner(plans);
	}

	@Bean
	ForgottenEstablishmentListener forgottenEstablishmentListener(PlanTable plans) {
		return new ForgottenEstablishmentListener(plans);
	}

}
