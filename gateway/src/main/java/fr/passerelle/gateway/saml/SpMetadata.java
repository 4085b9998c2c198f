package fr.passerelle.gateway.saml;

import java.security.cert.CertificateEncodingException;
import java.util.Base64;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.federation.Names;

/** What a service provider tells providers of itself. */
final class SpMetadata {

	static final String TYPE = "application/samlmetadata+xml; charset=utf-8";

	private final SamlKeys keys;

	SpMetadata(SamlKeys keys) {
		this.keys = keys;
	}

	/** An establishment's document; its keys are ready. */
	String of(Establishment establishment) {
		return describe(ServiceProvider.of(establishment), signs(establishment)).open("md:Organization")
			.element("md:OrganizationName", establishment.name(), "xml:lang", "fr")
			.element("md:OrganizationDisplayName", establishment.name(), "xml:lang", "fr")
			.element("md:OrganizationURL", establishment.home(), "xml:lang", "fr")
			.close("md:Organization")
			.close("md:EntityDescriptor")
			.toString();
	}

	/** The platform's document; its keys are ready. */
	String ofPlatform(ServiceProvider platform) {
		return describe(platform, true).close("md:EntityDescriptor").toString();
	}

	private Xml describe(ServiceProvider us, boolean signs) {
		Xml xml = new Xml()
			.open("md:EntityDescriptor", "xmlns:md", Names.METADATA, "xmlns:ds", Names.SIGNATURE, "entityID",
					us.entityId())
			.open("md:SPSSODescriptor", "AuthnRequestsSigned", String.valueOf(signs), "WantAssertionsSigned", "true",
					"protocolSupportEnumeration", Names.PROTOCOL);
		for (SamlKey key : this.keys.published(us.owner(), SamlKey.Use.SIGNING)) {
			describe(xml, key, "signing");
		}
		for (SamlKey key : this.keys.published(us.owner(), SamlKey.Use.ENCRYPTION)) {
			describe(xml, key, "encryption");
		}
		String logout = us.logout();
		return xml.empty("md:SingleLogoutService", "Binding", Names.REDIRECT, "Location", logout)
			.empty("md:SingleLogoutService", "Binding", Names.POST, "Location", logout)
			.empty("md:AssertionConsumerService", "Binding", Names.POST, "Location", us.back(), "index", "0",
					"isDefault", "true")
			.close("md:SPSSODescriptor");
	}

	private static boolean signs(Establishment establishment) {
		return establishment.delegations()
			.stream()
			.allMatch((delegation) -> !(delegation.signOn() instanceof Saml saml) || saml.signRequests()
					|| PlatformEduConnect.leads(delegation));
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
