package fr.passerelle.gateway.console.people;

import java.time.Clock;

import fr.passerelle.gateway.store.DataDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the screens of people share.
 */
@Configuration(proxyBeanMethods = false)
class PeopleConsoleConfiguration {

	@Bean
	PendingImports pendingImports(DataDirectory directory, Clock clock) {
		return new PendingImports(directory.folder("tmp"), clock);
	}

}
