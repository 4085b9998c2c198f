package fr.passerelle.gateway.access;

import java.io.IOException;
import java.time.Clock;

import fr.passerelle.gateway.access.ProblemWriter.Problem;
import fr.passerelle.gateway.admin.SignIns;
import fr.passerelle.gateway.admin.SignedIn;
import fr.passerelle.gateway.admin.Standing;
import fr.passerelle.gateway.admin.Standing.NextStep;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.directlogin.Suspensions;
import fr.passerelle.gateway.web.ErrorCode;
import fr.passerelle.gateway.web.SecretText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Answers whoever may not pass, and counts wrong passwords against their address.
 */
final class ApiRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

	/** How long to wait where too many passwords are being checked. */
	private static final String BUSY_SECONDS = "5";

	private final ProblemWriter problems;

	private final Caller caller;

	private final Suspensions suspensions;

	private final AuditTrail audit;

	private final SignIns signIns;

	private final Clock clock;

	ApiRefusals(ProblemWriter problems, Caller caller, Suspensions suspensions, AuditTrail audit, SignIns signIns,
			Clock clock) {
		this.problems = problems;
		this.caller = caller;
		this.suspensions = suspensions;
		this.audit = audit;
		this.signIns = signIns;
		this.clock = clock;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
			throws IOException {
		if (cause instanceof AuthenticationServiceException) {
			response.setHeader(HttpHeaders.RETRY_AFTER, BUSY_SECONDS);
			this.problems.write(response, new Problem(503, null, "Too many logins at once",
					"Too many passwords are being checked at this moment. Try again in a few seconds.", null));
			return;
		}
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Passerelle\", charset=\"UTF-8\"");
		if (cause instanceof BadCredentialsException) {
			wrongCredentials(request, response);
		}
		else {
			this.problems.write(response, new Problem(401, ErrorCode.LOGIN_REQUIRED, "An administrator is required",
					"Send an administrator's name and password by HTTP Basic, or an API token as Bearer.", null));
		}
	}

	/** The name that was tried is not kept: people type passwords into it. */
	private void wrongCredentials(HttpServletRequest request, HttpServletResponse response) throws IOException {
		String address = this.caller.address(request);
		String reference = SecretText.random().substring(0, 10);
		this.suspensions.recordFailure(address);
		this.audit.record(AuditEntry.of(this.clock.instant(), AuditType.ADMIN_LOGIN_REFUSED)
			.withReference(reference)
			.withAddress(address)
			.withCode(ErrorCode.BAD_CREDENTIALS.name()));
		this.problems.write(response, new Problem(401, ErrorCode.BAD_CREDENTIALS, "Wrong name or password",
				"The name or the password is not an administrator's. Check both; too many attempts suspend this address.",
				reference));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
			throws IOException {
		String detail = switch (next(SecurityContextHolder.getContext().getAuthentication())) {
			case NONE -> "This is beyond what you may do here.";
			case SECOND_FACTOR -> "This account has a second factor: call the API with a token of yours.";
			case NEW_PASSWORD -> "Sign in to the console first, to choose your own password.";
			case ENROLMENT -> "Sign in to the console first, to set up a second factor.";
		};
		this.problems.write(response, new Problem(403, null, "Not allowed", detail, null));
	}

	private NextStep next(@Nullable Authentication who) {
		return (who instanceof SignedIn signedIn)
				? this.signIns.standing(signedIn).map(Standing::next).orElse(NextStep.NONE) : NextStep.NONE;
	}

}
