package fr.passerelle.gateway.api;

import fr.passerelle.gateway.establishment.Establishments;
import fr.passerelle.gateway.plan.Plans;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What differs between versions, and changes that wait.
 */
@Configuration(proxyBeanMethods = false)
class HistoryApiConfiguration {

	@Bean
	DifferencesController differencesController(Establishments establishments) {
		return new DifferencesController(establishments);
	}

	@Bean
	PlansController plansController(Plans plans, Establishments establishments) {
		return new PlansController(plans, establishments);
	}

}
