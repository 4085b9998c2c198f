package fr.passerelle.gateway.console.establishments;

import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.gateway.console.Changes;
import fr.passerelle.gateway.establishment.EstablishmentList;
import fr.passerelle.gateway.establishment.Establishments;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Établissements.
 */
@Configuration(proxyBeanMethods = false)
class EstablishmentsConsoleConfiguration {

	@Bean
	EstablishmentPagesController establishmentPagesController(Establishments establishments, EstablishmentList list,
			Changes changes) {
		return new EstablishmentPagesController(establishments, list, changes);
	}

	@Bean
	NewEstablishmentController newEstablishmentController(Establishments establishments, EntCatalog catalog,
			MessageSource messages, Changes changes) {
		return new NewEstablishmentController(establishments, catalog, messages, changes);
	}

}
