package fr.passerelle.gateway.security;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.suspension.Suspensions;
import fr.passerelle.gateway.suspension.Turn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

/**
 * Refuses the console's sign-in from a suspended address before anything is computed,
 * with a right password too. An administrator who is signed in already may go on: a
 * colleague's guesses must not lock out the one who would release the address.
 */
final class SuspendedConsoleFilter extends OncePerRequestFilter {

	/** Read by the page, in seconds. */
	static final String WAIT = "fr.passerelle.suspended-for";

	/** As the chain and the controllers match: an encoded letter leads nowhere else. */
	private static final RequestMatcher SIGN_IN = new OrRequestMatcher(
			pathPattern(HttpMethod.POST, ConsoleRefusals.LOGIN),
			pathPattern(HttpMethod.POST, ConsoleRefusals.LOGIN + "/**"));

	private final Suspensions suspensions;

	private final Caller caller;

	SuspendedConsoleFilter(Suspensions suspensions, Caller caller) {
		this.suspensions = suspensions;
		this.caller = caller;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !SIGN_IN.matches(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try (Turn turn = this.suspensions.turn(this.caller.address(request))) {
			Optional<Duration> wait = turn.refusedFor();
			if (wait.isPresent()) {
				refuse(request, response, wait.get());
				return;
			}
			JudgedTurn.keep(request, turn);
			chain.doFilter(request, response);
		}
	}

	private static void refuse(HttpServletRequest request, HttpServletResponse response, Duration wait)
			throws ServletException, IOException {
		long seconds = wait.toSeconds() + 1;
		response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
		response.setHeader("Passerelle-Error", ErrorCode.ADDRESS_SUSPENDED.name());
		response.setStatus(ErrorCode.ADDRESS_SUSPENDED.status());
		request.setAttribute(WAIT, seconds);
		request.getRequestDispatcher("/console/suspended").forward(request, response);
	}

}
