package fr.passerelle.gateway.page;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the pages, and the references that refusals carry.
 */
@Configuration(proxyBeanMethods = false)
class PageConfiguration {

	@Bean
	Pages pages() {
		return Pages.bundled();
	}

	@Bean
	References references() {
		return new References();
	}

}
