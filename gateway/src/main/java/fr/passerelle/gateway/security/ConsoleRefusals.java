package fr.passerelle.gateway.security;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Leads visitors who have not signed in to the console's form, and answers those who may
 * not pass by a page of the console.
 */
final class ConsoleRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {

	static final String LOGIN = "/console/login";

	private static final String ENDED = "fr.passerelle.session-ended";

	/** A part of a page that renews itself cannot show a form: the whole page goes. */
	private static final String WHOLE_PAGE = "HX-Redirect";

	/** Ends a session before its owner does; the form then says so. */
	static void end(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		if (session != null) {
			session.invalidate();
		}
		request.setAttribute(ENDED, true);
	}

	/** Ended just now, or idle for too long since the page was opened. */
	private static boolean hasEnded(HttpServletRequest request) {
		return request.getAttribute(ENDED) != null
				|| (request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid());
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
			throws IOException {
		boolean ended = hasEnded(request);
		if (ended) {
			forget(request, response);
		}
		String form = LOGIN + (ended ? "?ended" : "");
		if (isPart(request)) {
			response.setHeader(WHOLE_PAGE, form);
			response.setStatus(HttpStatus.UNAUTHORIZED.value());
			return;
		}
		redirect(response, form);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
			throws IOException, ServletException {
		if (cause instanceof CsrfException && request.getRequestURI().equals(LOGIN)) {
			redirect(response, LOGIN + "?expired");
			return;
		}
		String page = (cause instanceof CsrfException) ? "/console/expired" : "/console/forbidden";
		response.setStatus(HttpStatus.FORBIDDEN.value());
		request.getRequestDispatcher(page).forward(request, response);
	}

	/**
	 * Takes the ended session's cookie away: none takes its place before the next
	 * sign-in, and the end is told once.
	 */
	private static void forget(HttpServletRequest request, HttpServletResponse response) {
		SessionCookieConfig session = request.getServletContext().getSessionCookieConfig();
		Cookie gone = new Cookie(session.getName(), "");
		gone.setPath(session.getPath());
		gone.setHttpOnly(true);
		gone.setSecure(request.isSecure());
		gone.setMaxAge(0);
		response.addCookie(gone);
	}

	/** Relative: the program does not know by which host the administrator came. */
	static void redirect(HttpServletResponse response, String address) {
		response.setHeader(HttpHeaders.LOCATION, address);
		response.setStatus(HttpStatus.SEE_OTHER.value());
	}

	private static boolean isPart(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return request.getHeader("HX-Request") != null || (accept != null && !accept.contains("html"));
	}

}
