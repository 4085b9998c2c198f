package fr.passerelle.gateway.api;

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

/**
 * How the ENTs are, what is wrong with one, and what would come of a login.
 */
@Configuration(proxyBeanMethods = false)
class EntStateApiConfiguration {

	@Bean
	EntStatesController entStatesController(EntStates states, Establishments establishments, DiagnosisWords words) {
		return new EntStatesController(states, establishments, words);
	}

	@Bean
	DiagnosisController diagnosisController(Diagnoses diagnoses, Establishments establishments, DiagnosisWords words,
			EntLetter letter, Caller caller) {
		return new DiagnosisController(diagnoses, establishments, words, letter, caller);
	}

	@Bean
	WhatIfController whatIfController(WhatIf whatIf, Establishments establishments, WhatIfWords words) {
		return new WhatIfController(whatIf, establishments, words);
	}

}
