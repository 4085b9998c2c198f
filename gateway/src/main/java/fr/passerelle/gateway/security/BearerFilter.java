package fr.passerelle.gateway.security;

import java.io.IOException;

import fr.passerelle.gateway.account.BearerToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes an API token out of {@code Authorization: Bearer} (RFC 6750 §2.1), and out of
 * nowhere else: an address with a token in it ends in logs.
 */
final class BearerFilter extends OncePerRequestFilter {

	private static final String SCHEME = "Bearer ";

	/** Longer is no token of ours. */
	private static final int MAX_LENGTH = 200;

	private final AuthenticationManager manager;

	private final AuthenticationEntryPoint refusals;

	BearerFilter(AuthenticationManager manager, AuthenticationEntryPoint refusals) {
		this.manager = manager;
		this.refusals = refusals;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String token = token(request.getHeader(HttpHeaders.AUTHORIZATION));
		if (token != null) {
			try {
				SecurityContext context = SecurityContextHolder.createEmptyContext();
				context.setAuthentication(this.manager.authenticate(new BearerToken(token)));
				SecurityContextHolder.setContext(context);
			}
			catch (AuthenticationException ex) {
				SecurityContextHolder.clearContext();
				this.refusals.commence(request, response, ex);
				return;
			}
		}
		chain.doFilter(request, response);
	}

	private static @Nullable String token(@Nullable String header) {
		if (header == null || header.length() > MAX_LENGTH
				|| !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return null;
		}
		return header.substring(SCHEME.length()).strip();
	}

}
