package fr.passerelle.gateway.wsfed;

import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.establishment.WsFederation;
import fr.passerelle.gateway.establishment.WsFederationFields;
import fr.passerelle.gateway.federation.StsMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A token service as logins use it: the login address of the document comes before that
 * of the metadata.
 *
 * @param issuer its name, byte for byte
 * @param passive where browsers sign in and out
 * @param keys that it signs with
 * @param certificatesUntil the ends of their certificates, for administrators alone
 * @param validUntil until when all this may be used; null: for ever
 */
record TokenService(String issuer, URI passive, List<PublicKey> keys, List<Instant> certificatesUntil,
		@Nullable Instant validUntil) {

	TokenService {
		keys = List.copyOf(keys);
		certificatesUntil = List.copyOf(certificatesUntil);
	}

	/** Of metadata, as a delegation uses it. */
	static TokenService of(WsFederation settings, StsMetadata metadata) {
		URI said = settings.values().find(WsFederationFields.PASSIVE_URL);
		return of(metadata.issuer(), (said != null) ? said : metadata.passive(), metadata.certificates(),
				metadata.validUntil());
	}

	/** Of a document that holds name, address and certificates. */
	static TokenService typed(WsFederation settings) {
		return of(settings.values().get(WsFederationFields.ISSUER),
				settings.values().get(WsFederationFields.PASSIVE_URL),
				settings.values().get(WsFederationFields.CERTIFICATES), null);
	}

	/** The dates in a certificate do not count: the key is what is trusted. */
	private static TokenService of(String issuer, URI passive, List<X509Certificate> certificates,
			@Nullable Instant validUntil) {
		return new TokenService(issuer, passive, certificates.stream().map(X509Certificate::getPublicKey).toList(),
				certificates.stream().map((one) -> one.getNotAfter().toInstant()).toList(), validUntil);
	}

	boolean isValid(Instant now) {
		return this.validUntil == null || now.isBefore(this.validUntil);
	}

}
