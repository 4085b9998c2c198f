package fr.passerelle.gateway.security;

import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;

import fr.passerelle.gateway.account.CasAccounts;
import fr.passerelle.gateway.account.CasUser;
import fr.passerelle.gateway.account.SignedIn;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.login.AdministratorProtocol;
import fr.passerelle.gateway.security.ConsoleCasServers.Server;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.cas.authentication.CasAssertionAuthenticationToken;
import org.springframework.security.cas.authentication.CasAuthenticationProvider;
import org.springframework.security.cas.authentication.CasAuthenticationToken;
import org.springframework.security.cas.authentication.ServiceAuthenticationDetails;
import org.springframework.security.cas.web.CasAuthenticationFilter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.context.NullSecurityContextRepository;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

/**
 * Signs administrators in through a CAS server, by Spring Security's filter and provider.
 * The server says who it is; which account that opens, and what else is asked for, is
 * said here.
 */
final class CasSignIn {

	/** What an unknown user's page shows, by the request's attribute. */
	static final String UNKNOWN = "fr.passerelle.cas-unknown";

	private static final Logger logger = LoggerFactory.getLogger(CasSignIn.class);

	/** Validations of all servers together: each holds one of the console's threads. */
	private static final int MAX_VALIDATIONS = 8;

	private final Semaphore places = new Semaphore(MAX_VALIDATIONS);

	private final ConsoleCasServers servers;

	private final AdministratorProtocol protocol;

	private final CasAccounts accounts;

	private final ConsoleSessions sessions;

	private final CasSessions opened;

	private final RefusedSignIns refused;

	private final Caller caller;

	private final AuditTrail audit;

	private final Clock clock;

	CasSignIn(ConsoleCasServers servers, AdministratorProtocol protocol, CasAccounts accounts, ConsoleSessions sessions,
			CasSessions opened, RefusedSignIns refused, Caller caller, AuditTrail audit, Clock clock) {
		this.servers = servers;
		this.protocol = protocol;
		this.accounts = accounts;
		this.sessions = sessions;
		this.opened = opened;
		this.refused = refused;
		this.caller = caller;
		this.audit = audit;
		this.clock = clock;
	}

	/** An administrator whom a server vouched for. */
	private record Vouched(SignedIn who) implements UserDetails {

		private static final long serialVersionUID = 1L;

		@Override
		public Collection<? extends GrantedAuthority> getAuthorities() {
			return List.of();
		}

		@Override
		public @Nullable String getPassword() {
			return null;
		}

		@Override
		public String getUsername() {
			return this.who.getPrincipal();
		}

	}

	/**
	 * A user of a server whom no account is bound to.
	 *
	 * @param server the server's label
	 * @param user as it is written there
	 * @param leave where that account can be left
	 */
	public record Unknown(String server, String user, String leave) {
	}

	/** This browser began no sign-in, or another one. */
	private static final class NotBegunException extends AuthenticationException {

		private static final long serialVersionUID = 1L;

		private NotBegunException() {
			super("not begun");
		}

	}

	/** The servers that there are. */
	List<Server> servers() {
		return this.servers.all();
	}

	/** Answers at the other addresses of a server. */
	Filter addresses(Server server) {
		return new CasAddressesFilter(server, this.protocol, this);
	}

	/** Answers the browser that comes back with a ticket. */
	Filter back(Server server) {
		CasAuthenticationProvider provider = new CasAuthenticationProvider();
		provider.setKey(SecretText.random());
		provider.setTicketValidator(new CasTickets(this.protocol, server, this.places));
		provider.setAuthenticationUserDetailsService((assertion) -> vouched(server, assertion));
		CasAuthenticationFilter filter = new CasAuthenticationFilter();
		filter.setRequiresAuthenticationRequestMatcher(pathPattern(HttpMethod.GET, server.back()));
		filter.setAuthenticationManager(new ProviderManager(provider));
		filter.setAuthenticationDetailsSource(CasSignIn::details);
		// The library's token holds the ticket: the session keeps ours in its place.
		filter.setSecurityContextRepository(new NullSecurityContextRepository());
		filter.setAuthenticationSuccessHandler((request, response, who) -> arrived(server, request, response, who));
		filter.setAuthenticationFailureHandler((request, response, cause) -> refuse(server, request, response, cause));
		return filter;
	}

	private static ServiceAuthenticationDetails details(HttpServletRequest request) {
		if (request.getAttribute(CasAddressesFilter.SERVICE) instanceof String service) {
			return () -> service;
		}
		throw new NotBegunException();
	}

	private UserDetails vouched(Server server, CasAssertionAuthenticationToken assertion) {
		String user = assertion.getAssertion().getPrincipal().getName();
		return this.accounts.signIn(new CasUser(server.id(), user))
			.map(Vouched::new)
			.orElseThrow(() -> UsernameNotFoundException.fromUsername(user));
	}

	private void arrived(Server server, HttpServletRequest request, HttpServletResponse response,
			Authentication vouched) {
		CasAuthenticationToken token = (CasAuthenticationToken) vouched;
		SignedIn who = ((Vouched) token.getUserDetails()).who();
		HttpSession before = request.getSession(false);
		if (before != null) {
			before.invalidate();
		}
		String next = this.sessions.goOn(request, response, who);
		this.opened.opened(request.getSession(), server.id(), String.valueOf(token.getCredentials()),
				who.getPrincipal());
		ConsoleRefusals.redirect(response, next);
	}

	private void refuse(Server server, HttpServletRequest request, HttpServletResponse response,
			AuthenticationException cause) throws ServletException, IOException {
		if (cause instanceof NotBegunException) {
			ConsoleRefusals.redirect(response, ConsoleRefusals.LOGIN + "?expired");
		}
		else if (cause instanceof CasTickets.ConsoleBusyException) {
			ConsoleRefusals.redirect(response, ConsoleRefusals.LOGIN + "?busy");
		}
		else if (cause instanceof CasTickets.LostTicketException) {
			// No circle: for ten minutes this server's connections are not used again.
			ConsoleRefusals.redirect(response, server.start());
		}
		else if (cause instanceof UsernameNotFoundException unknown) {
			unknown(server, request, response, unknown);
		}
		else if (cause instanceof AuthenticationServiceException) {
			logger.warn("The CAS server {} of the console gives no answer that can be used: {}", server.id(),
					cause.getMessage());
			ConsoleRefusals.redirect(response, ConsoleRefusals.LOGIN + "?cas-down=" + server.id());
		}
		else {
			if (cause instanceof BadCredentialsException) {
				JudgedTurn.wrong(request);
			}
			this.refused.record(request, null, ErrorCode.TICKET_REFUSED.name());
			ConsoleRefusals.redirect(response, ConsoleRefusals.LOGIN + "?cas-refused=" + server.id());
		}
	}

	/** The server vouches for the name: the page and the journal may say it. */
	private void unknown(Server server, HttpServletRequest request, HttpServletResponse response,
			UsernameNotFoundException cause) throws ServletException, IOException {
		String user = String.valueOf(cause.getName());
		this.refused.recordUser(request, new CasUser(server.id(), user).at(server.label()),
				ErrorCode.UNKNOWN_PERSON.name());
		response.setStatus(HttpStatus.FORBIDDEN.value());
		request.setAttribute(UNKNOWN, new Unknown(server.label(), user, server.leave()));
		request.getRequestDispatcher("/console/cas-unknown").forward(request, response);
	}

	/** Ends the sessions that a back-channel logout of a server names. */
	void logout(Server server, HttpServletRequest request, byte[] body) {
		String type = (request.getContentType() != null) ? request.getContentType() : "";
		this.protocol.readLogout(type, body).forEach((ticket) -> {
			String whose = this.opened.end(server.id(), ticket.value());
			if (whose != null) {
				this.audit.record(AuditEntry.of(this.clock.instant(), AuditType.ADMIN_LOGOUT)
					.withPerson(whose)
					.withAddress(this.caller.address(request))
					.withDetail(server.label()));
			}
		});
	}

}
