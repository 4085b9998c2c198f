package fr.passerelle.gateway.console.home;

import java.time.Clock;

import fr.passerelle.gateway.backup.Backups;
import fr.passerelle.gateway.diagnosis.DiagnosisWords;
import fr.passerelle.gateway.enthealth.EntStates;
import fr.passerelle.gateway.plan.Plans;
import fr.passerelle.gateway.suspension.SuspendedAddresses;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HomeConfiguration {

	@Bean
	Overview overview(EntStates ents, DiagnosisWords words, Plans plans, SuspendedAddresses suspended, Backups backups,
			Clock clock) {
		return new Overview(ents, words, plans, suspended, backups, clock);
	}

}
