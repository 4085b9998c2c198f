package fr.passerelle.gateway.whatif;

import fr.passerelle.gateway.identity.Admission;
import fr.passerelle.gateway.recognition.Rapprochement;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WhatIfConfiguration {

	@Bean
	WhatIf whatIf(AnswerReader reader, Rapprochement rapprochement, PasserelleSettings settings) {
		return new WhatIf(reader, new Admission(), rapprochement::foresee,
				Math.toIntExact(settings.ent().maxAnswerSize().toBytes()));
	}

	@Bean
	WhatIfWords whatIfWords() {
		return new WhatIfWords();
	}

}
