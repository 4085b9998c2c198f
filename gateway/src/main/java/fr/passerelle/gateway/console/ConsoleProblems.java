package fr.passerelle.gateway.console;

import java.time.DateTimeException;

import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.document.UnknownDelegationException;
import fr.passerelle.gateway.people.HashingBusyException;
import fr.passerelle.gateway.store.StoreFailure;
import fr.passerelle.gateway.version.PlatformChangeException;
import fr.passerelle.gateway.version.UnknownEstablishmentException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows errors as pages of the console, without causes that belong only in the log.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice("fr.passerelle.gateway.console")
final class ConsoleProblems {

	private static final Logger logger = LoggerFactory.getLogger(ConsoleProblems.class);

	private static final String BUSY_SECONDS = "5";

	private final FrameAdvice frame;

	ConsoleProblems(FrameAdvice frame) {
		this.frame = frame;
	}

	/**
	 * An establishment that is stored and not in effect has a document that can be
	 * corrected.
	 */
	@ExceptionHandler
	ModelAndView onUnknownEstablishment(UnknownEstablishmentException ex, HttpServletRequest request) {
		Frame.School school = this.frame.frame(request, request.getUserPrincipal()).school();
		return (school != null && !school.inEffect()) ? page("unusable", HttpStatus.CONFLICT, request)
				: page("unknown", HttpStatus.NOT_FOUND, request);
	}

	/**
	 * Forms handle the faults of what was typed. Here the fault is in a stored document
	 * that this program no longer accepts.
	 */
	@ExceptionHandler
	ModelAndView onUnusableDocument(InvalidDocumentException ex, HttpServletRequest request) {
		return page("unusable", HttpStatus.CONFLICT, request);
	}

	@ExceptionHandler
	ModelAndView onChangeOfThePlatforms(PlatformChangeException ex, HttpServletRequest request) {
		return page((ex.what() == PlatformChangeException.What.PUBLIC_URL) ? "address" : "application",
				HttpStatus.FORBIDDEN, request);
	}

	@ExceptionHandler
	ModelAndView onUnknownDelegation(UnknownDelegationException ex, HttpServletRequest request) {
		return page("unknown", HttpStatus.NOT_FOUND, request);
	}

	@ExceptionHandler
	ModelAndView onBusyHashing(HashingBusyException ex, HttpServletRequest request, HttpServletResponse response) {
		response.setHeader(HttpHeaders.RETRY_AFTER, BUSY_SECONDS);
		return page("busy", HttpStatus.SERVICE_UNAVAILABLE, request);
	}

	@ExceptionHandler
	ModelAndView onAnythingElse(Exception ex, HttpServletRequest request, HttpServletResponse response)
			throws Exception {
		if (ex instanceof AccessDeniedException || ex instanceof AuthenticationException
				|| StoreFailure.of(ex).isPresent()) {
			throw ex;
		}
		if (response.isCommitted()) {
			throw ex;
		}
		if (ex instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
			HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
			return page((status == HttpStatus.NOT_FOUND) ? "unknown" : "malformed", status, request);
		}
		if (isMalformed(ex)) {
			return page("malformed", HttpStatus.BAD_REQUEST, request);
		}
		logger.error("Console page failed", ex);
		return page("failed", HttpStatus.INTERNAL_SERVER_ERROR, request);
	}

	/** A malformed number, date or name, or a time that no calendar reaches. */
	private static boolean isMalformed(Exception ex) {
		return ex instanceof IllegalArgumentException || ex instanceof TypeMismatchException
				|| ex instanceof DateTimeException || ex instanceof ArithmeticException;
	}

	private ModelAndView page(String which, HttpStatus status, HttpServletRequest request) {
		ModelAndView page = new ModelAndView("refusal");
		page.setStatus(status);
		page.addObject("which", which);
		page.addObject("frame", this.frame.frame(request, request.getUserPrincipal()));
		page.addObject("may", this.frame.may(request.getUserPrincipal()));
		return page;
	}

}
