package fr.passerelle.gateway;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The two halves of the start. Spring Boot calls a runner when the port is open, and
 * reports readiness when all runners have returned.
 */
@Configuration(proxyBeanMethods = false)
class StartConfiguration {

	@Bean
	static LaterBeans laterBeans() {
		return new LaterBeans();
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ApplicationRunner secondHalf(LaterBeans later, ConfigurableListableBeanFactory beans) {
		return (arguments) -> later.make(beans);
	}

	/** What the turns use is there now. */
	@Bean
	@Order
	ApplicationRunner turns(ObjectProvider<Timetable> timetable) {
		return (arguments) -> timetable.getObject().start();
	}

	/** Health is UP when the second half has ended, and not before. */
	@Bean
	HealthIndicator startHealthIndicator(LaterBeans later) {
		return () -> (later.areMade() ? Health.up() : Health.outOfService()).build();
	}

}
