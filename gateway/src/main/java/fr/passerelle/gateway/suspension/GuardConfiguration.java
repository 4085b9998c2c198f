package fr.passerelle.gateway.suspension;

import java.time.Clock;
import java.time.Duration;

import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.FixedDelayTask;

@Configuration(proxyBeanMethods = false)
class GuardConfiguration {

	private static final Duration EVERY = Duration.ofSeconds(2);

	@Bean
	RulesInEffect rulesInEffect(JdbcClient jdbc, PasserelleSettings settings, AuditTrail audit, Clock clock) {
		RulesInEffect rules = new RulesInEffect(new RulesTable(jdbc), SecurityRules.of(settings.directLogin()), audit,
				clock);
		rules.refresh();
		return rules;
	}

	/** Other nodes change only a database that they may share. */
	@Bean
	@ConditionalOnProperty("spring.datasource.url")
	FixedDelayTask rulesOfOtherNodes(RulesInEffect rules) {
		return new FixedDelayTask(rules::refresh, EVERY, EVERY);
	}

}
