package fr.passerelle.gateway.people;

import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.http.SecretText;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes without delay and counts, so that tests compare work and not time.
 */
final class CountingEncoder implements PasswordEncoder {

	final AtomicInteger checks = new AtomicInteger();

	@Override
	public String encode(@Nullable CharSequence password) {
		String salt = SecretText.random();
		return salt + "." + SecretText.hash(salt + password);
	}

	@Override
	public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
		this.checks.incrementAndGet();
		if (hash == null) {
			return false;
		}
		String salt = hash.substring(0, hash.indexOf('.'));
		return hash.equals(salt + "." + SecretText.hash(salt + password));
	}

}
