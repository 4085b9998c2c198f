package fr.passerelle.gateway.saml;

import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;

import org.w3c.dom.Document;

/** A provider's key for tests of other packages. */
public final class TestKeys {

	private TestKeys() {
	}

	/** Its certificate, as metadata has it. */
	public static String certificate() {
		try {
			return Base64.getEncoder().encodeToString(SamlFixture.IDP.certificate().getEncoded());
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Its public half. */
	public static PublicKey publicKey() {
		return SamlFixture.IDP.certificate().getPublicKey();
	}

	/** A document whose root it has signed. */
	public static String signed(String xml) {
		Document document = TestXml.parse(xml);
		TestXml.signing(SamlFixture.IDP.key()).sign(document.getDocumentElement());
		return TestXml.text(document);
	}

}
