package fr.passerelle.gateway.security;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;

import fr.passerelle.gateway.account.SignIns;
import fr.passerelle.gateway.account.SignedIn;
import fr.passerelle.gateway.account.Standing;
import fr.passerelle.gateway.account.Standing.NextStep;
import fr.passerelle.gateway.http.AskedHost;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at each request whether its sender still is an administrator. A session whose
 * owner is gone, locked, or has ended it elsewhere ends; one that a step is left to leads
 * to that step. Without this filter both would be refused too: neither has a grant.
 */
final class StandingFilter extends OncePerRequestFilter {

	private final SignIns signIns;

	private final Kind kind;

	private final BiConsumer<String, String> seen;

	/**
	 * Takes who knows.
	 * @param signIns what a sign-in is worth
	 * @param kind which side
	 * @param seen told of an administrator whose browser remembers a password for a host:
	 * a script there would use it
	 */
	StandingFilter(SignIns signIns, Kind kind, BiConsumer<String, String> seen) {
		this.signIns = signIns;
		this.kind = kind;
		this.seen = seen;
	}

	/** Which side is answered. */
	enum Kind {

		CONSOLE, API

	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Authentication who = SecurityContextHolder.getContext().getAuthentication();
		if (who instanceof SignedIn signedIn) {
			Optional<Standing> standing = this.signIns.standing(signedIn);
			if (standing.isEmpty()) {
				end(request);
			}
			else if (this.kind == Kind.CONSOLE && isLedOn(request, standing.get().next())) {
				ConsoleRefusals.redirect(response, ConsoleSessions.page(standing.get().next()));
				return;
			}
			else if (request.getHeader("Sec-Fetch-Mode") != null
					&& request.getAttribute(AskedHost.ATTRIBUTE) instanceof String asked) {
				this.seen.accept(signedIn.getName(), asked);
			}
		}
		chain.doFilter(request, response);
	}

	private void end(HttpServletRequest request) {
		SecurityContextHolder.clearContext();
		if (this.kind == Kind.CONSOLE) {
			ConsoleRefusals.end(request);
		}
	}

	private static boolean isLedOn(HttpServletRequest request, NextStep next) {
		String path = request.getRequestURI();
		boolean onTheWay = path.startsWith(ConsoleRefusals.LOGIN + "/") || path.equals("/console/logout")
				|| path.startsWith("/console/assets/") || path.startsWith("/console/passkeys/");
		return next != NextStep.NONE && !onTheWay && request.getMethod().equals("GET");
	}

}
