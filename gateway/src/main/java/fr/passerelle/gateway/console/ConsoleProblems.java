package fr.passerelle.gateway.console;

import fr.passerelle.gateway.establishment.UnknownDelegationException;
import fr.passerelle.gateway.establishment.UnknownEstablishmentException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/**
 * What went wrong, on a page of the console: never a cause that only a log should have.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice("fr.passerelle.gateway.console")
final class ConsoleProblems {

	private static final Logger logger = LoggerFactory.getLogger(ConsoleProblems.class);

	private final FrameAdvice frame;

	ConsoleProblems(FrameAdvice frame) {
		this.frame = frame;
	}

	@ExceptionHandler
	ModelAndView onUnknownEstablishment(UnknownEstablishmentException ex, HttpServletRequest request) {
		return page("unknown", HttpStatus.NOT_FOUND, request);
	}

	@ExceptionHandler
	ModelAndView onUnknownDelegation(UnknownDelegationException ex, HttpServletRequest request) {
		return page("unknown", HttpStatus.NOT_FOUND, request);
	}

	@ExceptionHandler
	ModelAndView onAnythingElse(Exception ex, HttpServletRequest request, HttpServletResponse response)
			throws Exception {
		if (ex instanceof AccessDeniedException || ex instanceof AuthenticationException) {
			throw ex;
		}
		if (response.isCommitted()) {
			throw ex;
		}
		if (ex instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
			HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
			return page((status == HttpStatus.NOT_FOUND) ? "unknown" : "malformed", status, request);
		}
		if (ex instanceof IllegalArgumentException) {
			return page("malformed", HttpStatus.BAD_REQUEST, request);
		}
		logger.error("Console page failed", ex);
		return page("failed", HttpStatus.INTERNAL_SERVER_ERROR, request);
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
