package fr.passerelle.gateway.security;

import java.io.IOException;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.suspension.Suspensions;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

/**
 * Refuses the console's sign-in from a suspended address before anything is computed,
 * with a right password too. An administrator who is signed in already may go on: a
 * colleague's guesses must not lock out the one who would release the address.
 */
final class SuspendedConsoleFilter extends SuspensionFilter {

	/** Read by the page, in seconds. */
	static final String WAIT = "fr.passerelle.suspended-for";

	/** As the chain and the controllers match: an encoded letter leads nowhere else. */
	private static final RequestMatcher SIGN_IN = new OrRequestMatcher(
			pathPattern(HttpMethod.POST, ConsoleRefusals.LOGIN),
			pathPattern(HttpMethod.POST, ConsoleRefusals.LOGIN + "/**"),
			pathPattern(HttpMethod.GET, ConsoleCasServers.PATH + "*/return"));

	SuspendedConsoleFilter(Suspensions suspensions, Caller caller) {
		super(suspensions, caller);
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !SIGN_IN.matches(request);
	}

	@Override
	void refuse(HttpServletRequest request, HttpServletResponse response, long seconds)
			throws ServletException, IOException {
		response.setHeader("Passerelle-Error", ErrorCode.ADDRESS_SUSPENDED.name());
		response.setStatus(ErrorCode.ADDRESS_SUSPENDED.status());
		request.setAttribute(WAIT, seconds);
		request.getRequestDispatcher("/console/suspended").forward(request, response);
	}

}
