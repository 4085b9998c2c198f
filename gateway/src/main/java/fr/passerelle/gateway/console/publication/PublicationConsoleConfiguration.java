package fr.passerelle.gateway.console.publication;

import fr.passerelle.gateway.access.Caller;
import fr.passerelle.gateway.console.FaultTexts;
import fr.passerelle.gateway.establishment.Establishments;
import fr.passerelle.gateway.preview.Previews;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PublicationConsoleConfiguration {

	@Bean
	PublicationController publicationController(Establishments establishments, Previews previews, Caller caller,
			MessageSource words, PasserelleSettings settings) {
		return new PublicationController(establishments, previews, caller, new FaultTexts(words),
				settings.console().zone());
	}

}
