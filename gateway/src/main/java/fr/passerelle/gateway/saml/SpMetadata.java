package fr.passerelle.gateway.saml;

import java.security.cert.CertificateEncodingException;
import java.util.Base64;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.federation.Names;

/** What an establishment tells providers of itself. */
final class SpMetadata {

	static final String TYPE = "application/samlmetadata+xml; charset=utf-8";

	private final SamlKeys keys;

	SpMetadata(SamlKeys keys) {
		this.keys = keys;
	}

	/** The document; the establishment's keys are ready. */
	String of(Establishment establishment) {
		Xml xml = new Xml()
			.open("md:EntityDescriptor", "xmlns:md", Names.METADATA, "xmlns:ds", Names.SIGNATURE, "entityID",
					SamlAddresses.entityId(establishment))
			.open("md:SPSSODescriptor", "AuthnRequestsSigned", String.valueOf(signs(establishment)),
					"WantAssertionsSigned", "true", "protocolSupportEnumeration", Names.PROTOCOL);
		for (SamlKey key : this.keys.published(establishment.uai(), SamlKey.Use.SIGNING)) {
			describe(xml, key, "signing");
		}
		for (SamlKey key : this.keys.published(establishment.uai(), SamlKey.Use.ENCRYPTION)) {
			describe(xml, key, "encryption");
		}
		String logout = SamlAddresses.logout(establishment);
		return xml.empty("md:SingleLogoutService", "Binding", Names.REDIRECT, "Location", logout)
			.empty("md:SingleLogoutService", "Binding", Names.POST, "Location", logout)
			.empty("md:AssertionConsumerService", "Binding", Names.POST, "Location", SamlAddresses.back(establishment),
					"index", "0", "isDefault", "true")
			.close("md:SPSSODescriptor")
			.open("md:Organization")
			.element("md:OrganizationName", establishment.name(), "xml:lang", "fr")
			.element("md:OrganizationDisplayName", establishment.name(), "xml:lang", "fr")
			.element("md:OrganizationURL", establishment.home(), "xml:lang", "fr")
			.close("md:Organization")
			.close("md:EntityDescriptor")
			.toString();
	}

	private static boolean signs(Establishment establishment) {
		return establishment.delegations()
			.stream()
			.allMatch((delegation) -> !(delegation.signOn() instanceof Saml saml) || saml.signRequests());
	}

	private static void describe(Xml xml, SamlKey key, String use) {
		try {
			xml.open("md:KeyDescriptor", "use", use)
				.open("ds:KeyInfo")
				.open("ds:X509Data")
				.element("ds:X509Certificate", Base64.getEncoder().encodeToString(key.certificate().getEncoded()))
				.close("ds:X509Data")
				.close("ds:KeyInfo");
			if (use.equals("encryption")) {
				xml.empty("md:EncryptionMethod", "Algorithm", "http://www.w3.org/2009/xmlenc11#aes256-gcm")
					.empty("md:EncryptionMethod", "Algorithm", "http://www.w3.org/2009/xmlenc11#aes128-gcm")
					.empty("md:EncryptionMethod", "Algorithm", Names.ENCRYPTION + "rsa-oaep-mgf1p");
			}
			xml.close("md:KeyDescriptor");
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalStateException("a certificate that was read has no form", ex);
		}
	}

}
