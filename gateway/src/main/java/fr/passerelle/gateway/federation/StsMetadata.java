package fr.passerelle.gateway.federation;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a token service of WS-Federation says of itself.
 *
 * @param issuer its name
 * @param passive where browsers sign in and out
 * @param certificates of the keys that it signs with; the dates in them do not count
 * @param validUntil until when this may be used; null: for ever
 */
public record StsMetadata(String issuer, URI passive, List<X509Certificate> certificates,
		@Nullable Instant validUntil) {

	public StsMetadata {
		certificates = List.copyOf(certificates);
	}

	/** Whether it may be used now. */
	public boolean isValid(Instant now) {
		return this.validUntil == null || now.isBefore(this.validUntil);
	}

}
