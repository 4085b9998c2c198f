package fr.passerelle.gateway.security;

import fr.passerelle.gateway.http.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * Makes RFC 9457 problems, for filters and for controllers.
 */
public final class Problems {

	/** The property that also becomes the header {@code Passerelle-Error}. */
	static final String CODE = "code";

	private Problems() {
	}

	/**
	 * A problem.
	 * @param status the HTTP status
	 * @param title what happened; null for the status's own words
	 * @param detail the cause and what to do next
	 * @return the problem, to which more properties may be added
	 */
	public static ProblemDetail of(HttpStatus status, @Nullable String title, @Nullable String detail) {
		ProblemDetail problem = ProblemDetail.forStatus(status);
		problem.setTitle(title);
		problem.setDetail(detail);
		return problem;
	}

	/** A problem for which the contract has a code. */
	public static ProblemDetail of(HttpStatus status, ErrorCode code, String title, String detail) {
		ProblemDetail problem = of(status, title, detail);
		problem.setProperty(CODE, code.name());
		return problem;
	}

}
