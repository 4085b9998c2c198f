package fr.passerelle.gateway.console.delegations;

import fr.passerelle.entcatalog.EntCatalog;
import fr.passerelle.gateway.access.Caller;
import fr.passerelle.gateway.console.Changes;
import fr.passerelle.gateway.console.ConsequenceTexts;
import fr.passerelle.gateway.console.FaultTexts;
import fr.passerelle.gateway.console.history.Conflicts;
import fr.passerelle.gateway.entstate.Diagnoses;
import fr.passerelle.gateway.entstate.DiagnosisWords;
import fr.passerelle.gateway.entstate.EntStates;
import fr.passerelle.gateway.establishment.Establishments;
import fr.passerelle.gateway.plan.Plans;
import fr.passerelle.gateway.preview.Previews;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DelegationsConsoleConfiguration {

	@Bean
	DelegationPages delegationPages(EntCatalog catalog, EntStates states, DiagnosisWords diagnosisWords,
			MessageSource words) {
		return new DelegationPages(catalog, states, diagnosisWords, new ConsequenceTexts(words));
	}

	@Bean
	DelegationsConsoleController delegationsConsoleController(Establishments establishments, Previews previews,
			DelegationPages pages, MessageSource words, Caller caller, Conflicts conflicts) {
		return new DelegationsConsoleController(establishments, previews, pages, new FormFaults(new FaultTexts(words)),
				caller, conflicts);
	}

	@Bean
	DelegationPlanController delegationPlanController(Establishments establishments, Previews previews,
			DelegationPages pages, Plans plans, Conflicts conflicts, Changes changes) {
		return new DelegationPlanController(establishments, previews, pages, plans, conflicts, changes);
	}

	@Bean
	DelegationFormController delegationFormController(Establishments establishments, DelegationPages pages,
			MessageSource words, EntCatalog catalog, Diagnoses diagnoses, DiagnosisWords diagnosisWords,
			Caller caller) {
		return new DelegationFormController(establishments, pages, new FormFaults(new FaultTexts(words)), catalog,
				diagnoses, diagnosisWords, caller);
	}

}
