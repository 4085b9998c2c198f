package fr.passerelle.gateway.console.history;

import fr.passerelle.gateway.console.Changes;
import fr.passerelle.gateway.establishment.Establishments;
import fr.passerelle.gateway.plan.Plans;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Historique and what it lends to other screens.
 */
@Configuration(proxyBeanMethods = false)
class HistoryConsoleConfiguration {

	@Bean
	DifferenceWords differenceWords(MessageSource words) {
		return new DifferenceWords(words);
	}

	@Bean
	Conflicts conflicts(Establishments establishments, DifferenceWords words) {
		return new Conflicts(establishments, words);
	}

	@Bean
	HistoryController historyController(Establishments establishments, Plans plans, DifferenceWords words,
			Changes changes, PasserelleSettings settings) {
		return new HistoryController(establishments, plans, words, changes, settings.console().zone());
	}

	@Bean
	EditorController editorController(Establishments establishments, Conflicts conflicts, DifferenceWords words,
			MessageSource messages, Changes changes) {
		return new EditorController(establishments, conflicts, new EditorPages(establishments, words, messages),
				changes);
	}

	@Bean
	PlanPagesController planPagesController(Plans plans, Establishments establishments, Conflicts conflicts,
			DifferenceWords words, MessageSource messages, Changes changes, PasserelleSettings settings) {
		return new PlanPagesController(plans, establishments, conflicts,
				new EditorPages(establishments, words, messages), words, changes, settings.console().zone());
	}

}
