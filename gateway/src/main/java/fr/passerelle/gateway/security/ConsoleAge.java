package fr.passerelle.gateway.security;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a console session past its greatest age, used or not; the container ends idle
 * ones.
 */
final class ConsoleAge extends OncePerRequestFilter {

	private final Duration maxAge;

	private final Clock clock;

	ConsoleAge(Duration maxAge, Clock clock) {
		this.maxAge = maxAge;
		this.clock = clock;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HttpSession session = request.getSession(false);
		if (session != null && session.getAttribute(ConsoleSessions.SIGNED_IN_AT) instanceof Instant since
				&& since.plus(this.maxAge).isBefore(this.clock.instant())) {
			ConsoleRefusals.end(request);
		}
		chain.doFilter(request, response);
	}

}
