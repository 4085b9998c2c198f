package fr.passerelle.gateway.logout;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.BodyTooLargeException;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.FormOrigin;
import fr.passerelle.gateway.http.GatewayCookies;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.login.Departures;
import fr.passerelle.gateway.login.LogoutStart;
import fr.passerelle.gateway.login.SignOnProtocols;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.EspaceLink;
import fr.passerelle.gateway.page.LoggedOutPage;
import fr.passerelle.gateway.page.LogoutPage;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Presence;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.SessionCookies;
import fr.passerelle.gateway.session.Sessions;
import org.jspecify.annotations.Nullable;

/**
 * The logout page: GET asks, POST ends the session, here only or in the ENT too. Another
 * site cannot end a session: the session cookies are {@code SameSite=Lax} and do not come
 * with its POST, and a POST is refused if the browser says that it comes from elsewhere,
 * a neighbouring host included.
 */
public final class Logout {

	/** The page's path below the base path. */
	public static final String PAGE = "/logout";

	/**
	 * The purpose of the cookie of a browser that went to the ENT's logout, which comes
	 * back to Page commune.
	 */
	public static final String LEFT = "left";

	/** How long the way to the ENT's logout and back may take. */
	private static final Duration ON_THE_WAY = Duration.ofMinutes(5);

	/** No form of this page is longer, in bytes. */
	private static final int MAX_BODY = 64 * 1024;

	/**
	 * The form's field for the Espaces to leave; a form without it leaves all of them.
	 */
	private static final String ESPACE = "espace";

	private static final String WHERE = "passerelle-logout";

	/**
	 * Only the gateway's own form has it: there, no Espace ticked means none, not all.
	 */
	private static final String TICKED = "passerelle-ticked";

	private final Sessions sessions;

	private final SessionCookies cookies;

	private final SignOnProtocols protocols;

	private final Pages pages;

	private final Departures departures;

	private final Refusals refusals;

	private final AuditTrail audit;

	private final Clock clock;

	/**
	 * Made once for the program.
	 * @param sessions finds and ends sessions
	 * @param protocols make the ways to the ENTs' logouts
	 * @param pages shows the question, and what follows
	 * @param refusals answers a form that another site sent
	 * @param audit keeps what was ended
	 * @param clock dates it
	 */
	public Logout(Sessions sessions, SignOnProtocols protocols, Pages pages, Refusals refusals, AuditTrail audit,
			Clock clock) {
		this.sessions = sessions;
		this.cookies = new SessionCookies(sessions);
		this.protocols = protocols;
		this.departures = new Departures(pages);
		this.pages = pages;
		this.refusals = refusals;
		this.audit = audit;
		this.clock = clock;
	}

	/** Answers a request for the logout page. */
	public CompletionStage<Answer> handle(VisitorRequest request, Establishment establishment) {
		if (!request.method().equals("POST")) {
			return CompletableFuture.completedFuture(ask(request, establishment));
		}
		if (FormOrigin.isForeign(request, establishment.publicUrl())) {
			return CompletableFuture
				.completedFuture(this.refusals.refuse(request, Refusal.of(ErrorCode.LOGIN_EXPIRED, establishment)
					.offering(Action.Kind.HOME, home(establishment))));
		}
		boolean form = Form.isForm(request.header("Content-Type"));
		return request.body(MAX_BODY)
			.exceptionally(BodyTooLargeException.instead(() -> new byte[0]))
			.thenCompose((body) -> end(request, establishment, Form.read(form ? body : new byte[0])));
	}

	private Answer ask(VisitorRequest request, Establishment establishment) {
		List<Presence> presences = present(request, establishment).values()
			.stream()
			.map((session) -> presence(establishment, session))
			.toList();
		return this.pages.logout(request, new LogoutPage(establishment.name(), presences, null, home(establishment)));
	}

	private CompletionStage<Answer> end(VisitorRequest request, Establishment establishment, Form fields) {
		List<GatewaySession> ended = new ArrayList<>();
		present(request, establishment).forEach((key, session) -> {
			if (chosen(fields, key) && this.sessions.end(session)) {
				ended.add(session);
				this.audit.record(AuditEntry.of(this.clock.instant(), AuditType.LOGOUT)
					.at(establishment.uai(), key)
					.withDelegation(session.delegation())
					.withPerson(session.visitor().user())
					.withAddress(request.clientAddress()));
			}
		});
		if (ended.isEmpty() && fields.has(TICKED)) {
			return CompletableFuture.completedFuture(ask(request, establishment));
		}
		return after(request, establishment, fields, ended)
			.thenApply((answer) -> withoutCookies(answer, establishment, ended));
	}

	private static Answer withoutCookies(Answer answer, Establishment establishment, List<GatewaySession> ended) {
		GatewayCookies names = new GatewayCookies(establishment.isSecure());
		Answer less = answer;
		for (GatewaySession session : ended) {
			less = less.with(names.remove(SessionCookies.purpose(session.espace())));
		}
		return less;
	}

	/**
	 * Leads to the ENT's logout, if the form asks for it and one of the sessions came by
	 * an ENT that has one.
	 */
	private CompletionStage<Answer> after(VisitorRequest request, Establishment establishment, Form fields,
			List<GatewaySession> ended) {
		boolean remains = ended.stream().anyMatch((session) -> delegation(establishment, session) != null);
		Answer here = this.pages.loggedOut(request, page(establishment, ended, remains));
		if (!"ent".equals(fields.first(WHERE))) {
			return CompletableFuture.completedFuture(here);
		}
		GatewayCookies names = new GatewayCookies(establishment.isSecure());
		return wayOut(establishment, ended.iterator()).thenApply((there) -> there
			.map((way) -> this.departures.answer(303, request, way).with(names.set(LEFT, "1", ON_THE_WAY)))
			.orElse(here));
	}

	/** The way to the ENT of the first of these sessions that has one. */
	private CompletionStage<Optional<Departures.Way>> wayOut(Establishment establishment,
			Iterator<GatewaySession> sessions) {
		if (!sessions.hasNext()) {
			return CompletableFuture.completedFuture(Optional.empty());
		}
		GatewaySession session = sessions.next();
		Delegation delegation = delegation(establishment, session);
		if (delegation == null) {
			return wayOut(establishment, sessions);
		}
		return this.protocols.of(delegation)
			.logout(new LogoutStart(establishment, delegation, home(establishment), session.memory()))
			.thenCompose((there) -> there.isPresent()
					? CompletableFuture
						.completedFuture(there.map((known) -> new Departures.Way(establishment, delegation, known)))
					: wayOut(establishment, sessions));
	}

	private static boolean chosen(Form fields, EspaceKey key) {
		return fields.has(ESPACE) ? fields.all(ESPACE).contains(key.key()) : !fields.has(TICKED);
	}

	private Map<EspaceKey, GatewaySession> present(VisitorRequest request, Establishment establishment) {
		Map<EspaceKey, GatewaySession> present = new LinkedHashMap<>();
		for (EspaceKey key : EspaceKey.values()) {
			GatewaySession session = this.cookies.find(request, establishment, key);
			if (session != null) {
				present.put(key, session);
			}
		}
		return present;
	}

	private static LoggedOutPage page(Establishment establishment, List<GatewaySession> ended, boolean remains) {
		List<EspaceLink> again = ended.stream()
			.map((session) -> new EspaceLink(session.espace(), establishment.page(session.espace())))
			.toList();
		return new LoggedOutPage(establishment.name(), again, remains, home(establishment));
	}

	/** The delegation that a session came by; null if its Espace no longer has it. */
	private static @Nullable Delegation delegation(Establishment establishment, GatewaySession session) {
		return establishment.espace(session.espace()).delegation(session.delegation()).orElse(null);
	}

	private static Presence presence(Establishment establishment, GatewaySession session) {
		Delegation delegation = delegation(establishment, session);
		return new Presence(session.espace(), session.visitor().name(),
				(delegation != null) ? delegation.label() : null, session.delegation() == null);
	}

	private static String home(Establishment establishment) {
		return establishment.home();
	}

}
