package fr.passerelle.gateway.cas;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers as large as the bound lets in, in the shapes that have cost parsers more than
 * their length: none may hold a thread. The time allowed is that of a parser gone astray,
 * not a measurement.
 */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LargeAnswerTests {

	private static final int BOUND = 256 * 1024;

	private static final String HEAD = "<cas:serviceResponse xmlns:cas=\"http://www.yale.edu/tp/cas\"><cas:authenticationSuccess>"
			+ "<cas:user>u</cas:user>";

	static Stream<String> shapes() {
		return Stream.of("<".repeat(BOUND), "<a>".repeat(BOUND / 3), "&".repeat(BOUND), "<!--".repeat(BOUND / 4),
				"<a " + numbered("a%d=\"\" "), "<a " + numbered("xmlns:a%d=\"u%1$d\" "),
				"<a b=\"" + "&lt;".repeat(BOUND / 4), "<?xml version=\"1.0\" " + " ".repeat(BOUND), " ".repeat(BOUND),
				"<![CDATA[]]>".repeat(BOUND / 12), "<" + "a".repeat(BOUND), "&" + "a".repeat(BOUND),
				"&#" + "1".repeat(BOUND) + ";", "<a xmlns:a='" + "u".repeat(30) + "'>" + "<a:b/>".repeat(BOUND / 6),
				"yes\n".repeat(BOUND / 4), "logoutRequest=&".repeat(BOUND / 15),
				"logoutRequest=" + "%3C".repeat(BOUND / 3));
	}

	private static String numbered(String form) {
		return IntStream.range(0, BOUND / 16).mapToObj((i) -> String.format(form, i)).collect(Collectors.joining());
	}

	@ParameterizedTest
	@MethodSource("shapes")
	void readOfALargeAnswerEndsAndLetsNobodyIn(String shape) {
		for (String text : new String[] { shape, HEAD + shape }) {
			byte[] body = text.getBytes(StandardCharsets.UTF_8);
			for (String dialect : new String[] { "CAS1", "CAS2", "SAML1", "LOGOUT" }) {
				assertThat(Corpus.read(dialect, "", body)).isIn("INVALID", "NONE");
			}
		}
	}

}
