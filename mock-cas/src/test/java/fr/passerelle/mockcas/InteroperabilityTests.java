package fr.passerelle.mockcas;

import org.apereo.cas.client.validation.Assertion;
import org.apereo.cas.client.validation.Cas10TicketValidator;
import org.apereo.cas.client.validation.Cas20ProxyTicketValidator;
import org.apereo.cas.client.validation.Cas20ServiceTicketValidator;
import org.apereo.cas.client.validation.Cas30ServiceTicketValidator;
import org.apereo.cas.client.validation.Saml11TicketValidator;
import org.apereo.cas.client.validation.TicketValidationException;
import org.apereo.cas.client.validation.TicketValidator;
import org.apereo.cas.client.validation.json.Cas30JsonServiceTicketValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import fr.passerelle.mockcas.junit.MockCas;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The client library of the Apereo project understands the answers.
 */
class InteroperabilityTests {

	private static final String SERVICE = "https://college.exemple.invalid/pronote/parent.html";

	@RegisterExtension
	static final MockCas ent = MockCas.builder().build();

	@ParameterizedTest
	@ValueSource(strings = { "1", "2", "3", "proxy", "json", "saml" })
	void clientLibraryAcceptsEveryDialect(String dialect) throws TicketValidationException {
		TicketValidator validator = validator(dialect);
		String ticket = ent.signIn("zdalmeida", SERVICE);
		assertThat(validator.validate(ticket, SERVICE).getPrincipal().getName()).isEqualTo("zdalmeida");
		assertThatExceptionOfType(TicketValidationException.class)
			.isThrownBy(() -> validator.validate(ticket, SERVICE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "2", "3", "json", "saml" })
	void clientLibraryReadsAttributes(String dialect) throws TicketValidationException {
		Assertion assertion = validator(dialect).validate(ent.signIn("pmartin", SERVICE), SERVICE);
		assertThat(assertion.getPrincipal().getAttributes().get("ENTPersonNom")).asString().contains("Martin");
		assertThat(assertion.getPrincipal().getAttributes().get("ENTPersonProfils")).asString()
			.contains("National_ENS", "National_TUT");
	}

	@Test
	void clientLibraryRefusesAWrongClock() {
		ent.inject(Fault.WRONG_CLOCK);
		assertThatExceptionOfType(TicketValidationException.class)
			.isThrownBy(() -> validator("saml").validate(ent.signIn("mdupont", SERVICE), SERVICE));
	}

	private static TicketValidator validator(String dialect) {
		String url = ent.url();
		return switch (dialect) {
			case "1" -> new Cas10TicketValidator(url);
			case "2" -> new Cas20ServiceTicketValidator(url);
			case "3" -> new Cas30ServiceTicketValidator(url);
			case "json" -> new Cas30JsonServiceTicketValidator(url);
			case "proxy" -> new Cas20ProxyTicketValidator(url);
			default -> new Saml11TicketValidator(url);
		};
	}

}
