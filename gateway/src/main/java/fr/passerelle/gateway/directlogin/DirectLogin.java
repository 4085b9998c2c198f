package fr.passerelle.gateway.directlogin;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.GatewayCookies;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.DirectLoginPage;
import fr.passerelle.gateway.page.EspaceLink;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.page.Visit;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.SessionCookies;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.session.SignInOrigin;
import org.jspecify.annotations.Nullable;

/**
 * Sign-in by the local form, for people without an ENT account. A wrong name and a wrong
 * password are answered alike, after the same work.
 */
public final class DirectLogin {

	/** The only spelling that asks for the form. */
	public static final String ASKED = "login=true";

	/** What the form's fields are called. */
	public static final String USERNAME = "username";

	static final String PASSWORD = "password";

	static final String TOKEN = "passerelle-token";

	private final PasswordCheck passwords;

	private final Sessions sessions;

	private final Screen screen;

	private final FormToken tokens;

	DirectLogin(PasswordCheck passwords, Sessions sessions, Screen screen, FormToken tokens) {
		this.passwords = passwords;
		this.sessions = sessions;
		this.screen = screen;
		this.tokens = tokens;
	}

	/** The form, or why this address sees none. */
	public Answer form(Visit visit) {
		VisitorRequest request = visit.request();
		Establishment establishment = visit.establishment();
		Espace espace = visit.espace();
		return this.passwords.suspendedFor(request)
			.map((left) -> suspended(request, establishment, espace, left))
			.orElseGet(() -> show(request, establishment, espace, null, null));
	}

	/**
	 * The form's answer.
	 * @param fields the form's fields
	 */
	public CompletionStage<Answer> submit(Visit visit, Form fields) {
		VisitorRequest request = visit.request();
		Establishment establishment = visit.establishment();
		Espace espace = visit.espace();
		String username = text(fields, USERNAME);
		Optional<Duration> left = this.passwords.suspendedFor(request, establishment, username);
		if (left.isPresent()) {
			return done(suspended(request, establishment, espace, left.get()));
		}
		if (!this.tokens.accepts(request, establishment, fields.first(TOKEN))) {
			Refusal refusal = Refusal.of(ErrorCode.LOGIN_EXPIRED, establishment)
				.at(establishment, espace.key())
				.offering(Action.Kind.LOGIN, establishment.publicUrl() + request.target());
			return done(this.screen.refusals().refuse(request, refusal));
		}
		return this.passwords.check(request, establishment, username, text(fields, PASSWORD),
				(result) -> result.fold((person) -> enter(request, establishment, espace, Visitor.of(person)),
						(account) -> wrong(request, establishment, espace, username, account.orElse(null)),
						(wait) -> suspended(request, establishment, espace, wait)));
	}

	/** The journal names the account that is attacked, and never what was typed. */
	private Answer wrong(VisitorRequest request, Establishment establishment, Espace espace, String username,
			@Nullable String account) {
		Refusal refusal = Refusal.of(ErrorCode.BAD_CREDENTIALS, establishment)
			.at(establishment, espace.key())
			.filed(AuditType.DIRECT_LOGIN_REFUSED, account, null);
		return show(request, establishment, espace, username, this.screen.refusals().record(request, refusal));
	}

	private Answer enter(VisitorRequest request, Establishment establishment, Espace espace, Visitor visitor) {
		if (espace.key() != EspaceKey.COMMUNE && !visitor.espaces().contains(espace.key())) {
			List<EspaceLink> open = visitor.espaces()
				.stream()
				.filter(establishment::isOpen)
				.sorted()
				.map((key) -> new EspaceLink(key, establishment.publicUrl() + establishment.desktopPath(key)))
				.toList();
			return this.screen.refusals()
				.refuse(request,
						Refusal.of(ErrorCode.PROFILE_NOT_ALLOWED, establishment)
							.at(establishment, espace.key())
							.filed(AuditType.DIRECT_LOGIN_REFUSED, visitor.user(), null)
							.leadingTo(open)
							.offering(Action.Kind.HOME, establishment.publicUrl() + establishment.basePath() + "/"));
		}
		return open(request, establishment, espace, visitor);
	}

	private Answer open(VisitorRequest request, Establishment establishment, Espace espace, Visitor visitor) {
		Sessions.Opened opened = this.sessions.open(establishment.uai(), espace.key(), visitor, GatewaySession.DIRECT,
				null, SignInOrigin.of(request));
		new SessionCookies(this.sessions).replace(request, establishment, opened.session());
		this.screen.audit()
			.record(new AuditEntry(this.screen.clock().instant(), AuditType.DIRECT_LOGIN_SUCCEEDED, null,
					establishment.uai(), espace.key().key(), GatewaySession.DIRECT, visitor.user(),
					request.clientAddress(), null, null));
		GatewayCookies cookies = new GatewayCookies(establishment.isSecure());
		return arrive(request, establishment)
			.with(cookies.set(SessionCookies.purpose(espace.key()), opened.secret(), null));
	}

	private static Answer arrive(VisitorRequest request, Establishment establishment) {
		return Answer.redirect(303, establishment.publicUrl() + Query.without(request.target(), ASKED));
	}

	private Answer show(VisitorRequest request, Establishment establishment, Espace espace, @Nullable String username,
			@Nullable String reference) {
		String secret = this.tokens.secret(request, establishment);
		String ent = espace.delegations().isEmpty() ? null
				: establishment.publicUrl() + Query.without(request.target(), ASKED);
		DirectLoginPage page = new DirectLoginPage(establishment.name(), espace.key(),
				this.tokens.issue(establishment, secret), username,
				(reference != null) ? ErrorCode.BAD_CREDENTIALS : null, reference, ent,
				establishment.publicUrl() + establishment.basePath() + "/");
		return this.screen.pages()
			.directLogin(request, page, (reference != null) ? ErrorCode.BAD_CREDENTIALS.status() : 200)
			.with(this.tokens.cookie(establishment, secret));
	}

	private Answer suspended(VisitorRequest request, Establishment establishment, Espace espace, Duration left) {
		return this.screen.refusals()
			.refuse(request,
					Refusal.of(ErrorCode.ADDRESS_SUSPENDED, establishment)
						.at(establishment, espace.key())
						.filed(AuditType.DIRECT_LOGIN_REFUSED, null, null)
						.retryAfter(left));
	}

	private static String text(Form fields, String name) {
		String value = fields.first(name);
		return (value != null) ? value : "";
	}

	private static CompletionStage<Answer> done(Answer answer) {
		return CompletableFuture.completedFuture(answer);
	}

	/** What the form is shown with, and what is written down of it. */
	record Screen(Pages pages, Refusals refusals, AuditTrail audit, Clock clock) {
	}

}
