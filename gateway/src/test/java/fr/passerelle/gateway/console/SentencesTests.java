package fr.passerelle.gateway.console;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import fr.passerelle.gateway.document.DocumentFault;
import fr.passerelle.gateway.document.FaultCode;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.preview.Consequence;
import fr.passerelle.gateway.preview.Consequence.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every consequence and every fault has its sentence, in French and in English.
 */
class SentencesTests {

	private static final List<EspaceKey> PARENTS = List.of(EspaceKey.PARENT);

	private static final List<EspaceKey> TWO = List.of(EspaceKey.PARENT, EspaceKey.ELEVE);

	private final ResourceBundleMessageSource words = words();

	private final ConsequenceTexts consequences = new ConsequenceTexts(this.words);

	private final FaultTexts faults = new FaultTexts(this.words);

	@ParameterizedTest
	@EnumSource
	void everyConsequenceIsSaidInBothLanguagesWithoutARestOfItsPattern(Kind kind) {
		for (Locale locale : List.of(Locale.FRENCH, Locale.ENGLISH)) {
			for (List<EspaceKey> espaces : List.of(List.<EspaceKey>of(), PARENTS, TWO)) {
				assertThat(said(consequence(kind, espaces, List.of("Atrium"), List.of("Educ"), 3), locale)).isNotBlank()
					.doesNotContain("{", "}", ",choice,")
					.endsWith(".");
			}
		}
		assertThat(said(consequence(kind, PARENTS, List.of("Atrium"), List.of("Educ"), 3), Locale.FRENCH))
			.isNotEqualTo(said(consequence(kind, PARENTS, List.of("Atrium"), List.of("Educ"), 3), Locale.ENGLISH));
	}

	@Test
	void familiesGoThroughAnotherEnt() {
		Consequence replaced = consequence(Kind.ENT_REPLACED, PARENTS, List.of("Atrium"), List.of("Educ"), 0);
		assertThat(said(replaced, Locale.FRENCH))
			.isEqualTo("Espace Parents : les familles passeront par Educ au lieu de Atrium.");
		assertThat(said(replaced, Locale.ENGLISH))
			.isEqualTo("Espace Parents: families will go through Educ instead of Atrium.");
		assertThat(said(consequence(Kind.ENT_ADDED, PARENTS, List.of(), List.of("A", "B", "C"), 0), Locale.FRENCH))
			.isEqualTo("Espace Parents : les familles pourront aussi passer par A, B ou C.");
	}

	@Test
	void whoIsSignedInIsCountedAndNobodyIsThrownOut() {
		Consequence one = consequence(Kind.SESSIONS_STAY, PARENTS, List.of("Atrium"), List.of(), 1);
		assertThat(said(one, Locale.FRENCH)).startsWith("Espace Parents : 1 personne est connectée par Atrium en ce "
				+ "moment et le reste jusqu’à la fin de la session ; personne n’est déconnecté.");
		Consequence many = consequence(Kind.SESSIONS_STAY, TWO, List.of(), List.of(), 3);
		assertThat(said(many, Locale.FRENCH))
			.isEqualTo("Espace Parents et Espace Élèves : 3 personnes sont connectées par la connexion directe en ce "
					+ "moment et le restent jusqu’à la fin de la session ; personne n’est déconnecté.");
		Consequence shut = consequence(Kind.SESSIONS_SHUT_OUT, PARENTS, List.of(), List.of(), 2);
		assertThat(said(shut, Locale.FRENCH))
			.startsWith("2 personnes y sont en ce moment et verront la page de fermeture au prochain clic.");
		assertThat(said(shut, Locale.ENGLISH)).startsWith("2 people are there now and will see");
	}

	@Test
	void theEntsOwnLogoutIsLostOnlyWhereTheEntLeadsInNoMore() {
		Consequence gone = consequence(Kind.SESSIONS_STAY, PARENTS, List.of("Atrium"), List.of(), 3);
		assertThat(said(gone, Locale.FRENCH))
			.endsWith("À la déconnexion, quitter aussi cet ENT ne leur est plus proposé.");
		Consequence changed = consequence(Kind.SESSIONS_STAY, PARENTS, List.of("Atrium"), List.of("Atrium"), 3);
		Consequence direct = consequence(Kind.SESSIONS_STAY, PARENTS, List.of(), List.of(), 3);
		assertThat(said(changed, Locale.FRENCH)).doesNotContain("quitter");
		assertThat(said(direct, Locale.FRENCH)).doesNotContain("quitter");
	}

	@Test
	void anAddressThatMovesIsSaidFromWhereToWhere() {
		assertThat(said(consequence(Kind.LOGIN_ADDRESS_CHANGED, PARENTS, List.of("Atrium", "https://a"),
				List.of("https://b"), 0), Locale.FRENCH))
			.isEqualTo("Atrium : la page de connexion passe de https://a à https://b.");
	}

	@Test
	void theTimeOfReopeningIsSaidInTheConsolesZone() {
		Consequence reopens = consequence(Kind.REOPENS_AT, List.of(), List.of(), List.of("2026-11-23T17:30:00Z"), 0);
		assertThat(said(reopens, Locale.FRENCH))
			.isEqualTo("Les Espaces rouvriront d’eux-mêmes le 23 novembre 2026 à 18:30.");
	}

	@ParameterizedTest
	@EnumSource
	void everyFaultIsSaidInBothLanguages(FaultCode code) {
		DocumentFault fault = new DocumentFault("somewhere", "", code, Collections.nCopies(4, "42"));
		for (Locale locale : List.of(Locale.FRENCH, Locale.ENGLISH)) {
			assertThat(this.faults.of(fault, locale)).isNotBlank().doesNotContain("{", "}");
		}
		assertThat(this.faults.of(fault, Locale.FRENCH)).isNotEqualTo(this.faults.of(fault, Locale.ENGLISH));
	}

	private static Consequence consequence(Kind kind, List<EspaceKey> espaces, List<String> before, List<String> after,
			int connected) {
		return new Consequence(kind, Consequence.Severity.INFO, espaces, before,
				(kind == Kind.REOPENS_AT && !after.get(0).contains("T")) ? List.of("2026-11-23T17:30:00Z") : after,
				connected);
	}

	/** As a reader reads it: French has blanks that do not break. */
	private String said(Consequence consequence, Locale locale) {
		Clock clock = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);
		return this.consequences
			.of(consequence, new Moments(clock, ZoneId.of("Europe/Paris"), locale, this.words), locale)
			.replace('\u00a0', ' ');
	}

	private static ResourceBundleMessageSource words() {
		ResourceBundleMessageSource words = new ResourceBundleMessageSource();
		words.setBasenames("fr/passerelle/gateway/console/messages/frame",
				"fr/passerelle/gateway/console/messages/delegations");
		words.setDefaultEncoding("UTF-8");
		words.setFallbackToSystemLocale(false);
		words.setAlwaysUseMessageFormat(true);
		return words;
	}

}
