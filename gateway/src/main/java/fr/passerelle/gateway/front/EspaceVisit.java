package fr.passerelle.gateway.front;

import java.net.URI;
import java.nio.ByteBuffer;

import fr.passerelle.gateway.directlogin.DirectLogin;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.Background;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.login.LoginFlow;
import fr.passerelle.gateway.login.TicketCallback;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.page.Visit;
import fr.passerelle.gateway.proxy.Passage;
import fr.passerelle.gateway.proxy.ReverseProxy;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.SessionCookies;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A request for an Espace: published? session? then on to the application, or into a
 * login.
 */
final class EspaceVisit {

	/**
	 * The chooser's form is not longer than this, in bytes; only so short a body is
	 * looked into on its way through.
	 */
	private static final int MAX_CHOICE = 128;

	private final SessionCookies sessions;

	private final LoginFlow login;

	private final DirectLogin directLogin;

	private final Forms forms;

	private final BackChannel backChannel;

	private final Commune commune;

	private final ReverseProxy proxy;

	private final Refusals refusals;

	private final Leases leases;

	EspaceVisit(SessionCookies sessions, LoginFlow login, DirectLogin directLogin, Forms forms, BackChannel backChannel,
			Commune commune, ReverseProxy proxy, Refusals refusals, Leases leases) {
		this.sessions = sessions;
		this.login = login;
		this.directLogin = directLogin;
		this.forms = forms;
		this.backChannel = backChannel;
		this.commune = commune;
		this.proxy = proxy;
		this.refusals = refusals;
		this.leases = leases;
	}

	void handle(JettyVisitorRequest visitor, Establishment establishment, Espace espace, Request request,
			Response response, Callback callback) {
		GatewaySession session = this.sessions.find(visitor, establishment, espace.key());
		if (session == null && visitor.method().equals("POST")) {
			this.backChannel.listen(visitor, establishment, espace.key(), request, response, callback,
					(same, again) -> visit(same, establishment, espace, null, again, response, callback));
		}
		else {
			visit(visitor, establishment, espace, session, request, response, callback);
		}
	}

	private void visit(VisitorRequest visitor, Establishment establishment, Espace espace,
			@Nullable GatewaySession session, Request request, Response response, Callback callback) {
		boolean post = visitor.method().equals("POST");
		if (post && session == null && espace.key() != EspaceKey.ETABLISSEMENT) {
			Answers.write(this.forms.post(visitor, establishment, espace),
					(failure) -> this.forms.failed(visitor, establishment, espace, failure), request, response,
					callback);
		}
		else if (!establishment.isOpen(espace.key())) {
			Answers.write(this.forms.closed(visitor, establishment, espace), request, response, callback);
		}
		else if (espace.key() == EspaceKey.ETABLISSEMENT) {
			forward(visitor, establishment, espace.upstream(), null, request, response, callback);
		}
		else if (isVisit(visitor) && TicketCallback.of(visitor).isPresent()) {
			comeBack(visitor, establishment, espace, session != null, request, response, callback);
		}
		else if (LoginFlow.checksCookies(visitor.query()) && isVisit(visitor)) {
			Answers.write(this.login.check(new Visit(visitor, establishment, espace), session != null), request,
					response, callback);
		}
		else if (session != null && mayBeOurs(visitor, espace, request)) {
			lookInto(visitor, establishment, espace, session, request, response, callback);
		}
		else {
			goOn(visitor, establishment, espace, session, request, response, callback);
		}
	}

	private void goOn(VisitorRequest visitor, Establishment establishment, Espace espace,
			@Nullable GatewaySession session, Request request, Response response, Callback callback) {
		if (espace.key() == EspaceKey.COMMUNE) {
			Answers.write(commune(visitor, establishment, espace, session), request, response, callback);
		}
		else if (session != null) {
			forward(visitor, establishment, espace.upstream(), session, request, response, callback);
		}
		else {
			Answers.write(enter(visitor, establishment, espace), request, response, callback);
		}
	}

	/** A path that needs no session and carries no identity. */
	void publicPath(VisitorRequest visitor, Establishment establishment, Request request, Response response,
			Callback callback) {
		if (establishment.published()) {
			forward(visitor, establishment, establishment.upstream(), null, request, response, callback);
		}
		else {
			Answers.write(this.forms.closed(visitor, establishment, establishment.espace(EspaceKey.COMMUNE)), request,
					response, callback);
		}
	}

	/**
	 * A ticket counts when a browser comes with it; an application's own background call
	 * may carry such a name.
	 */
	private static boolean isVisit(VisitorRequest visitor) {
		boolean safe = visitor.method().equals("GET") || visitor.method().equals("HEAD");
		return safe && !Background.isBackground(visitor);
	}

	private void comeBack(VisitorRequest visitor, Establishment establishment, Espace espace, boolean inside,
			Request request, Response response, Callback callback) {
		TicketCallback ticket = TicketCallback.of(visitor).orElseThrow();
		if (visitor.method().equals("HEAD")) {
			Answers.write(Answer.redirect(302, establishment.publicUrl() + ticket.target()), request, response,
					callback);
		}
		else {
			Answers.write(this.login.arrive(new Visit(visitor, establishment, espace), ticket, inside),
					(failure) -> this.forms.failed(visitor, establishment, espace, failure), request, response,
					callback);
		}
	}

	private Answer enter(VisitorRequest visitor, Establishment establishment, Espace espace) {
		boolean page = visitor.method().equals("GET") || visitor.method().equals("HEAD");
		if (!page || Background.isBackground(visitor)) {
			return this.forms.loginRequired(visitor, establishment, espace);
		}
		if (Forms.isLocalForm(visitor, espace)) {
			return this.directLogin.form(new Visit(visitor, establishment, espace));
		}
		if (espace.delegations().isEmpty()) {
			return Answer.redirect(302, establishment.publicUrl() + Query.with(visitor.target(), DirectLogin.ASKED));
		}
		return this.login.ask(new Visit(visitor, establishment, espace));
	}

	private Answer commune(VisitorRequest visitor, Establishment establishment, Espace espace,
			@Nullable GatewaySession session) {
		String path = visitor.path().decoded();
		boolean page = path.equals(establishment.desktopPath(EspaceKey.COMMUNE))
				|| path.equals(establishment.mobilePath(EspaceKey.COMMUNE));
		if (!page) {
			return this.refusals.refuse(visitor, Refusal.of(ErrorCode.UNKNOWN_PATH, establishment)
				.offering(Action.Kind.HOME, establishment.publicUrl() + establishment.basePath() + "/"));
		}
		if (session == null && Forms.isLocalForm(visitor, espace)) {
			return this.directLogin.form(new Visit(visitor, establishment, espace));
		}
		return this.commune.show(visitor, establishment, session);
	}

	/**
	 * Whether somebody inside may have posted a form of ours from a tab left open: the
	 * chooser's, or the local form. Only so short a form is looked into on its way.
	 */
	private static boolean mayBeOurs(VisitorRequest visitor, Espace espace, Request request) {
		return visitor.method().equals("POST") && request.getLength() > 0
				&& request.getLength() <= longest(visitor, espace) && Form.isForm(visitor.header("Content-Type"));
	}

	private static int longest(VisitorRequest visitor, Espace espace) {
		return Forms.isLocalForm(visitor, espace) ? Forms.MAX_BODY : MAX_CHOICE;
	}

	private void lookInto(VisitorRequest visitor, Establishment establishment, Espace espace, GatewaySession session,
			Request request, Response response, Callback callback) {
		visitor.body(longest(visitor, espace)).thenAccept((body) -> {
			Answer answer = this.forms.inside(visitor, establishment, espace, Form.read(body));
			if (answer != null) {
				Answers.write(answer, request, response, callback);
			}
			else {
				goOn(visitor, establishment, espace, session, new ReplayedRequest(request, ByteBuffer.wrap(body)),
						response, callback);
			}
		}).whenComplete((done, failure) -> {
			// The client broke off, or something here did: nobody waits for nothing.
			if (failure != null) {
				callback.failed(failure);
			}
		});
	}

	private void forward(VisitorRequest visitor, Establishment establishment, URI upstream,
			@Nullable GatewaySession session, Request request, Response response, Callback callback) {
		this.proxy.forward(request, response, callback,
				new Passage(establishment, upstream, visitor.path(), UnspentTickets.outOf(visitor.query()), session,
						visitor.clientAddress(), (answer, done) -> Answers
							.write(unreachable(visitor, establishment, session), request, answer, done),
						this.leases.of(visitor, establishment, session, request)));
	}

	private Answer unreachable(VisitorRequest visitor, Establishment establishment, @Nullable GatewaySession session) {
		return this.refusals.refuse(visitor,
				Refusal.of(ErrorCode.UPSTREAM_UNREACHABLE)
					.at(establishment, (session != null) ? session.espace() : null)
					.offering(Action.Kind.RETRY, establishment.publicUrl() + visitor.target()));
	}

}
