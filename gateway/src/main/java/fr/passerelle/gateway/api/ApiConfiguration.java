package fr.passerelle.gateway.api;

import java.util.List;

import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.gateway.access.Caller;
import fr.passerelle.gateway.establishment.EstablishmentList;
import fr.passerelle.gateway.establishment.Establishments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The API's controllers and what they share.
 */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration implements WebMvcConfigurer {

	private final Caller caller;

	ApiConfiguration(Caller caller) {
		this.caller = caller;
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new ChangeArguments(this.caller::address));
	}

	@Bean
	ApiProblems apiProblems() {
		return new ApiProblems();
	}

	@Bean
	EntsController entsController(EntCatalog catalog) {
		return new EntsController(catalog);
	}

	@Bean
	EstablishmentsController establishmentsController(Establishments establishments, EstablishmentList list) {
		return new EstablishmentsController(establishments, list);
	}

	@Bean
	ConfigurationController configurationController(Establishments establishments) {
		return new ConfigurationController(establishments);
	}

}
