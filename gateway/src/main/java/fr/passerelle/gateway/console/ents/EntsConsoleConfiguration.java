package fr.passerelle.gateway.console.ents;

import fr.passerelle.gateway.access.Caller;
import fr.passerelle.gateway.entstate.Diagnoses;
import fr.passerelle.gateway.entstate.DiagnosisWords;
import fr.passerelle.gateway.entstate.EntLetter;
import fr.passerelle.gateway.entstate.EntStates;
import fr.passerelle.gateway.establishment.Establishments;
import fr.passerelle.gateway.whatif.WhatIf;
import fr.passerelle.gateway.whatif.WhatIfWords;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EntsConsoleConfiguration {

	@Bean
	EntStatesPageController entStatesPageController(EntStates states, DiagnosisWords words) {
		return new EntStatesPageController(states, words);
	}

	@Bean
	DiagnosisPageController diagnosisPageController(Establishments establishments, EntStates states,
			Diagnoses diagnoses, DiagnosisWords words, EntLetter letter, Caller caller) {
		return new DiagnosisPageController(establishments, states, diagnoses, words, letter, caller);
	}

	@Bean
	WhatIfPageController whatIfPageController(Establishments establishments, WhatIf whatIf, WhatIfWords words) {
		return new WhatIfPageController(establishments, whatIf, words);
	}

}
