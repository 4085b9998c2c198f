package fr.passerelle.gateway.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

import fr.passerelle.gateway.diagnosis.Step.Status;
import fr.passerelle.gateway.enthealth.EntReport;
import fr.passerelle.gateway.enthealth.EntState;
import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DiagnosisWordsTests {

	private static final List<Locale> LOCALES = List.of(Locale.FRENCH, Locale.ENGLISH);

	private final DiagnosisWords words = new DiagnosisWords();

	@ParameterizedTest
	@EnumSource
	void everyFindingIsSaidAndEveryFaultHasItsRemedyInBothLanguages(Finding finding) {
		Step step = new Step(Step.Kind.NAME, "ent.example.fr", finding.usual(), finding,
				List.of("a", "b", "c", "d", "e"), Duration.ZERO);
		for (Locale locale : LOCALES) {
			assertThat(this.words.seen(step, locale)).isNotBlank().doesNotContain("{", "}", "'");
			if (finding.usual() == Status.FAILED || finding.usual() == Status.WARNING) {
				assertThat(this.words.remedy(step, locale)).as("remedy of %s", finding)
					.isNotBlank()
					.doesNotContain("{", "}", "'");
			}
		}
	}

	@Test
	void statesKindsStatusesAndCausesHaveTheirWords() {
		for (Locale locale : LOCALES) {
			for (EntState state : EntState.values()) {
				assertThat(this.words.state(state, locale)).isNotBlank();
			}
			for (Step.Kind kind : Step.Kind.values()) {
				assertThat(this.words.title(kind, locale)).isNotBlank();
			}
			for (Status status : Status.values()) {
				assertThat(this.words.status(status, locale)).isNotBlank();
			}
			for (Cause cause : Cause.values()) {
				assertThat(this.words.cause(new EntReport.Failure(Instant.EPOCH, cause, ""), locale)).isNotBlank();
			}
		}
	}

	@Test
	void datesAndDialectsAreSaidAsPeopleSayThem() {
		Step step = new Step(Step.Kind.TLS, "x", Status.FAILED, Finding.TLS_EXPIRED, List.of("2026-09-01"),
				Duration.ZERO);
		assertThat(this.words.seen(step, Locale.FRENCH)).contains("1 septembre 2026");
		assertThat(this.words.seen(step, Locale.ENGLISH)).contains("September 1, 2026");
		Step other = new Step(Step.Kind.VALIDATION, "x", Status.FAILED, Finding.VALIDATION_OTHER_WORKS,
				List.of("404", "SAML1", "https://x"), Duration.ZERO);
		assertThat(this.words.remedy(other, Locale.FRENCH)).contains("SAML 1.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/fr/passerelle/gateway/diagnosis/words", "/fr/passerelle/gateway/whatif/words" })
	void bothLanguagesHaveTheSameKeysAndTypographicApostrophes(String bundle) throws IOException {
		Properties french = read(bundle + ".properties");
		Properties english = read(bundle + "_en.properties");
		assertThat(french.keySet()).isEqualTo(english.keySet());
		assertThat(french.values().toString() + english.values()).doesNotContain("'");
	}

	private static Properties read(String name) throws IOException {
		Properties words = new Properties();
		try (InputStream stream = DiagnosisWordsTests.class.getResourceAsStream(name)) {
			if (stream == null) {
				throw new IllegalStateException(name);
			}
			words.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
		}
		return words;
	}

}
