package fr.passerelle.gateway.saml;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

import fr.passerelle.gateway.federation.Names;
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

	/** Its secret half. */
	public static PrivateKey key() {
		return SamlFixture.IDP.key();
	}

	/** The secret half of a stranger's key. */
	public static PrivateKey strangersKey() {
		return SamlFixture.OTHER.key();
	}

	/** Its certificate. */
	public static X509Certificate x509() {
		return SamlFixture.IDP.certificate();
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

	/** An identity provider that signs with {@link SamlFixture#IDP}. */
	static String metadata(String path) {
		return "<md:EntityDescriptor xmlns:md=\"" + Names.METADATA + "\" entityID=\"" + ResponseDraft.IDP
				+ "\"><md:IDPSSODescriptor><md:KeyDescriptor><ds:KeyInfo xmlns:ds=\"" + Names.SIGNATURE
				+ "\"><ds:X509Data><ds:X509Certificate>" + certificate()
				+ "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService Binding=\""
				+ Names.REDIRECT + "\" Location=\"https://idp.example.fr" + path
				+ "\"/></md:IDPSSODescriptor></md:EntityDescriptor>";
	}

}
