package fr.passerelle.gateway.diagnosis;

import java.time.Clock;

import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.oidc.CodeTrial;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes the diagnosis and its words.
 */
@Configuration(proxyBeanMethods = false)
class DiagnosisConfiguration {

	@Bean
	Diagnoses diagnoses(EntLine line, CodeTrial codeTrial, AuditTrail audit, PasserelleSettings settings, Clock clock) {
		return new Diagnoses(line, codeTrial, audit::record, settings.probe(), settings.ent(), clock);
	}

	@Bean
	DiagnosisWords diagnosisWords() {
		return new DiagnosisWords();
	}

	@Bean
	EntLetter entLetter(DiagnosisWords words, PasserelleSettings settings) {
		return new EntLetter(words, settings.console().zone());
	}

}
