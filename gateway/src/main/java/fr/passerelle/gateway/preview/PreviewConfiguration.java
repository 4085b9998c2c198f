package fr.passerelle.gateway.preview;

import fr.passerelle.gateway.enthealth.EntStates;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.version.Establishments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PreviewConfiguration {

	@Bean
	Previews previews(Establishments establishments, Sessions sessions, EntStates states) {
		return new Previews(establishments, sessions::people, (delegation) -> states.of(delegation).state());
	}

}
