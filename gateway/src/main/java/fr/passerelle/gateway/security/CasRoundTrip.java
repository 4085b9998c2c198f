package fr.passerelle.gateway.security;

import java.time.Duration;
import java.util.regex.Pattern;

import fr.passerelle.gateway.http.AskedHost;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.security.ConsoleCasServers.Server;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/**
 * Binds a sign-in by CAS to the browser that began it. The service address holds a secret
 * that a cookie of the same browser holds too, and the server issues its ticket for
 * exactly this address: a ticket that a stranger obtained opens nothing in another
 * person's browser.
 */
final class CasRoundTrip {

	/** As long as a person may take at the server's form. */
	private static final Duration LIFETIME = Duration.ofMinutes(10);

	private static final String COOKIE = "passerelle-console-cas";

	private static final String PARAMETER = "state";

	private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{16,100}");

	private CasRoundTrip() {
	}

	/** Begins one: the address that the server is to send the browser back to. */
	static String begin(HttpServletRequest request, HttpServletResponse response, Server server) {
		String state = SecretText.random();
		set(request, response, state, LIFETIME);
		return service(request, server, state);
	}

	/**
	 * Ends the one that this browser began; it can be ended once.
	 * @return the service address of its beginning; null if this browser began none, or
	 * came back from another
	 */
	static @Nullable String end(HttpServletRequest request, HttpServletResponse response, Server server) {
		Cookie kept = WebUtils.getCookie(request, COOKIE);
		if (kept == null) {
			return null;
		}
		set(request, response, "", Duration.ZERO);
		String state = request.getParameter(PARAMETER);
		boolean same = state != null && STATE.matcher(state).matches() && SecretText.same(state, kept.getValue());
		return same ? service(request, server, state) : null;
	}

	private static String service(HttpServletRequest request, Server server, String state) {
		return console(request) + server.back() + "?" + PARAMETER + "=" + state;
	}

	/** The console's address as this browser knows it, without a path. */
	static String console(HttpServletRequest request) {
		String host = (request.getAttribute(AskedHost.ATTRIBUTE) instanceof String asked) ? asked
				: request.getServerName() + ":" + request.getServerPort();
		return request.getScheme() + "://" + host;
	}

	private static void set(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
		Cookie cookie = new Cookie(COOKIE, value);
		cookie.setPath(ConsoleCasServers.PATH);
		cookie.setHttpOnly(true);
		cookie.setSecure(request.isSecure());
		cookie.setMaxAge((int) age.toSeconds());
		// Lax: the server sends the browser back by a link from another site.
		cookie.setAttribute("SameSite", "Lax");
		response.addCookie(cookie);
	}

}
