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
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses credentials from a suspended address before anything is computed, even right or
 * remembered ones: an answer that differed would tell the guesser.
 */
final class SuspendedAddressFilter extends OncePerRequestFilter {

	private final Suspensions suspensions;

	private final Caller caller;

	private final ProblemWriter problems;

	SuspendedAddressFilter(Suspensions suspensions, Caller caller, ProblemWriter problems) {
		this.suspensions = suspensions;
		this.caller = caller;
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.AUTHORIZATION) == null;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try (Turn turn = this.suspensions.turn(this.caller.address(request))) {
			Optional<Duration> wait = turn.refusedFor();
			if (wait.isPresent()) {
				refuse(response, wait.get());
				return;
			}
			JudgedTurn.keep(request, turn);
			chain.doFilter(request, response);
		}
	}

	private void refuse(HttpServletResponse response, Duration wait) throws IOException {
		long seconds = wait.toSeconds() + 1;
		response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
		this.problems.write(response,
				Problems.of(HttpStatus.TOO_MANY_REQUESTS, ErrorCode.ADDRESS_SUSPENDED, "Address suspended",
						"Too many wrong attempts came from this address. Try again in " + seconds + " seconds."));
	}

}
