package fr.passerelle.gateway.security;

import java.io.IOException;

import fr.passerelle.gateway.login.AdministratorProtocol;
import fr.passerelle.gateway.security.ConsoleCasServers.Server;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The addresses of a CAS server: sends browsers there to sign in and to leave, and takes
 * the server's logout messages. Leaves the return with a ticket to the filter after it.
 */
final class CasAddressesFilter extends OncePerRequestFilter {

	/**
	 * The service address of a sign-in that this browser began, by the request's
	 * attribute.
	 */
	static final String SERVICE = "fr.passerelle.cas-service";

	/** A logout message has less than two kilobytes. */
	private static final int MAX_MESSAGE = 16 * 1024;

	private final Server server;

	private final AdministratorProtocol protocol;

	private final CasSignIn signIn;

	CasAddressesFilter(Server server, AdministratorProtocol protocol, CasSignIn signIn) {
		this.server = server;
		this.protocol = protocol;
		this.signIn = signIn;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String path = request.getRequestURI();
		return !path.equals(this.server.start()) && !path.equals(this.server.back())
				&& !path.equals(this.server.leave());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String path = request.getRequestURI();
		boolean get = request.getMethod().equals("GET");
		if (get && path.equals(this.server.start())) {
			String service = CasRoundTrip.begin(request, response, this.server);
			ConsoleRefusals.redirect(response, this.protocol.login(this.server.delegation(), service).toString());
		}
		else if (get && path.equals(this.server.leave())) {
			String after = CasRoundTrip.console(request) + ConsoleRefusals.LOGIN;
			ConsoleRefusals.redirect(response, this.protocol.logout(this.server.delegation(), after).toString());
		}
		else if (request.getMethod().equals("POST") && path.equals(this.server.back())) {
			byte[] body = request.getInputStream().readNBytes(MAX_MESSAGE + 1);
			if (body.length <= MAX_MESSAGE) {
				this.signIn.logout(this.server, request, body);
			}
			// The same answer for every message: it does not tell whose session is open.
			response.setStatus(HttpStatus.NO_CONTENT.value());
		}
		else {
			if (get && path.equals(this.server.back())) {
				request.setAttribute(SERVICE, CasRoundTrip.end(request, response, this.server));
			}
			chain.doFilter(request, response);
		}
	}

}
