package fr.passerelle.gateway.security;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses changes that another site's page asks for. A browser that once showed its
 * password box sends the administrator's password with every request that any page
 * causes; it also says, in headers that no page can write, where the page came from.
 */
final class CrossSiteRequestFilter extends OncePerRequestFilter {

	private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

	private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

	private final ProblemWriter problems;

	CrossSiteRequestFilter(ProblemWriter problems) {
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return READING.contains(request.getMethod());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String site = request.getHeader("Sec-Fetch-Site");
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		if ((site == null || OWN_SITE.contains(site)) && isOwn(origin, request.getHeader(HttpHeaders.HOST))) {
			chain.doFilter(request, response);
			return;
		}
		this.problems.write(response, Problems.of(HttpStatus.FORBIDDEN, "Refused from another site",
				"A page of another site asked for this change. Use the console, or a client that is no browser."));
	}

	/**
	 * Host and port are compared as the browser wrote both; the scheme is not, since a
	 * proxy that ends TLS leaves none, and {@code Sec-Fetch-Site} knows it.
	 */
	private static boolean isOwn(@Nullable String origin, @Nullable String host) {
		if (origin == null) {
			return true;
		}
		int scheme = origin.indexOf("://");
		return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
	}

}
