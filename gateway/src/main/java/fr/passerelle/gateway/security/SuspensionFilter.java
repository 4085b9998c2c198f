package fr.passerelle.gateway.security;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import fr.passerelle.gateway.suspension.Suspensions;
import fr.passerelle.gateway.suspension.Turn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses credentials from a suspended address before anything is computed, even right or
 * remembered ones: an answer that differed would tell the guesser.
 */
abstract class SuspensionFilter extends OncePerRequestFilter {

	private final Suspensions suspensions;

	private final Caller caller;

	SuspensionFilter(Suspensions suspensions, Caller caller) {
		this.suspensions = suspensions;
		this.caller = caller;
	}

	@Override
	protected final void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try (Turn turn = this.suspensions.turn(this.caller.address(request))) {
			Optional<Duration> wait = turn.refusedFor();
			if (wait.isPresent()) {
				long seconds = wait.get().toSeconds() + 1;
				response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
				refuse(request, response, seconds);
				return;
			}
			JudgedTurn.keep(request, turn);
			chain.doFilter(request, response);
		}
	}

	/** Answers the suspended address; it may try again after these seconds. */
	abstract void refuse(HttpServletRequest request, HttpServletResponse response, long seconds)
			throws ServletException, IOException;

}
