package fr.passerelle.gateway.security;

import java.time.Clock;

import fr.passerelle.gateway.account.SignedIn;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.http.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;

/**
 * What follows a sign-in to the console, right or wrong, and a sign-out.
 */
final class ConsoleSignIn
		implements AuthenticationSuccessHandler, AuthenticationFailureHandler, LogoutHandler, LogoutSuccessHandler {

	private static final String LEFT = "fr.passerelle.left-cas";

	private final ConsoleSessions sessions;

	private final Caller caller;

	private final RefusedSignIns refused;

	private final AuditTrail audit;

	private final Clock clock;

	ConsoleSignIn(ConsoleSessions sessions, Caller caller, RefusedSignIns refused, AuditTrail audit, Clock clock) {
		this.sessions = sessions;
		this.caller = caller;
		this.refused = refused;
		this.audit = audit;
		this.clock = clock;
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
			Authentication administrator) {
		ConsoleRefusals.redirect(response, this.sessions.arrived(request, response, (SignedIn) administrator));
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException cause) {
		if (cause instanceof AuthenticationServiceException) {
			ConsoleRefusals.redirect(response, ConsoleRefusals.LOGIN + "?busy");
			return;
		}
		JudgedTurn.wrong(request);
		this.refused.record(request, RefusedSignIns.tried(cause), ErrorCode.BAD_CREDENTIALS.name());
		ConsoleRefusals.redirect(response, ConsoleRefusals.LOGIN + "?refused");
	}

	@Override
	public void logout(HttpServletRequest request, HttpServletResponse response,
			@Nullable Authentication administrator) {
		request.setAttribute(LEFT, CasSessions.server(request));
		if (administrator != null) {
			record(AuditType.ADMIN_LOGOUT, request, administrator.getName());
		}
	}

	/**
	 * A person who came through a CAS server is still signed in there: the page says so.
	 */
	@Override
	public void onLogoutSuccess(HttpServletRequest request, HttpServletResponse response,
			@Nullable Authentication administrator) {
		String by = (request.getAttribute(LEFT) instanceof String server) ? "=" + server : "";
		ConsoleRefusals.redirect(response, ConsoleRefusals.LOGIN + "?bye" + by);
	}

	private void record(AuditType type, HttpServletRequest request, String name) {
		this.audit.record(
				AuditEntry.of(this.clock.instant(), type).withPerson(name).withAddress(this.caller.address(request)));
	}

}
