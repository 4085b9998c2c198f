package fr.passerelle.gateway.console.home;

import java.time.Clock;

import fr.passerelle.gateway.backup.Backups;
import fr.passerelle.gateway.directlogin.SuspendedAddresses;
import fr.passerelle.gateway.entstate.EntStates;
import fr.passerelle.gateway.establishment.Establishments;
import fr.passerelle.gateway.plan.Plans;
import fr.passerelle.gateway.session.Sessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HomeConfiguration {

	@Bean
	HomeController homeController(Establishments establishments, Sessions sessions, EntStates ents, Plans plans,
			SuspendedAddresses suspended, Backups backups, Clock clock) {
		return new HomeController(establishments, sessions, plans,
				new Overview(ents, plans, suspended, backups, clock));
	}

}
