package fr.passerelle.gateway.console;

import java.util.Locale;

import fr.passerelle.gateway.version.OwnComment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Comments of a history in the reader's language.
 */
class CommentsTests {

	private static final String REOPENED = OwnComment.REOPENED.about("");

	private static final String RESTORED = OwnComment.RESTORED.about("b-1.zip");

	@Test
	void frenchReadersReadWhatIsStored() {
		Comments comments = new Comments(words(), Locale.FRENCH);

		assertThat(comments.of(REOPENED)).isEqualTo(REOPENED).isEqualTo("Réouverture automatique à l’heure prévue");
		assertThat(comments.of(RESTORED)).isEqualTo(RESTORED).isEqualTo("Mise en service de la sauvegarde b-1.zip");
	}

	@Test
	void englishReadersReadTheProgramsOwnCommentsInEnglish() {
		Comments comments = new Comments(words(), Locale.ENGLISH);

		assertThat(comments.of(REOPENED)).isEqualTo("Reopened automatically at the planned time");
		assertThat(comments.of(RESTORED)).isEqualTo("Backup b-1.zip put in service");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rentrée", "Réouverture automatique à l’heure prévue, enfin",
			"Mise en service de la sauvegarde " })
	void whatAnAdministratorTypedStaysAsItIs(String typed) {
		assertThat(new Comments(words(), Locale.ENGLISH).of(typed)).isEqualTo(typed);
	}

	private static ResourceBundleMessageSource words() {
		ResourceBundleMessageSource words = new ResourceBundleMessageSource();
		words.setBasename("fr/passerelle/gateway/console/messages/frame");
		words.setDefaultEncoding("UTF-8");
		words.setFallbackToSystemLocale(false);
		words.setAlwaysUseMessageFormat(true);
		return words;
	}

}
