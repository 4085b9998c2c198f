package fr.passerelle.gateway.federation;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What an identity provider says of itself.
 *
 * @param entityId its name
 * @param signOn its login addresses by binding
 * @param logout its logout addresses by binding
 * @param logoutReturn where answers to its logout requests go, by binding, where they
 * differ
 * @param certificates of the keys that it signs with; the dates in them do not count
 * @param validUntil until when this may be used; null: for ever
 */
public record IdpMetadata(String entityId, Map<String, URI> signOn, Map<String, URI> logout,
		Map<String, URI> logoutReturn, List<X509Certificate> certificates, @Nullable Instant validUntil) {

	public IdpMetadata {
		signOn = Map.copyOf(signOn);
		logout = Map.copyOf(logout);
		logoutReturn = Map.copyOf(logoutReturn);
		certificates = List.copyOf(certificates);
	}

	/** Whether it may be used now. */
	public boolean isValid(Instant now) {
		return this.validUntil == null || now.isBefore(this.validUntil);
	}

}
