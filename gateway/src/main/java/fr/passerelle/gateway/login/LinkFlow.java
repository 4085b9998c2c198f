package fr.passerelle.gateway.login;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.directlogin.PasswordCheck;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.FormOrigin;
import fr.passerelle.gateway.http.GatewayCookies;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.identity.Admission;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.LinkPage;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.people.Person;
import fr.passerelle.gateway.session.SessionCookies;
import org.jspecify.annotations.Nullable;

/**
 * The step PASSWORD: somebody whom the ENT vouches for tells, once, the name and password
 * that the school gave them. The form stands at an address of the gateway's own, so that
 * no replay of it ever reaches an application. Its cookie outlives it, to tell a browser
 * that goes back to it from one that never had it.
 *
 * <pre>
 * page?ticket=… ─► {@link Arrival} ─► 302 to {@link #PATH}… ─► form ─► POST ─► link ─► 303 to the address first asked for
 * </pre>
 */
public final class LinkFlow {

	/** Where the forms stand. */
	public static final String PATH = "/.passerelle/link/";

	/** The form is not longer than this, in bytes. */
	private static final int MAX_BODY = 16 * 1024;

	/** Begins the names of the cookies. */
	private static final String COOKIE = "k-";

	/** More forms open in one browser than this are remains. */
	private static final int MAX_COOKIES = 5;

	private static final String USERNAME = "username";

	private static final String PASSWORD = "password";

	private static final String TOKEN = "passerelle-token";

	/** The button of who has no local account. */
	private static final String WITHOUT = "passerelle-without";

	private final PendingLinks pending;

	private final PasswordCheck passwords;

	private final Arrival arrival;

	private final SessionCookies sessions;

	private final DelegationProtocol protocol;

	private final Screen screen;

	LinkFlow(PendingLinks pending, PasswordCheck passwords, Arrival arrival, SessionCookies sessions,
			DelegationProtocol protocol, Screen screen) {
		this.pending = pending;
		this.passwords = passwords;
		this.arrival = arrival;
		this.sessions = sessions;
		this.protocol = protocol;
		this.screen = screen;
	}

	/** What the form is shown with, and where refusals are made. */
	record Screen(Pages pages, Refusals refusals) {
	}

	/** Sends a browser to the form. */
	static Answer begin(PendingLinks pending, VisitorRequest request, VouchedLogin login, boolean optional,
			Duration lifetime) {
		String secret = pending.begin(login, optional, request.clientAddress());
		GatewayCookies cookies = new GatewayCookies(login.establishment().isSecure());
		String name = PendingLinks.name(secret);
		Answer answer = Answer.redirect(302, login.establishment().publicUrl() + PATH + name)
			.with(cookies.set(COOKIE + name, secret, lifetime));
		List<Map.Entry<String, String>> remains = cookies.startingWith(request, COOKIE);
		for (int i = 0; i <= remains.size() - MAX_COOKIES; i++) {
			answer = answer.with(cookies.remove(remains.get(i).getKey()));
		}
		return answer;
	}

	/** A request below {@link #PATH}: shows the form, or takes it. */
	public CompletionStage<Answer> handle(VisitorRequest request, Establishment establishment) {
		String name = request.path().decoded().substring(PATH.length());
		String secret = new GatewayCookies(establishment.isSecure()).value(request, COOKIE + name);
		PendingLink link = this.pending.find(secret, establishment.uai());
		if (link == null || secret == null) {
			return done(expired(request, establishment, null));
		}
		if (request.method().equals("POST") && FormOrigin.isForeign(request, establishment.publicUrl())) {
			return done(expired(request, establishment, link));
		}
		if (this.sessions.find(request, establishment, link.espace()) != null) {
			return done(Answer.redirect(303, establishment.publicUrl() + link.target()));
		}
		Waiting waiting = waiting(establishment, link, secret);
		if (waiting == null) {
			return done(expired(request, establishment, link));
		}
		if (!request.method().equals("POST")) {
			return done(this.passwords.suspendedFor(request)
				.map((left) -> suspended(request, waiting, left))
				.orElseGet(() -> show(request, waiting, null, null)));
		}
		return request.body(MAX_BODY)
			.exceptionally((tooLarge) -> new byte[0])
			.thenCompose((body) -> submit(request, waiting,
					Form.read(Form.isForm(request.header("Content-Type")) ? body : new byte[0])));
	}

	/** A login that may still be completed as the configuration is now. */
	private record Waiting(PendingLink link, VouchedLogin login, String secret) {

		/** What the form's field holds: a hash of what this browser alone knows. */
		String token() {
			return SecretText.hash("link." + this.secret);
		}

		@Override
		public String toString() {
			return "Waiting[" + this.link + "]";
		}

	}

	private static @Nullable Waiting waiting(Establishment establishment, PendingLink link, String secret) {
		Espace espace = establishment.espace(link.espace());
		Delegation delegation = espace.delegation(link.delegation()).orElse(null);
		boolean asked = delegation != null && delegation.recognition().contains(Recognition.PASSWORD);
		if (link.spent() || delegation == null || !asked || !establishment.isOpen(link.espace())) {
			return null;
		}
		return new Waiting(link,
				new VouchedLogin(establishment, espace, delegation, link.identity(), link.ticket(), link.target()),
				secret);
	}

	private CompletionStage<Answer> submit(VisitorRequest request, Waiting waiting, Form fields) {
		VouchedLogin login = waiting.login();
		if (!SecretText.same(waiting.token(), text(fields, TOKEN))) {
			return done(expired(request, login.establishment(), waiting.link()));
		}
		if (fields.has(WITHOUT) && waiting.link().optional()) {
			return this.pending.use(waiting.link()) ? this.arrival.withoutPassword(request, login)
					: done(expired(request, login.establishment(), waiting.link()));
		}
		String username = text(fields, USERNAME);
		return this.passwords.check(request, login.establishment(), username, text(fields, PASSWORD),
				(result) -> result.fold((person) -> right(request, waiting, person),
						(account) -> wrong(request, waiting, username, account),
						(left) -> suspended(request, waiting, left)));
	}

	/** Used in one atomic step: of a form sent twice, one is a replay. */
	private Answer right(VisitorRequest request, Waiting waiting, Person person) {
		VouchedLogin login = waiting.login();
		return this.pending.use(waiting.link()) ? this.arrival.byPassword(request, login, person)
				: expired(request, login.establishment(), waiting.link());
	}

	/** The journal names the account that is attacked, and never what was typed. */
	private Answer wrong(VisitorRequest request, Waiting waiting, String username, Optional<String> account) {
		VouchedLogin login = waiting.login();
		Refusal refusal = Refusal.of(ErrorCode.BAD_CREDENTIALS, login.establishment())
			.at(login.establishment(), login.espace().key())
			.through(login.delegation())
			.filed(AuditType.LOGIN_REFUSED, login.identity().user(),
					account.map((tried) -> "tried the password of " + tried).orElse(null));
		return show(request, waiting, username, this.screen.refusals().record(request, refusal));
	}

	private Answer show(VisitorRequest request, Waiting waiting, @Nullable String username,
			@Nullable String reference) {
		VouchedLogin login = waiting.login();
		Establishment establishment = login.establishment();
		String home = establishment.publicUrl() + establishment.basePath() + "/";
		Optional<Visitor> vouched = Admission.atItsWord(login.delegation(), login.identity());
		ErrorCode error = (reference != null) ? ErrorCode.BAD_CREDENTIALS : null;
		LinkPage page = new LinkPage(establishment.name(), login.espace().key(), login.delegation().label(),
				vouched.map(Visitor::name).orElse(login.identity().user()), waiting.token(), username, error, reference,
				waiting.link().optional(), this.protocol.logout(login.delegation(), home).toASCIIString(), home);
		return this.screen.pages().link(request, page, (error != null) ? error.status() : 200);
	}

	private Answer suspended(VisitorRequest request, Waiting waiting, Duration left) {
		VouchedLogin login = waiting.login();
		return this.screen.refusals()
			.refuse(request,
					Refusal.of(ErrorCode.ADDRESS_SUSPENDED, login.establishment())
						.at(login.establishment(), login.espace().key())
						.through(login.delegation())
						.filed(AuditType.LOGIN_REFUSED, login.identity().user(), null)
						.retryAfter(left));
	}

	/**
	 * Too old, used, or of another browser: the way on is the page first asked for, where
	 * a login starts over, or the Espace says that it is closed.
	 */
	private Answer expired(VisitorRequest request, Establishment establishment, @Nullable PendingLink link) {
		Refusal refusal = Refusal.of(ErrorCode.LOGIN_EXPIRED, establishment);
		String target = (link != null) ? link.target() : establishment.basePath() + "/";
		return this.screen.refusals()
			.refuse(request, ((link != null) ? refusal.at(establishment, link.espace()) : refusal)
				.offering((link != null) ? Action.Kind.LOGIN : Action.Kind.HOME, establishment.publicUrl() + target));
	}

	private static String text(Form fields, String name) {
		String value = fields.first(name);
		return (value != null) ? value : "";
	}

	private static CompletionStage<Answer> done(Answer answer) {
		return CompletableFuture.completedFuture(answer);
	}

}
