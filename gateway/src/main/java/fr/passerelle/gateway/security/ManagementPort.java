package fr.passerelle.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Health and metrics on a port of their own ({@code management.server.port}): who set it
 * decided who reaches it. The port is the socket's, never what a {@code Host} header
 * says.
 */
final class ManagementPort implements RequestMatcher {

	private final Environment environment;

	ManagementPort(Environment environment) {
		this.environment = environment;
	}

	@Override
	public boolean matches(HttpServletRequest request) {
		Integer management = port("local.management.port");
		return management != null && management == request.getLocalPort()
				&& !management.equals(port("local.server.port")) && request.getRequestURI().startsWith("/actuator/");
	}

	private @Nullable Integer port(String name) {
		return this.environment.getProperty(name, Integer.class);
	}

}
