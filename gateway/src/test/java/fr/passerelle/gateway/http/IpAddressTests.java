package fr.passerelle.gateway.http;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IpAddressTests {

	private static boolean isLocal(String text) {
		return IpAddress.parse(text).orElseThrow().isLocal();
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.1.1", "0.0.0.0", "::1",
			"::", "fe80::1", "fd12:3456::1", "fc00::1", "::ffff:10.0.0.1" })
	void anAddressOfOnesOwnNetworkIsLocal(String text) {
		assertThat(isLocal(text)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "198.51.100.7", "172.32.0.1", "2001:db8::1", "fe00::1", "::ffff:198.51.100.7" })
	void anAddressOfTheInternetIsNot(String text) {
		assertThat(isLocal(text)).isFalse();
	}

}
