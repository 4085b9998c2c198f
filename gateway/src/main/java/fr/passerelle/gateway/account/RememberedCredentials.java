package fr.passerelle.gateway.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;

/**
 * Remembers for a short while which credentials were right: HTTP Basic sends them with
 * every request, and each check takes Argon2id's whole time. What is remembered is an
 * HMAC under a key of this process alone, never a password; wrong credentials are never
 * remembered, and an account that was locked, or whose password has changed, has ended
 * what is remembered of it.
 */
final class RememberedCredentials implements AuthenticationProvider {

	private static final Duration LIFETIME = Duration.ofMinutes(5);

	private static final int MAX_REMEMBERED = 256;

	private static final String ALGORITHM = "HmacSHA256";

	private final PasswordSignIn delegate;

	private final SignIns signIns;

	private final SecretKeySpec key;

	private final Cache<String, SignedIn> remembered;

	RememberedCredentials(PasswordSignIn delegate, SignIns signIns, Ticker ticker) {
		this.delegate = delegate;
		this.signIns = signIns;
		byte[] bytes = new byte[32];
		new SecureRandom().nextBytes(bytes);
		this.key = new SecretKeySpec(bytes, ALGORITHM);
		this.remembered = Caffeine.newBuilder()
			.maximumSize(MAX_REMEMBERED)
			.expireAfterWrite(LIFETIME)
			.ticker(ticker)
			.build();
	}

	@Override
	public Authentication authenticate(Authentication given) {
		String name = fingerprint(given);
		SignedIn known = this.remembered.getIfPresent(name);
		if (known != null && this.signIns.standing(known).isPresent()) {
			return known.copy();
		}
		SignedIn verified = (SignedIn) this.delegate.authenticate(given);
		this.remembered.put(name, verified);
		return verified.copy();
	}

	/** The name's length comes first, so that no two pairs are confused. */
	private String fingerprint(Authentication given) {
		String username = given.getName();
		String text = username.length() + ":" + username + given.getCredentials();
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java platform has " + ALGORITHM, ex);
		}
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return this.delegate.supports(authentication);
	}

}
