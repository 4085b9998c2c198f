package fr.passerelle.gateway.api;

import java.util.List;

import fr.passerelle.gateway.account.AccountRefusedException;
import fr.passerelle.gateway.account.InvalidAccountException;
import fr.passerelle.gateway.people.HashingBusyException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * What accounts and tokens refuse, as problems.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(
		assignableTypes = { AdministratorsController.class, AccountController.class, TokensController.class })
class AccountProblems {

	private static final String BUSY_SECONDS = "5";

	/** A fault as the API names it. */
	record FaultView(String field, String kind, String message) {
	}

	@ExceptionHandler
	ProblemDetail faults(InvalidAccountException ex) {
		List<FaultView> faults = ex.faults()
			.stream()
			.map((fault) -> new FaultView(fault.field(), fault.kind().name(), fault.message()))
			.toList();
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT,
				"Nothing was changed. Mend the faults and send it again.");
		problem.setTitle("There are faults");
		problem.setProperty("faults", faults);
		return problem;
	}

	@ExceptionHandler
	ProblemDetail refused(AccountRefusedException ex) {
		HttpStatus status = switch (ex.reason()) {
			case UNKNOWN -> HttpStatus.NOT_FOUND;
			case WRONG_PASSWORD, WRONG_CODE -> HttpStatus.FORBIDDEN;
			case OVERTAKEN -> HttpStatus.PRECONDITION_FAILED;
			case TOO_MANY_CODES -> HttpStatus.TOO_MANY_REQUESTS;
			case EXISTS, TOO_MANY, FIRST, LAST, PASSWORD_OF_SETTINGS, WRONG_STATE, NOT_BEGUN -> HttpStatus.CONFLICT;
		};
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, ex.getMessage());
		problem.setTitle("Refused");
		problem.setProperty("reason", ex.reason().name());
		return problem;
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> busy(HashingBusyException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"Too many passwords are being checked at this moment. Try again in a few seconds.");
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, BUSY_SECONDS)
			.body(problem);
	}

}
