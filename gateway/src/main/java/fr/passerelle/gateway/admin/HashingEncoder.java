package fr.passerelle.gateway.admin;

import fr.passerelle.gateway.identity.PasswordHashing;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Lets the framework hash in the same bounded place as everyone else.
 */
final class HashingEncoder implements PasswordEncoder {

	private final PasswordHashing hashing;

	HashingEncoder(PasswordHashing hashing) {
		this.hashing = hashing;
	}

	@Override
	public @Nullable String encode(@Nullable CharSequence password) {
		return (password != null) ? this.hashing.hash(password.toString()) : null;
	}

	@Override
	public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
		return this.hashing.matches((password != null) ? password.toString() : "", hash);
	}

}
