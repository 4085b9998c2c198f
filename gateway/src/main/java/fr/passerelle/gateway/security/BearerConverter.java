package fr.passerelle.gateway.security;

import fr.passerelle.gateway.account.BearerToken;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads an API token from {@code Authorization: Bearer} only (RFC 6750 §2.1): an address
 * with a token in it ends in logs.
 */
final class BearerConverter implements AuthenticationConverter {

	private static final String SCHEME = "Bearer ";

	/** No token of this program is longer. */
	private static final int MAX_LENGTH = 200;

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header == null || header.length() > MAX_LENGTH
				|| !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return null;
		}
		return new BearerToken(header.substring(SCHEME.length()).strip());
	}

}
