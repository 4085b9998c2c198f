package fr.passerelle.gateway.security;

import java.io.IOException;

import fr.passerelle.gateway.account.SignIns;
import fr.passerelle.gateway.account.SignedIn;
import fr.passerelle.gateway.account.Standing;
import fr.passerelle.gateway.account.Standing.NextStep;
import fr.passerelle.gateway.http.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Answers callers who may not pass, and counts wrong passwords against their address.
 */
final class ApiRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

	/** How long to wait where too many passwords are being checked. */
	private static final String BUSY_SECONDS = "5";

	private final ProblemWriter problems;

	private final RefusedSignIns refused;

	private final SignIns signIns;

	ApiRefusals(ProblemWriter problems, RefusedSignIns refused, SignIns signIns) {
		this.problems = problems;
		this.refused = refused;
		this.signIns = signIns;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
			throws IOException {
		if (cause instanceof AuthenticationServiceException) {
			response.setHeader(HttpHeaders.RETRY_AFTER, BUSY_SECONDS);
			this.problems.write(response, Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "Too many logins at once",
					"Too many passwords are being checked at this moment. Try again in a few seconds."));
			return;
		}
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Passerelle\", charset=\"UTF-8\"");
		if (cause instanceof BadCredentialsException) {
			wrongCredentials(request, response, cause);
		}
		else {
			this.problems.write(response,
					Problems.of(HttpStatus.UNAUTHORIZED, ErrorCode.LOGIN_REQUIRED, "An administrator is required",
							"Send an administrator's name and password by HTTP Basic, or an API token as Bearer."));
		}
	}

	private void wrongCredentials(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException cause) throws IOException {
		JudgedTurn.wrong(request);
		String reference = this.refused.record(request, RefusedSignIns.tried(cause), ErrorCode.BAD_CREDENTIALS.name());
		ProblemDetail problem = Problems.of(HttpStatus.UNAUTHORIZED, ErrorCode.BAD_CREDENTIALS,
				"Wrong name or password",
				"The name or the password is not an administrator's. Check both; too many attempts suspend this address.");
		problem.setProperty("reference", reference);
		this.problems.write(response, problem);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
			throws IOException {
		String detail = switch (next(SecurityContextHolder.getContext().getAuthentication())) {
			case NONE -> "This is beyond what you may do here.";
			case SECOND_FACTOR -> "This account has a second factor: call the API with a token of yours.";
			case NEW_PASSWORD -> "Sign in to the console first, to choose your own password.";
			case ENROLMENT ->
				"A second factor is required here: sign in to the console and set one up, then make a token for the API.";
		};
		this.problems.write(response, Problems.of(HttpStatus.FORBIDDEN, "Not allowed", detail));
	}

	private NextStep next(@Nullable Authentication who) {
		return (who instanceof SignedIn signedIn)
				? this.signIns.standing(signedIn).map(Standing::next).orElse(NextStep.NONE) : NextStep.NONE;
	}

}
