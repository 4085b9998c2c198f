package fr.passerelle.gateway.logout;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import fr.passerelle.gateway.logout.LogoutPreamble.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LogoutPreambleTests {

	private static final String ROOT = "<samlp:LogoutRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\">";

	@ParameterizedTest
	@ValueSource(strings = { "<LogoutRequest>", "<LogoutRequest\n", "<p:LogoutRequest ", "\r\n  <LogoutRequest/>",
			"<?xml version=\"1.0\"?>\n<!-- SLO --><p:LogoutRequest>", "logoutRequest=",
			"RelayState=x&logoutRequest=%3C", "--b\r\nContent-Disposition: form-data; name=\"logoutRequest\"\r\n" })
	void lookWhenTheBeginningIsALogoutMessagesThenMessage(String beginning) {
		assertThat(look(beginning, StandardCharsets.UTF_8)).isEqualTo(Look.MESSAGE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"logoutRequest\":1}", "<html>", "<soap:Envelope ", "<!DOCTYPE x>", "<p:LogoutRequests>",
			"<LogoutRequest:x>", "-x", "\u0001\u0002\u0003\u0004", "PK\u0003\u0004", "a b=1&logoutRequest=", "[1]" })
	void lookWhenItIsSomethingElseThenOther(String beginning) {
		assertThat(look(beginning, StandardCharsets.UTF_8)).isEqualTo(Look.OTHER);
	}

	@Test
	void lookWhenAPieceIsTooShortThenUndecidedWhateverThePiece() {
		for (String whole : new String[] { ROOT, "logoutRequest=", "x=1&logoutRequest=",
				"<!-- a --> <LogoutRequest>" }) {
			int decided = whole.contains("=1&") ? whole.length() : whole.indexOf("ogoutRequest") + 13;
			for (int length = 0; length < decided; length++) {
				assertThat(look(whole.substring(0, length), StandardCharsets.UTF_8)).as(whole.substring(0, length))
					.isEqualTo(Look.UNDECIDED);
			}
			assertThat(look(whole, StandardCharsets.UTF_8)).isEqualTo(Look.MESSAGE);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "UTF-8" })
	void lookWhenAnotherEncodingThenTheSame(String charset) {
		assertThat(look(ROOT, Charset.forName(charset))).isEqualTo(Look.MESSAGE);
		assertThat(look("\uFEFF" + ROOT, StandardCharsets.UTF_8)).isEqualTo(Look.MESSAGE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=", "<!-- ", "--b\r\n", " " })
	void lookWhenNothingIsDecidedWithinReachThenOther(String beginning) {
		assertThat(look(beginning + "x".repeat(LogoutPreamble.REACH - beginning.length() - 1), StandardCharsets.UTF_8))
			.isIn(Look.UNDECIDED, Look.OTHER);
		assertThat(look(beginning + "x".repeat(LogoutPreamble.REACH), StandardCharsets.UTF_8)).isEqualTo(Look.OTHER);
		assertThat(look(beginning.repeat(LogoutPreamble.REACH), StandardCharsets.UTF_8)).isEqualTo(Look.OTHER);
	}

	private static Look look(String beginning, Charset charset) {
		byte[] bytes = beginning.getBytes(charset);
		return LogoutPreamble.look(bytes, bytes.length);
	}

}
