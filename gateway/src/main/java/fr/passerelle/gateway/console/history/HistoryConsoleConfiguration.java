package fr.passerelle.gateway.console.history;

import fr.passerelle.gateway.console.ConsequenceTexts;
import fr.passerelle.gateway.console.FaultTexts;
import fr.passerelle.gateway.preview.Previews;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.History;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the helpers of Historique that other screens use too.
 */
@Configuration(proxyBeanMethods = false)
class HistoryConsoleConfiguration {

	@Bean
	DifferenceWords differenceWords(MessageSource words) {
		return new DifferenceWords(words);
	}

	@Bean
	VersionSentences versionSentences(History history, DifferenceWords differences, MessageSource words) {
		return new VersionSentences(history, differences, words);
	}

	@Bean
	EditorPages editorPages(Establishments establishments, History history, DifferenceWords differences,
			FaultTexts faults) {
		return new EditorPages(establishments, history, differences, faults);
	}

	@Bean
	RestoreQuestion restoreQuestion(Establishments establishments, History history, Previews previews,
			DifferenceWords differences, MessageSource words) {
		return new RestoreQuestion(establishments, history, previews, differences, new ConsequenceTexts(words));
	}

	@Bean
	Conflicts conflicts(Establishments establishments, History history, DifferenceWords words) {
		return new Conflicts(establishments, history, words);
	}

}
