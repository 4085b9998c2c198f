package fr.passerelle.gateway.security;

import java.io.IOException;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.suspension.Suspensions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Refuses the API's credentials from a suspended address.
 */
final class SuspendedAddressFilter extends SuspensionFilter {

	private final ProblemWriter problems;

	SuspendedAddressFilter(Suspensions suspensions, Caller caller, ProblemWriter problems) {
		super(suspensions, caller);
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.AUTHORIZATION) == null;
	}

	@Override
	void refuse(HttpServletRequest request, HttpServletResponse response, long seconds) throws IOException {
		this.problems.write(response,
				Problems.of(HttpStatus.TOO_MANY_REQUESTS, ErrorCode.ADDRESS_SUSPENDED, "Address suspended",
						"Too many wrong attempts came from this address. Try again in " + seconds + " seconds."));
	}

}
