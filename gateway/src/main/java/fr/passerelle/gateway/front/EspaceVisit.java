package fr.passerelle.gateway.front;

import java.net.URI;
import java.util.Optional;

import fr.passerelle.gateway.directlogin.DirectLogin;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.front.Outcome.Answered;
import fr.passerelle.gateway.front.Outcome.Later;
import fr.passerelle.gateway.front.Outcome.ListenFirst;
import fr.passerelle.gateway.front.Outcome.Passed;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.Background;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.login.LoginFlow;
import fr.passerelle.gateway.login.TicketCallback;
import fr.passerelle.gateway.logout.SingleLogout;
import fr.passerelle.gateway.page.Visit;
import fr.passerelle.gateway.proxy.Passage;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.SessionCookies;
import org.jspecify.annotations.Nullable;

/**
 * Decides on a request for an Espace: is the Espace open, does the browser have a session
 * in it? Then the request passes to the application, or the visitor is led into a login.
 */
final class EspaceVisit {

	private final SessionCookies sessions;

	private final LoginFlow login;

	private final DirectLogin directLogin;

	private final PostedForms forms;

	private final SingleLogout singleLogout;

	private final Commune commune;

	private final TurnedAway turnedAway;

	private final Leases leases;

	EspaceVisit(SessionCookies sessions, LoginFlow login, DirectLogin directLogin, SingleLogout singleLogout,
			Commune commune, TurnedAway turnedAway, Leases leases) {
		this.sessions = sessions;
		this.login = login;
		this.directLogin = directLogin;
		this.forms = new PostedForms(login, directLogin, turnedAway);
		this.singleLogout = singleLogout;
		this.commune = commune;
		this.turnedAway = turnedAway;
		this.leases = leases;
	}

	Outcome handle(Visit visit) {
		GatewaySession session = this.sessions.find(visit.request(), visit.establishment(), visit.key());
		if (session == null && visit.request().method().equals("POST")) {
			return new ListenFirst(
					(body) -> this.singleLogout.hear(visit.request(), visit.establishment(), visit.key(), body),
					(again) -> decide(new Visit(again, visit.establishment(), visit.espace()), null));
		}
		return decide(visit, session);
	}

	private Outcome decide(Visit visit, @Nullable GatewaySession session) {
		VisitorRequest request = visit.request();
		boolean open = visit.key() == EspaceKey.ETABLISSEMENT;
		if (session == null && !open && request.method().equals("POST")) {
			return Outcome.later(this.forms.post(visit));
		}
		if (!visit.establishment().isOpen(visit.key())) {
			return new Answered(this.turnedAway.closed(visit));
		}
		if (open) {
			return pass(request, visit.establishment(), visit.espace().upstream(), null);
		}
		Optional<TicketCallback> ticket = isVisit(request) ? TicketCallback.of(request) : Optional.empty();
		if (ticket.isPresent()) {
			return comeBack(visit, ticket.get(), session != null);
		}
		if (LoginFlow.checksCookies(request.query()) && isVisit(request)) {
			return Outcome.later(this.login.check(visit, session != null));
		}
		if (session != null && PostedForms.mayBeOurs(visit)) {
			return lookInto(visit, session);
		}
		return goOn(visit, session);
	}

	private Outcome goOn(Visit visit, @Nullable GatewaySession session) {
		if (visit.key() == EspaceKey.COMMUNE) {
			return new Answered(commune(visit, session));
		}
		return (session != null) ? pass(visit.request(), visit.establishment(), visit.espace().upstream(), session)
				: enter(visit);
	}

	/** Decides on a path that needs no session and carries no identity. */
	Outcome publicPath(VisitorRequest request, Establishment establishment) {
		return establishment.published() ? pass(request, establishment, establishment.upstream(), null) : new Answered(
				this.turnedAway.closed(new Visit(request, establishment, establishment.espace(EspaceKey.COMMUNE))));
	}

	/**
	 * A ticket counts when a browser comes with it; an application's own background call
	 * may carry such a name.
	 */
	private static boolean isVisit(VisitorRequest request) {
		return isPage(request) && !Background.isBackground(request);
	}

	private static boolean isPage(VisitorRequest request) {
		return request.method().equals("GET") || request.method().equals("HEAD");
	}

	private Outcome comeBack(Visit visit, TicketCallback ticket, boolean inside) {
		return visit.request().method().equals("HEAD")
				? new Answered(Answer.redirect(302, visit.address(ticket.target())))
				: Outcome.later(this.login.arrive(visit, ticket, inside));
	}

	private Outcome enter(Visit visit) {
		if (!isVisit(visit.request())) {
			return new Answered(this.turnedAway.loginRequired(visit));
		}
		if (PostedForms.isLocalForm(visit)) {
			return new Answered(this.directLogin.form(visit));
		}
		if (visit.espace().delegations().isEmpty()) {
			return new Answered(Answer.redirect(302,
					visit.address(Query.with(visit.request().target(), Establishment.DIRECT_LOGIN))));
		}
		return Outcome.later(this.login.ask(visit));
	}

	private Answer commune(Visit visit, @Nullable GatewaySession session) {
		String path = visit.request().path().decoded();
		boolean page = path.equals(visit.establishment().desktopPath(EspaceKey.COMMUNE))
				|| path.equals(visit.establishment().mobilePath(EspaceKey.COMMUNE));
		if (!page) {
			return this.turnedAway.unknownPath(visit.request(), visit.establishment());
		}
		if (session == null && PostedForms.isLocalForm(visit)) {
			return this.directLogin.form(visit);
		}
		return this.commune.show(visit.request(), visit.establishment(), session);
	}

	/** A form of the gateway's stays here; any other goes on with the body just read. */
	private Outcome lookInto(Visit visit, GatewaySession session) {
		return new Later(visit.request().body(PostedForms.longest(visit)).thenApply((body) -> {
			if (PostedForms.isOurs(visit, Form.read(body))) {
				return new Answered(this.forms.inside(visit));
			}
			Outcome outcome = goOn(visit, session);
			return (outcome instanceof Passed passed) ? new Passed(passed.passage(), body) : outcome;
		}));
	}

	private Outcome pass(VisitorRequest request, Establishment establishment, URI upstream,
			@Nullable GatewaySession session) {
		EspaceKey espace = (session != null) ? session.espace() : null;
		Passage passage = new Passage(establishment, upstream, request.path(), UnspentTickets.outOf(request.query()),
				session, request.clientAddress(), () -> this.turnedAway.unreachable(request, establishment, espace),
				this.leases.of(request, establishment, session));
		return new Passed(passage, null);
	}

}
