package fr.passerelle.gateway.oidc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;

/**
 * The secrets of a login under way, computed from its handle by a key of this run. They
 * need no place in memory, and end when pending logins do: with the program.
 */
final class LoginSecrets {

	private static final String ALGORITHM = "HmacSHA256";

	private static final int KEY_BYTES = 32;

	private final SecretKeySpec key;

	LoginSecrets() {
		byte[] bytes = new byte[KEY_BYTES];
		new SecureRandom().nextBytes(bytes);
		this.key = new SecretKeySpec(bytes, ALGORITHM);
	}

	/** Shows the provider that the code came to the one who asked for it (PKCE). */
	CodeVerifier verifier(String handle) {
		return new CodeVerifier(of("verifier", handle));
	}

	/** Shows that the ID token was made for this login. */
	Nonce nonce(String handle) {
		return new Nonce(of("nonce", handle));
	}

	private String of(String purpose, String handle) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			byte[] made = mac.doFinal((purpose + " " + handle).getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(made);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has HMAC with SHA-256", ex);
		}
	}

}
