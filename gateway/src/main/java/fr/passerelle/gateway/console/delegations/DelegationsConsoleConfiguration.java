package fr.passerelle.gateway.console.delegations;

import java.time.Clock;

import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.gateway.console.ConsequenceTexts;
import fr.passerelle.gateway.console.FaultTexts;
import fr.passerelle.gateway.diagnosis.DiagnosisWords;
import fr.passerelle.gateway.enthealth.DelegationSecrets;
import fr.passerelle.gateway.enthealth.EntStates;
import fr.passerelle.gateway.enthealth.EntTrusts;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.version.Establishments;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DelegationsConsoleConfiguration {

	@Bean
	DelegationPages delegationPages(EntCatalog catalog, EntStates states, EntTrusts trusts, DelegationSecrets secrets,
			PlatformEduConnect platform, DiagnosisWords diagnosisWords, MessageSource words, Clock clock) {
		return new DelegationPages(catalog, new EntsNow(states, trusts, secrets, platform, clock), diagnosisWords,
				new ConsequenceTexts(words));
	}

	@Bean
	FormFaults formFaults(FaultTexts words) {
		return new FormFaults(words);
	}

	@Bean
	SentPages sentPages(Establishments establishments, DelegationPages pages, FormFaults faults) {
		return new SentPages(establishments, pages, faults);
	}

}
