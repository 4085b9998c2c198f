package fr.passerelle.tryit.sample;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PublishedKeysTests {

	@Test
	void readWhenKeySetThenItsEllipticKeys() {
		ECPublicKey key = new SigningGateway().find(SigningGateway.KEY_ID);
		assertThat(key).isNotNull();
		String set = """
				{"keys":[{"kty":"RSA","kid":"other","n":"AQ","e":"AQAB","crv":""},
				{"kty":"EC","crv":"P-256","kid":"a","alg":"ES256","use":"sig","x":"%s","y":"%s"}]}
				""".formatted(coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));

		assertThat(PublishedKeys.read(set)).containsOnlyKeys("a").containsValue(key);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "{\"keys\":{}}", "{\"keys\":[{}]}",
			"{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"a\",\"x\":\"!\",\"y\":\"AQ\"}]}" })
	void readWhenNotAKeySetThenRefused(String set) {
		assertThatExceptionOfType(KeysUnreachableException.class).isThrownBy(() -> PublishedKeys.read(set));
	}

	private static String coordinate(BigInteger number) {
		byte[] bytes = number.toByteArray();
		byte[] fixed = new byte[32];
		int length = Math.min(bytes.length, fixed.length);
		System.arraycopy(bytes, bytes.length - length, fixed, fixed.length - length, length);
		return SigningGateway.base64(fixed);
	}

}
