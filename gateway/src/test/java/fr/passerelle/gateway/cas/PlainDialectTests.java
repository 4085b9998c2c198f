package fr.passerelle.gateway.cas;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlainDialectTests {

	@ParameterizedTest
	@CsvSource({ "CAS1,''", "CAS2,''", "CAS3,''", "SAML1,''", "CAS2,text/plain", "CAS3,text/html" })
	void readWhenAnyDialectIsRefusedInPlainTextThenRefused(String dialect, String type) {
		for (String answer : new String[] { "no\n\n", "no", "no\n", "no\r\n\r\n" }) {
			assertThat(read(dialect, type, answer)).isEqualTo("REFUSED INVALID_TICKET");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "yes\nmdupont\n", "no\nmdupont", "nope", "No page", "\nno", "" })
	void readWhenXmlWasAskedForThenNoOtherPlainTextIsAnAnswer(String answer) {
		assertThat(read("CAS2", "text/plain", answer)).isEqualTo("INVALID");
		assertThat(read("SAML1", "text/plain", answer)).isEqualTo("INVALID");
	}

	private static String read(String dialect, String type, String answer) {
		return Corpus.read(dialect, type, answer.getBytes(StandardCharsets.UTF_8));
	}

}
