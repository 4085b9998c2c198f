package fr.passerelle.gateway.saml;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;

import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.federation.XmlRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** Messages in addresses and forms. */
class BindingsTests {

	private static final List<PublicKey> KEYS = List.of(SamlFixture.OTHER.certificate().getPublicKey(),
			SamlFixture.IDP.certificate().getPublicKey());

	/** Traps S-43. */
	@Test
	void verifyChecksTheBytesThatCame() {
		String query = query();
		assertThatNoException().isThrownBy(() -> Bindings.verify(query, Bindings.REQUEST, KEYS));
		// A sender that encodes otherwise also signs otherwise.
		refused(query.replace("%2F", "%2f").replace("%3D", "%3d").replace("%2B", "%2b"));
		refused(query.replace("rsa-sha256", "rsa-sha512"));
		refused(query.replace("RelayState=a", "RelayState=b"));
		refused(query.replace("&RelayState=a+b", ""));
		refused(query.replaceAll("&Signature=.*", ""));
		refused(query + "&RelayState=c");
		refused(query + "&SAMLRequest=c");
	}

	/**
	 * Traps S-43: the order in the address is the sender's, that of the signature is not.
	 */
	@Test
	void verifyTakesParametersInAnyOrder() {
		String query = query();
		int mark = query.indexOf("&Signature=");
		String turned = query.substring(mark + 1) + "&" + query.substring(0, mark);
		assertThatNoException().isThrownBy(() -> Bindings.verify(turned, Bindings.REQUEST, KEYS));
	}

	/** Traps S-43: other servers write hexadecimal digits in small letters. */
	@Test
	void verifyTakesTheSendersOwnSpelling() throws Exception {
		String signed = "SAMLRequest=x%2fy%3d&RelayState=a+b&SigAlg="
				+ "http%3a%2f%2fwww.w3.org%2f2001%2f04%2fxmldsig-more%23rsa-sha256";
		java.security.Signature signature = java.security.Signature.getInstance("SHA256withRSA");
		signature.initSign(SamlFixture.IDP.key());
		signature.update(signed.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
		String query = signed + "&Signature=" + java.net.URLEncoder
			.encode(Base64.getEncoder().encodeToString(signature.sign()), java.nio.charset.StandardCharsets.UTF_8);
		assertThatNoException().isThrownBy(() -> Bindings.verify(query, Bindings.REQUEST, KEYS));
	}

	/** Traps S-12. */
	@Test
	void verifyRefusesOldMethods() {
		refused(query().replace("2001%2F04%2Fxmldsig-more%23rsa-sha256", "2000%2F09%2Fxmldsig%23rsa-sha1"));
	}

	@Test
	void verifyRefusesAnotherKey() {
		assertThatExceptionOfType(XmlRefusedException.class).isThrownBy(() -> Bindings.verify(query(), Bindings.REQUEST,
				List.of(SamlFixture.OTHER.certificate().getPublicKey())));
	}

	/** Traps S-19. */
	@Test
	void aMessageThatUnpacksToMuchIsRefused() {
		String bomb = Base64.getEncoder().encodeToString(deflated(new byte[64 * 1024 * 1024]));
		assertThatExceptionOfType(XmlRefusedException.class).isThrownBy(() -> Bindings.inflated(bomb))
			.withMessageContaining("too long");
	}

	@Test
	void aMessageAsLongAsTheBoundIsRead() throws XmlRefusedException {
		byte[] plain = new byte[Bindings.MAX_INFLATED];
		Arrays.fill(plain, (byte) 'x');
		assertThat(Bindings.inflated(Base64.getEncoder().encodeToString(deflated(plain)))).isEqualTo(plain);
	}

	/** Traps S-18. */
	@ParameterizedTest
	@ValueSource(strings = { "!!", "", "AAAA", "-_-_" })
	void whatIsNoPackedMessageIsRefused(String value) {
		assertThatExceptionOfType(XmlRefusedException.class).isThrownBy(() -> Bindings.inflated(value));
	}

	private static void refused(String query) {
		assertThatExceptionOfType(XmlRefusedException.class)
			.isThrownBy(() -> Bindings.verify(query, Bindings.REQUEST, KEYS));
	}

	private static String query() {
		return Bindings
			.send(Map.of(Names.REDIRECT, URI.create(SamlFixture.SLO)),
					new Bindings.Outgoing(Bindings.REQUEST, "<x>" + "\u00e9?>".repeat(50) + "</x>", "a b",
							SamlFixture.IDP))
			.address()
			.getRawQuery();
	}

	private static byte[] deflated(byte[] plain) {
		Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
		deflater.setInput(plain);
		deflater.finish();
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		byte[] buffer = new byte[8192];
		while (!deflater.finished()) {
			packed.write(buffer, 0, deflater.deflate(buffer));
		}
		deflater.end();
		return packed.toByteArray();
	}

}
