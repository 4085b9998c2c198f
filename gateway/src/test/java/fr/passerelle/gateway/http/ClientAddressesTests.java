package fr.passerelle.gateway.http;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ClientAddressesTests {

	private final ClientAddresses behindProxy = new ClientAddresses(List.of("10.0.0.0/8", "2001:db8:aa::/48"));

	@Test
	void resolveWhenNoProxyIsDeclaredThenTheSocketCounts() {
		assertThat(new ClientAddresses(List.of()).resolve("10.0.0.1", List.of("198.51.100.7"))).isEqualTo("10.0.0.1");
	}

	@Test
	void resolveWhenAStrangerForwardsThenTheSocketCounts() {
		assertThat(this.behindProxy.resolve("203.0.113.9", List.of("198.51.100.7"))).isEqualTo("203.0.113.9");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			198.51.100.7                              | 198.51.100.7
			6.6.6.6, 198.51.100.7                     | 198.51.100.7
			6.6.6.6, 198.51.100.7, 10.1.1.1, 10.2.2.2 | 198.51.100.7
			10.1.1.1, 10.2.2.2                        | 10.1.1.1
			198.51.100.7:4711                         | 198.51.100.7
			[2001:DB8::0:1]:4711                      | 2001:db8::1
			::ffff:198.51.100.7                       | 198.51.100.7
			198.51.100.7, 2001:db8:aa::5              | 198.51.100.7
			""")
	void resolveBehindProxiesTakesTheRightMostUndeclaredAddress(String header, String client) {
		assertThat(this.behindProxy.resolve("10.0.0.1", List.of(header))).isEqualTo(client);
	}

	@Test
	void resolveReadsARepeatedHeaderAsOneList() {
		assertThat(this.behindProxy.resolve("10.0.0.1", List.of("6.6.6.6", "198.51.100.7", "10.3.3.3")))
			.isEqualTo("198.51.100.7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "unknown", "localhost", "198.51.100.7, evil", "198.51.100.7,", "010.0.0.1", "1.2.3",
			"_hidden", "[", "198.51.100.300", "1::2::3", "%31", "\u0661.2.3.4" })
	void resolveWhenTheNearestEntryCannotBeReadThenTheSocketCounts(String header) {
		assertThat(this.behindProxy.resolve("10.0.0.1", List.of(header))).isEqualTo("10.0.0.1");
	}

	@Test
	void resolveLooksAtABoundedNumberOfHops() {
		assertThat(this.behindProxy.resolve("10.0.0.1", List.of("6.6.6.6" + ", 10.0.0.2".repeat(500))))
			.isEqualTo("10.0.0.2");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			0:0:0:0:0:0:0:1,              ::1
			[::1],                        ::1
			fe80:0:0:0:0:0:0:1%eth0,      fe80::1
			2001:DB8:0:0:1:0:0:1,         2001:db8::1:0:0:1
			2001:db8:0:1:1:1:1:1,         2001:db8:0:1:1:1:1:1
			0:0:0:0:0:0:0:0,              ::
			1:0:0:0:0:0:0:0,              1::
			127.0.0.1,                    127.0.0.1
			""")
	void resolveSpellsAddressesInOneForm(String socket, String canonical) {
		assertThat(this.behindProxy.resolve(socket, List.of())).isEqualTo(canonical);
	}

	@ParameterizedTest
	@ValueSource(strings = { "proxy.example.fr", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "::/129", "" })
	void createWhenARangeCannotBeReadThenNamesIt(String range) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ClientAddresses(List.of(range)))
			.withMessageContaining("passerelle.trusted-proxies")
			.withMessageContaining("'" + range + "'");
	}

}
