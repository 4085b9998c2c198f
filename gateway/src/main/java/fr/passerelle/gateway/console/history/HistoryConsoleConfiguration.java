package fr.passerelle.gateway.console.history;

import fr.passerelle.gateway.console.ConsequenceTexts;
import fr.passerelle.gateway.console.FaultTexts;
import fr.passerelle.gateway.preview.Previews;
import fr.passerelle.gateway.version.Establishments;
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
	EditorPages editorPages(Establishments establishments, DifferenceWords differences, FaultTexts faults) {
		return new EditorPages(establishments, differences, faults);
	}

	@Bean
	RestoreQuestion restoreQuestion(Establishments establishments, Previews previews, DifferenceWords differences,
			MessageSource words) {
		return new RestoreQuestion(establishments, previews, differences, new ConsequenceTexts(words));
	}

	@Bean
	Conflicts conflicts(Establishments establishments, DifferenceWords words) {
		return new Conflicts(establishments, words);
	}

}
