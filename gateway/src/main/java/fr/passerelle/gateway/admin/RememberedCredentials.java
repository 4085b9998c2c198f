package fr.passerelle.gateway.admin;

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
import fr.passerelle.gateway.identity.HashingBusyException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * Remembers for a short while which credentials were right: HTTP Basic sends them with
 * every request, and each check takes Argon2id's whole time. What is remembered is an
 * HMAC under a key that this process made and nobody else has, never a password; wrong
 * credentials are never remembered, and a changed password has another HMAC.
 */
final class RememberedCredentials implements AuthenticationProvider {

	private static final Duration LIFETIME = Duration.ofMinutes(5);

	private static final int MAX_REMEMBERED = 64;

	private static final String ALGORITHM = "HmacSHA256";

	private final AuthenticationProvider delegate;

	private final SecretKeySpec key;

	private final Cache<String, Authentication> remembered;

	RememberedCredentials(AuthenticationProvider delegate, Ticker ticker) {
		this.delegate = delegate;
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
		Authentication known = this.remembered.getIfPresent(name);
		if (known != null) {
			return copy(known, given);
		}
		Authentication verified = verify(given);
		this.remembered.put(name, copy(verified, verified));
		return verified;
	}

	private Authentication verify(Authentication given) {
		try {
			Authentication verified = this.delegate.authenticate(given);
			if (verified == null) {
				throw new AuthenticationServiceException("credentials of an unknown kind");
			}
			return verified;
		}
		catch (HashingBusyException ex) {
			throw new AuthenticationServiceException("busy", ex);
		}
	}

	/** Without the password, which the framework would wipe from a shared one. */
	private static Authentication copy(Authentication verified, Authentication given) {
		UsernamePasswordAuthenticationToken token = UsernamePasswordAuthenticationToken
			.authenticated(verified.getName(), null, verified.getAuthorities());
		token.setDetails(given.getDetails());
		return token;
	}

	/** The name's length stands first, so that no two pairs run together. */
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
