package fr.passerelle.gateway.account;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TotpTests {

	private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

	/** RFC 6238, appendix B, to six digits. */
	@ParameterizedTest
	@CsvSource({ "59,287082", "1111111109,081804", "1111111111,050471", "1234567890,005924", "2000000000,279037",
			"20000000000,353130" })
	void codesAreTheStandards(long seconds, String code) {
		assertThat(Totp.code(SECRET, seconds / 30)).isEqualTo(code);
		assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(seconds))).hasValue(seconds / 30);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "28708", "2870820", "28708a", "٢٨٧٠٨٢", "-87082" })
	void anythingElseIsNoCode(String typed) {
		assertThat(Totp.step(SECRET, typed, Instant.ofEpochSecond(59))).isEmpty();
	}

	@Test
	void aNeighboursCodeIsGoodAndOneFurtherIsNot() {
		for (long offset = -3; offset <= 3; offset++) {
			String code = Totp.code(SECRET, 1000 + offset);
			assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(30_000)).isPresent())
				.isEqualTo(Math.abs(offset) <= 1);
		}
	}

	/** RFC 4648 §10, without padding. */
	@ParameterizedTest
	@CsvSource({ "'',''", "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI" })
	void base32IsTheStandards(String text, String base32) {
		assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(base32);
	}

	@Test
	void theLinkNamesWhatItIsFor() {
		assertThat(Totp.link("Passerelle", "m.l@x", SECRET))
			.isEqualTo("otpauth://totp/Passerelle:m.l%40x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
					+ "&issuer=Passerelle&algorithm=SHA1&digits=6&period=30");
	}

}
