package fr.passerelle.gateway.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the parser, which runs several times a request, with regular expressions that
 * say the same more plainly.
 */
class IpAddressPropertyTests {

	private static final Pattern IPV4 = Pattern
		.compile("(OCTET\\.){3}OCTET".replace("OCTET", "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"));

	private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9a-fA-F:.]{2,45}");

	private static Optional<IpAddress> plainly(String text) {
		if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
			return Optional.empty();
		}
		try {
			return Optional.of(new IpAddress(InetAddress.getByName(text)));
		}
		catch (UnknownHostException ex) {
			return Optional.empty();
		}
	}

	@Property(tries = 5000)
	void parseAnyTextThenAsTheExpressionsDo(@ForAll("nearlyAddresses") String text) {
		assertThat(IpAddress.parse(text)).isEqualTo(plainly(text));
	}

	@Example
	void parseEdgesThenAsTheExpressionsDo() {
		for (String text : new String[] { "", ".", "1.2.3", "1.2.3.", "1.2.3.4.", "1.2.3.4.5", "01.2.3.4", "1.2.3.04",
				"0.0.0.0", "255.255.255.255", "256.1.1.1", "1.1.1.256", "1..1.1", " 1.2.3.4", "1.2.3.4 ", "1.2.3.-4",
				"1.2.3.4:80", "99999999999.1.1.1", "1.2.3.99999999999", "::", ":", "::1", ":::", "::1.2.3.4",
				"::ffff:1.2.3.4", "::ffff:01.2.3.4", "fe80::1%eth0", "g::1", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9",
				"\u0661.2.3.4", "\uff11.2.3.4" }) {
			assertThat(IpAddress.parse(text)).as(text).isEqualTo(plainly(text));
		}
	}

	@Provide
	Arbitrary<String> nearlyAddresses() {
		Arbitrary<String> octet = Arbitraries.oneOf(Arbitraries.integers().between(0, 300).map(String::valueOf),
				Arbitraries.strings().withChars("0123456789").ofMinLength(0).ofMaxLength(4));
		Arbitrary<String> group = Arbitraries.strings().withChars("0123456789abcdefABCDEF:").ofMaxLength(5);
		return Arbitraries.oneOf(octet.list().ofMinSize(3).ofMaxSize(5).map((parts) -> String.join(".", parts)),
				group.list().ofMinSize(1).ofMaxSize(9).map((parts) -> String.join(":", parts)),
				Arbitraries.strings().withChars("0123456789abcdefg:.%[] ").ofMaxLength(48));
	}

}
