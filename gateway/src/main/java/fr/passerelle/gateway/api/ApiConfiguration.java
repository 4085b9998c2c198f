package fr.passerelle.gateway.api;

import java.util.List;

import fr.passerelle.gateway.account.Grants;
import fr.passerelle.gateway.security.Caller;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The API's controllers and what they share.
 */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration implements WebMvcConfigurer {

	private final Caller caller;

	private final Grants grants;

	ApiConfiguration(Caller caller, Grants grants) {
		this.caller = caller;
		this.grants = grants;
	}

	/** For whatever reads requests; what writes answers is not touched by it. */
	@Bean
	StrictBodies strictBodies() {
		return new StrictBodies();
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new KnownParameters()).addPathPatterns("/api/v1/**");
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new ChangeArguments(this.caller::address, this.grants));
	}

}
