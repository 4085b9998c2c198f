package fr.passerelle.gateway.api;

import fr.passerelle.gateway.establishment.Establishments;
import fr.passerelle.gateway.preview.Previews;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Delegations one by one, the matrix, and the preview of any change.
 */
@Configuration(proxyBeanMethods = false)
class DelegationsApiConfiguration {

	@Bean
	DelegationsController delegationsController(Establishments establishments) {
		return new DelegationsController(establishments);
	}

	@Bean
	PreviewController previewController(Previews previews) {
		return new PreviewController(previews);
	}

}
