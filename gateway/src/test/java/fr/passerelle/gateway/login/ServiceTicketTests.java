package fr.passerelle.gateway.login;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which values are tickets (contract, Login 4).
 */
class ServiceTicketTests {

	@ParameterizedTest
	@ValueSource(strings = { "ST-1", "ST-12-abc.DEF_9", "PT-1" })
	void ofLettersDigitsDashDotAndUnderscoreIsATicket(String value) {
		assertThat(ServiceTicket.of(value, false)).contains(new ServiceTicket(value));
	}

	@Test
	void ofBase64IsATicketOnlyWhereItMayBeAnArtifact() {
		assertThat(ServiceTicket.of("AAF+/x==", true)).contains(new ServiceTicket("AAF+/x=="));
		assertThat(ServiceTicket.of("AAF+/x==", false)).isEmpty();
	}

	@Test
	void ofMoreThan256CharactersIsNoTicket() {
		assertThat(ServiceTicket.of("S".repeat(256), false)).isPresent();
		assertThat(ServiceTicket.of("S".repeat(257), false)).isEmpty();
		assertThat(ServiceTicket.of("S".repeat(257), true)).isEmpty();
	}

	/** CVE-2014-4172: a decoded ticket that rewrites the request. */
	@ParameterizedTest
	@ValueSource(
			strings = { "", "ST-1&service=https://elsewhere", "ST-1#", "ST-1 ", "ST-1\r\nX: y", "ST-1</x>", "ST-é" })
	void aCraftedValueNeverBecomesATicket(String value) {
		assertThat(ServiceTicket.of(value, false)).isEmpty();
		assertThat(ServiceTicket.of(value, true)).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> new ServiceTicket(value))
			.withMessageNotContaining("service");
	}

	@Test
	void theSecretIsNotPrinted() {
		assertThat(new ServiceTicket("ST-1-canary")).asString().doesNotContain("canary");
	}

}
