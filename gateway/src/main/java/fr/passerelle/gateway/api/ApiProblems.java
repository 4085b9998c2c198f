package fr.passerelle.gateway.api;

import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.document.UnknownDelegationException;
import fr.passerelle.gateway.http.ServerRefusals;
import fr.passerelle.gateway.store.StoreFailure;
import fr.passerelle.gateway.version.EstablishmentExistsException;
import fr.passerelle.gateway.version.LostRaceException;
import fr.passerelle.gateway.version.PlatformChangeException;
import fr.passerelle.gateway.version.UnknownEstablishmentException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Every error of the API as an RFC 9457 problem; Spring's own (404, 405, 406, 415, 400)
 * by the class above.
 */
@RestControllerAdvice
class ApiProblems extends ResponseEntityExceptionHandler {

	private static final Logger problems = LoggerFactory.getLogger(ApiProblems.class);

	private final ServerRefusals server;

	ApiProblems(ServerRefusals server) {
		this.server = server;
	}

	@ExceptionHandler
	ProblemDetail onInvalidDocument(InvalidDocumentException ex) {
		ProblemDetail problem = ex.isReadable()
				? problem(HttpStatus.UNPROCESSABLE_CONTENT, "Document refused",
						"Nothing was changed: the document has faults, each named by its path.")
				: problem(HttpStatus.BAD_REQUEST, "Document unreadable",
						"Nothing was changed: the document cannot be read at all.");
		problem.setProperty("faults", ex.faults());
		return problem;
	}

	@ExceptionHandler
	ProblemDetail onChangeOfThePlatforms(PlatformChangeException ex) {
		return problem(HttpStatus.FORBIDDEN, "Belongs to the platform",
				"Nothing was changed. " + ex.getMessage() + ".");
	}

	@ExceptionHandler
	ProblemDetail onUnknownEstablishment(UnknownEstablishmentException ex) {
		return problem(HttpStatus.NOT_FOUND, "Unknown establishment", ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail onUnknownDelegation(UnknownDelegationException ex) {
		return problem(HttpStatus.NOT_FOUND, "Unknown delegation", ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail onExistingEstablishment(EstablishmentExistsException ex) {
		return problem(HttpStatus.CONFLICT, "Establishment exists",
				ex.getMessage() + "; PUT its configuration to change it");
	}

	@ExceptionHandler
	ProblemDetail onLostRace(LostRaceException ex) {
		return problem(HttpStatus.PRECONDITION_FAILED, "Configuration has changed",
				ex.getMessage() + "; read it again and make the change upon that");
	}

	@ExceptionHandler
	ProblemDetail onAnythingElse(Exception ex) throws Exception {
		if (ex instanceof AccessDeniedException || ex instanceof AuthenticationException
				|| StoreFailure.of(ex).isPresent()) {
			throw ex;
		}
		HttpStatus refused = unreadable(ex);
		if (refused != null) {
			return problem(refused, "Request unreadable",
					"Nothing was changed: the body or a parameter cannot be read as its Content-Type says.");
		}
		problems.error("Request failed", ex);
		return problem(HttpStatus.INTERNAL_SERVER_ERROR, "Internal error", "The request failed; the log says why.");
	}

	private @Nullable HttpStatus unreadable(Exception failure) {
		return (failure instanceof MultipartException) ? HttpStatus.BAD_REQUEST
				: this.server.refusedWith(failure).map(HttpStatus::resolve).orElse(null);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "Body unreadable",
				"Nothing was changed. " + StrictBodies.fault(ex.getCause()));
		return handleExceptionInternal(ex, problem, headers, status, request);
	}

	private static ProblemDetail problem(HttpStatus status, String title, @Nullable String detail) {
		ProblemDetail problem = ProblemDetail.forStatus(status);
		problem.setTitle(title);
		problem.setDetail(detail);
		return problem;
	}

}
