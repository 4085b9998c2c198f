package fr.passerelle.gateway.suspension;

import java.time.Clock;
import java.time.Duration;

import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.periodic.Periodic;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class GuardConfiguration {

	@Bean
	RulesInEffect rulesInEffect(JdbcClient jdbc, PasserelleSettings settings, AuditTrail audit, Clock clock) {
		RulesInEffect rules = new RulesInEffect(new RulesTable(jdbc), SecurityRules.of(settings.directLogin()), audit,
				clock);
		rules.refresh();
		return rules;
	}

	/** Only a database that other nodes may share changes by other hands. */
	@Bean(destroyMethod = "close")
	@ConditionalOnProperty("spring.datasource.url")
	Periodic rulesOfOtherNodes(RulesInEffect rules) {
		return Periodic.every(Duration.ofSeconds(2), "security-rules", rules::refresh);
	}

}
