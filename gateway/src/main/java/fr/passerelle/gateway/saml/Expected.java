package fr.passerelle.gateway.saml;

import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an answer to a login request must fit.
 *
 * @param idp that was asked
 * @param entityId our name
 * @param back the address that it must be for
 * @param requestId of the request
 * @param decryption our keys for encrypted parts
 * @param encrypted whether an assertion in clear is refused
 * @param authnContext the way of signing in that was asked for; null: any
 * @param signedInSince the moment since which the person must have signed in; null: any
 */
record Expected(Idp idp, String entityId, String back, String requestId, List<PrivateKey> decryption, boolean encrypted,
		@Nullable String authnContext, @Nullable Instant signedInSince) {

	Expected {
		decryption = List.copyOf(decryption);
	}

}
