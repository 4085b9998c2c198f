package fr.passerelle.gateway.security;

import java.util.regex.Pattern;

import fr.passerelle.gateway.http.SecretText;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.web.util.WebUtils;

/**
 * The token of the console's forms: in the session of an administrator who signed in;
 * before that, in a cookie, since a session for each visitor of the sign-in page would
 * fill the heap.
 */
final class FormTokens implements CsrfTokenRepository {

	private static final String COOKIE = "passerelle-console-form";

	private static final String HEADER = "X-CSRF-TOKEN";

	private static final String PARAMETER = "_csrf";

	private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{20,64}");

	private final HttpSessionCsrfTokenRepository sessions = new HttpSessionCsrfTokenRepository();

	@Override
	public CsrfToken generateToken(HttpServletRequest request) {
		return new DefaultCsrfToken(HEADER, PARAMETER, SecretText.random());
	}

	@Override
	public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
		if (request.getSession(false) != null) {
			this.sessions.saveToken(token, request, response);
		}
		else if (token != null || WebUtils.getCookie(request, COOKIE) != null) {
			Cookie cookie = new Cookie(COOKIE, (token != null) ? token.getToken() : "");
			cookie.setPath("/console");
			cookie.setHttpOnly(true);
			cookie.setSecure(request.isSecure());
			cookie.setMaxAge((token != null) ? -1 : 0);
			cookie.setAttribute("SameSite", "Lax");
			response.addCookie(cookie);
		}
	}

	@Override
	public @Nullable CsrfToken loadToken(HttpServletRequest request) {
		if (request.getSession(false) != null) {
			return this.sessions.loadToken(request);
		}
		Cookie kept = WebUtils.getCookie(request, COOKIE);
		return (kept != null && TOKEN.matcher(kept.getValue()).matches())
				? new DefaultCsrfToken(HEADER, PARAMETER, kept.getValue()) : null;
	}

}
