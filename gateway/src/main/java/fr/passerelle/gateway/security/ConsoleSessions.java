package fr.passerelle.gateway.security;

import java.time.Clock;

import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.SignIns;
import fr.passerelle.gateway.account.SignedIn;
import fr.passerelle.gateway.account.Standing;
import fr.passerelle.gateway.account.Standing.NextStep;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.http.AskedHost;
import fr.passerelle.gateway.version.ConsoleHosts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/**
 * The console's sessions: which page follows a sign-in, and how a session continues after
 * a change that ended all others of its owner.
 */
public final class ConsoleSessions {

	/** When the session was signed in, for its greatest age. */
	static final String SIGNED_IN_AT = "fr.passerelle.signed-in-at";

	/** Sessions of one administrator; the one unused longest ends. */
	static final int MAX_EACH = 20;

	private static final String HOME = "/console/";

	private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

	private final AskedPage asked;

	private final SessionRegistry registry;

	private final OpenSessions open;

	private final SignIns signIns;

	private final Administrators administrators;

	private final Caller caller;

	private final RefusedSignIns refused;

	private final ConsoleHosts hosts;

	private final Clock clock;

	ConsoleSessions(AskedPage asked, SessionRegistry registry, OpenSessions open, SignIns signIns,
			Administrators administrators, Caller caller, RefusedSignIns refused, ConsoleHosts hosts, Clock clock) {
		this.asked = asked;
		this.registry = registry;
		this.open = open;
		this.signIns = signIns;
		this.administrators = administrators;
		this.caller = caller;
		this.refused = refused;
		this.hosts = hosts;
		this.clock = clock;
	}

	/** The page of a step that is left. */
	static String page(NextStep next) {
		return ConsoleRefusals.LOGIN + switch (next) {
			case NONE -> "";
			case SECOND_FACTOR -> "/code";
			case NEW_PASSWORD -> "/password";
			case ENROLMENT -> "/enrolment";
		};
	}

	/** Who acts, from where. */
	public Actor actor(HttpServletRequest request, SignedIn who) {
		return new Actor(who.getName(), this.caller.address(request));
	}

	/** How many sessions of an administrator this node has. */
	public int count(SignedIn who) {
		return this.registry.getAllSessions(who.getPrincipal(), false).size();
	}

	/**
	 * Counts a wrong code, password or passkey against the address that it came from, and
	 * notes it.
	 * @param who whose second step it was; null if not known
	 * @param code why it was refused
	 */
	public void refused(HttpServletRequest request, @Nullable SignedIn who, String code) {
		JudgedTurn.wrong(request);
		this.refused.record(request, (who != null) ? who.getName() : null, code);
	}

	/** Notes that an administrator has just signed in, or come one step further. */
	String arrived(HttpServletRequest request, HttpServletResponse response, SignedIn who) {
		if (request.getAttribute(AskedHost.ATTRIBUTE) instanceof String asked) {
			this.hosts.seen(who.getName(), asked);
		}
		HttpSession session = request.getSession();
		if (session.getAttribute(SIGNED_IN_AT) == null) {
			session.setAttribute(SIGNED_IN_AT, this.clock.instant());
			this.open.keepLast(this.registry.getAllSessions(who.getPrincipal(), false)
				.stream()
				.map(SessionInformation::getSessionId)
				.toList(), MAX_EACH);
		}
		NextStep next = this.signIns.standing(who).map(Standing::next).orElse(NextStep.NONE);
		if (next != NextStep.NONE) {
			return page(next);
		}
		JudgedTurn.right(request);
		this.administrators.signedIn(actor(request, who), who.means().name());
		return asked(request, response);
	}

	/**
	 * Continues as the same person who proved more, or after their own change ended all
	 * their sessions. The session gets a new id, so that a planted one is worthless.
	 * @return the page to go on to, where this was a step of the sign-in
	 */
	public String goOn(HttpServletRequest request, HttpServletResponse response, SignedIn who) {
		keep(request, response, who);
		return arrived(request, response, who);
	}

	/** As {@link #goOn}, for an administrator who is in already. */
	public void keep(HttpServletRequest request, HttpServletResponse response, SignedIn who) {
		// A passkey may come first of all, and then there is no session yet to rename.
		if (request.getSession(false) != null) {
			request.changeSessionId();
		}
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(who);
		SecurityContextHolder.setContext(context);
		this.contexts.saveContext(context, request, response);
		// A sign-in by passkey passes no form, which would have registered it.
		this.registry.registerNewSession(request.getSession().getId(), who.getPrincipal());
	}

	private String asked(HttpServletRequest request, HttpServletResponse response) {
		String before = this.asked.address(request);
		this.asked.removeRequest(request, response);
		return (before != null) ? before : HOME;
	}

}
