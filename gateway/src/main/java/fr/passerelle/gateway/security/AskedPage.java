package fr.passerelle.gateway.security;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.web.util.WebUtils;

/**
 * The page of the console that was asked for before the sign-in: kept by the browser
 * itself, since a stranger can ask for any number of pages. It leads back to whole pages
 * of the console only, never to one that acts, even if the cookie names one.
 */
final class AskedPage implements RequestCache {

	/** Longer addresses are forgotten; the sign-in then leads to the console's start. */
	private static final int MAX_LENGTH = 500;

	private static final Duration LIFETIME = Duration.ofMinutes(30);

	private static final String COOKIE = "passerelle-console-page";

	private static final Pattern LOCAL = Pattern
		.compile("/console/(?!login|assets)[A-Za-z0-9._~%/-]*(\\?[\\x21-\\x7e&&[^\"\\\\<>]]*)?");

	@Override
	public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
		String query = request.getQueryString();
		String address = request.getRequestURI() + ((query != null) ? "?" + query : "");
		if (isPage(request) && isLocal(address)) {
			set(request, response, URLEncoder.encode(address, StandardCharsets.UTF_8), LIFETIME);
		}
	}

	private static boolean isPage(HttpServletRequest request) {
		String accept = request.getHeader("Accept");
		return request.getMethod().equals("GET") && accept != null && accept.contains("html")
				&& request.getHeader("HX-Request") == null;
	}

	private static boolean isLocal(String address) {
		return address.length() <= MAX_LENGTH && LOCAL.matcher(address).matches() && !address.contains("//")
				&& !address.contains("/.");
	}

	@Override
	public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
		String address = address(request);
		return (address != null) ? new SimpleSavedRequest(address) : null;
	}

	/** The address, if it is one that may be led to. */
	@Nullable String address(HttpServletRequest request) {
		Cookie kept = WebUtils.getCookie(request, COOKIE);
		if (kept == null || kept.getValue().length() > 3 * MAX_LENGTH) {
			return null;
		}
		try {
			String address = URLDecoder.decode(kept.getValue(), StandardCharsets.UTF_8);
			return isLocal(address) ? address : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/** A page is asked for again by its address alone. */
	@Override
	public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
		return null;
	}

	@Override
	public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
		if (WebUtils.getCookie(request, COOKIE) != null) {
			set(request, response, "", Duration.ZERO);
		}
	}

	private static void set(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
		Cookie cookie = new Cookie(COOKIE, value);
		cookie.setPath("/console");
		cookie.setHttpOnly(true);
		cookie.setSecure(request.isSecure());
		cookie.setMaxAge((int) age.toSeconds());
		cookie.setAttribute("SameSite", "Lax");
		response.addCookie(cookie);
	}

}
