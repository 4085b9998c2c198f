package fr.passerelle.gateway.saml;

import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.SamlFields;
import fr.passerelle.gateway.federation.IdpMetadata;
import fr.passerelle.gateway.federation.Names;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider as logins use it: addresses that the document gives come before
 * those of the metadata.
 *
 * @param entityId its name, byte for byte
 * @param signOn its login addresses by binding
 * @param logout its logout addresses by binding; none where it has none
 * @param logoutReturn where answers to its logout requests go, where they differ
 * @param keys that it signs with
 * @param certificatesUntil the ends of their certificates, for administrators alone
 * @param validUntil until when all this may be used; null: for ever
 */
record Idp(String entityId, Map<String, URI> signOn, Map<String, URI> logout, Map<String, URI> logoutReturn,
		List<PublicKey> keys, List<Instant> certificatesUntil, @Nullable Instant validUntil) {

	Idp {
		signOn = Map.copyOf(signOn);
		logout = Map.copyOf(logout);
		logoutReturn = Map.copyOf(logoutReturn);
		keys = List.copyOf(keys);
		certificatesUntil = List.copyOf(certificatesUntil);
	}

	/** Of metadata, as a delegation uses it. */
	static Idp of(Saml saml, IdpMetadata metadata) {
		return new Idp(metadata.entityId(), said(saml.values().find(SamlFields.SSO_URL), metadata.signOn()),
				said(saml.values().find(SamlFields.SLO_URL), metadata.logout()), metadata.logoutReturn(),
				keys(metadata.certificates()), ends(metadata.certificates()), metadata.validUntil());
	}

	/** Of a document that holds name, address and certificates. */
	static Idp typed(Saml saml) {
		return new Idp(saml.values().get(SamlFields.ENTITY_ID),
				Map.of(Names.REDIRECT, saml.values().get(SamlFields.SSO_URL)),
				said(saml.values().find(SamlFields.SLO_URL), Map.of()), Map.of(),
				keys(saml.values().get(SamlFields.CERTIFICATES)), ends(saml.values().get(SamlFields.CERTIFICATES)),
				null);
	}

	boolean isValid(Instant now) {
		return this.validUntil == null || now.isBefore(this.validUntil);
	}

	/**
	 * An address that the metadata has too keeps its binding; any other is taken for one
	 * of redirects.
	 */
	private static Map<String, URI> said(@Nullable URI address, Map<String, URI> told) {
		if (address == null) {
			return told;
		}
		return Map.of(address.equals(told.get(Names.POST)) ? Names.POST : Names.REDIRECT, address);
	}

	private static List<Instant> ends(List<X509Certificate> certificates) {
		return certificates.stream().map((one) -> one.getNotAfter().toInstant()).toList();
	}

	/** The dates in a certificate do not count: the key is what is trusted. */
	private static List<PublicKey> keys(List<X509Certificate> certificates) {
		return certificates.stream().map(X509Certificate::getPublicKey).toList();
	}

}
