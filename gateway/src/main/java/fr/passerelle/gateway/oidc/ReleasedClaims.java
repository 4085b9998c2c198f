package fr.passerelle.gateway.oidc;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

import fr.passerelle.gateway.login.ReleasedAttributes;
import fr.passerelle.gateway.login.ValidationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Makes attributes of claims: a list is several values, a block has the names of its
 * members after a dot.
 */
final class ReleasedClaims {

	/** Claims that are about the token and not about the person. */
	private static final Set<String> OF_THE_TOKEN = Set.of("iss", "aud", "exp", "iat", "nbf", "jti", "nonce", "azp",
			"at_hash", "c_hash", "s_hash", "sid", "auth_time", "session_state", "typ");

	/** Blocks within blocks. */
	private static final int MAX_DEPTH = 4;

	private final ReleasedAttributes attributes;

	ReleasedClaims(ReleasedAttributes attributes) {
		this.attributes = attributes;
	}

	/** Adds the claims of a token, or of userinfo. */
	void add(Map<String, Object> claims) throws ValidationFailedException {
		for (Map.Entry<String, Object> claim : claims.entrySet()) {
			if (!OF_THE_TOKEN.contains(claim.getKey())) {
				add(claim.getKey(), claim.getValue(), 0);
			}
		}
	}

	private void add(String name, @Nullable Object value, int depth) throws ValidationFailedException {
		if (depth > MAX_DEPTH) {
			throw ValidationFailedException.invalid("The ENT's answer holds blocks in blocks in blocks.");
		}
		if (value instanceof Map<?, ?> block) {
			for (Map.Entry<?, ?> member : block.entrySet()) {
				add(name + "." + member.getKey(), member.getValue(), depth + 1);
			}
		}
		else if (value instanceof Collection<?> list) {
			for (Object one : list) {
				add(name, one, depth + 1);
			}
		}
		else if (value != null) {
			this.attributes.add(name, value.toString());
		}
	}

}
