package fr.passerelle.gateway.network;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HostNamesTests {

	@ParameterizedTest
	@CsvSource({ "S.Example.FR, s.example.fr", "s.example.fr., s.example.fr", "pronote_app, pronote_app",
			"collège.fr, xn--collge-6ua.fr", "COLLÈGE.fr, xn--collge-6ua.fr", "[::1], [::1]",
			"[0:0:0:0:0:0:0:1], [::1]", "[FD00::00AB], [fd00::ab]", "[::ffff:127.0.0.1], 127.0.0.1",
			"2130706433, 127.0.0.1", "0x7f000001, 127.0.0.1", "127.1, 127.0.0.1", "0177.0.0.1, 127.0.0.1",
			"169.254.43518, 169.254.169.254", "127.0.0.1., 127.0.0.1" })
	void normalWhenSpeltOtherwiseThenOneSpelling(String host, String expected) {
		assertThat(HostNames.normal(host)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "a..b", "-a.fr", "a b", "a%2eb", "[::1", "[fe80::1%eth0]", "256.1.1.1",
			"1.2.3.4.5", "08.1.1.1", "a/b", "a@b", "user:pass" })
	void normalWhenNoHostThenNull(String host) {
		assertThat(HostNames.normal(host)).isNull();
	}

	@Test
	void authorityWhenHostHasUnderscoreThenFound() {
		assertThat(Authority.required(URI.create("http://pronote_app:9000/x")))
			.isEqualTo(new Authority("pronote_app", 9000));
		assertThat(Authority.port(URI.create("https://mon_ent/x"))).isEqualTo(443);
	}

	@ParameterizedTest
	@ValueSource(strings = { "s:0", "s:65536", "s:", "s:x", "user@s", ":80" })
	void authorityWhenUnreadableThenNull(String text) {
		assertThat(Authority.parse(text)).isNull();
	}

}
