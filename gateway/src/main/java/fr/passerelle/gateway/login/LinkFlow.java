package fr.passerelle.gateway.login;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.directlogin.Credentials;
import fr.passerelle.gateway.directlogin.PasswordCheck;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.BodyTooLargeException;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.FormOrigin;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.identity.Admission;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.LinkPage;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.page.Visit;
import fr.passerelle.gateway.people.Person;
import fr.passerelle.gateway.session.SessionCookies;
import org.jspecify.annotations.Nullable;

/**
 * The step PASSWORD (contract, Who may enter 4): a person whom the ENT vouches for gives,
 * once, the name and password that they have from the school. The form has an address of
 * the gateway's own, so that no replay of it reaches an application.
 *
 * <pre>
 * page?ticket=… ─► {@link Arrival} ─► 302 to {@link #PATH}… ─► form ─► POST ─► link ─► 303 to the address first asked for
 * </pre>
 */
public final class LinkFlow {

	/** Begins the forms' addresses. */
	public static final String PATH = LinkForms.PATH;

	/** The form is not longer than this, in bytes. */
	private static final int MAX_BODY = 16 * 1024;

	private static final String TOKEN = "passerelle-token";

	/** The button for a person without a local account. */
	private static final String WITHOUT = "passerelle-without";

	private final LinkForms forms;

	private final PasswordCheck passwords;

	private final Arrival arrival;

	private final SessionCookies sessions;

	private final SignOnProtocols protocols;

	private final Pages pages;

	private final Refusals refusals;

	LinkFlow(LinkForms forms, PasswordCheck passwords, Arrival arrival, SessionCookies sessions,
			SignOnProtocols protocols, Pages pages, Refusals refusals) {
		this.forms = forms;
		this.passwords = passwords;
		this.arrival = arrival;
		this.sessions = sessions;
		this.protocols = protocols;
		this.pages = pages;
		this.refusals = refusals;
	}

	/** Answers a request below {@link #PATH}: shows the form, or takes it. */
	public CompletionStage<Answer> handle(VisitorRequest request, Establishment establishment) {
		String secret = this.forms.secret(request, establishment);
		PendingLink link = this.forms.find(secret, establishment);
		if (link == null || secret == null) {
			return done(this.refusals.refuse(request, Refusal.of(ErrorCode.LOGIN_EXPIRED, establishment)
				.offering(Action.Kind.HOME, establishment.home())));
		}
		Visit visit = new Visit(request, establishment, establishment.espace(link.espace()));
		boolean post = request.method().equals("POST");
		if (post && FormOrigin.isForeign(request, establishment.publicUrl())) {
			return done(expired(visit, link));
		}
		if (this.sessions.find(request, establishment, link.espace()) != null) {
			return done(Answer.redirect(303, visit.address(link.target())));
		}
		return waiting(visit, link, secret).map((waiting) -> post ? read(waiting) : form(waiting))
			.orElseGet(() -> done(expired(visit, link)));
	}

	/** The login, if it may still be completed as the configuration is now. */
	private static Optional<Waiting> waiting(Visit visit, PendingLink link, String secret) {
		Delegation delegation = visit.espace().delegation(link.delegation()).orElse(null);
		boolean asked = delegation != null && delegation.recognition().contains(Recognition.PASSWORD);
		if (link.spent() || delegation == null || !asked || !visit.establishment().isOpen(link.espace())) {
			return Optional.empty();
		}
		return Optional.of(new Waiting(link,
				new VouchedLogin(visit, delegation, link.identity(), link.session(), link.target()), secret));
	}

	private CompletionStage<Answer> form(Waiting waiting) {
		return this.passwords.suspendedFor(waiting.visit().request())
			.map((left) -> done(suspended(waiting, left)))
			.orElseGet(() -> show(waiting, null, null));
	}

	private CompletionStage<Answer> read(Waiting waiting) {
		VisitorRequest request = waiting.visit().request();
		return request.body(MAX_BODY)
			.exceptionally(BodyTooLargeException.instead(() -> new byte[0]))
			.thenCompose((body) -> submit(waiting,
					Form.read(Form.isForm(request.header("Content-Type")) ? body : new byte[0])));
	}

	private CompletionStage<Answer> submit(Waiting waiting, Form form) {
		String token = form.first(TOKEN);
		if (!SecretText.same(waiting.token(), (token != null) ? token : "")) {
			return done(expired(waiting.visit(), waiting.link()));
		}
		if (form.has(WITHOUT) && waiting.link().optional()) {
			return this.forms.use(waiting.link()) ? this.arrival.enterWithoutPassword(waiting.login())
					: done(expired(waiting.visit(), waiting.link()));
		}
		Credentials credentials = Credentials.of(form);
		return this.passwords.check(waiting.visit().request(), waiting.visit().establishment(), credentials,
				(result) -> result.fold((person) -> done(right(waiting, person)),
						(account) -> wrong(waiting, credentials.username(), account),
						(left) -> done(suspended(waiting, left))))
			.thenCompose(Function.identity());
	}

	/**
	 * A login is used in one atomic step: of a form sent twice, the second is a replay.
	 */
	private Answer right(Waiting waiting, Person person) {
		return this.forms.use(waiting.link()) ? this.arrival.enterAs(person, waiting.login())
				: expired(waiting.visit(), waiting.link());
	}

	/** The journal names the account that is attacked, and never what was typed. */
	private CompletionStage<Answer> wrong(Waiting waiting, String username, Optional<String> account) {
		Refusal refusal = filed(ErrorCode.BAD_CREDENTIALS, waiting,
				account.map((tried) -> "tried the password of " + tried).orElse(null));
		return show(waiting, username, this.refusals.record(waiting.visit().request(), refusal));
	}

	private CompletionStage<Answer> show(Waiting waiting, @Nullable String username, @Nullable String reference) {
		Visit visit = waiting.visit();
		VouchedLogin login = waiting.login();
		String name = Admission.atItsWord(login.delegation(), login.identity())
			.map(Visitor::name)
			.orElse(login.identity().user());
		ErrorCode error = (reference != null) ? ErrorCode.BAD_CREDENTIALS : null;
		return logoutLink(login).thenApply((logout) -> this.pages.link(visit.request(),
				new LinkPage(visit.establishment().name(), visit.key(), login.delegation().label(), name,
						waiting.token(), username, error, reference, waiting.link().optional(), logout.orElse(null),
						visit.home()),
				(error != null) ? error.status() : 200));
	}

	/** A link can lead to a logout only by a redirect. */
	private CompletionStage<Optional<String>> logoutLink(VouchedLogin login) {
		return this.protocols.of(login.delegation())
			.logout(new LogoutStart(login.visit().establishment(), login.delegation(), login.visit().home(),
					login.session().memory()))
			.thenApply((logout) -> logout.filter(Departure.Redirect.class::isInstance)
				.map((redirect) -> redirect.address().toASCIIString()));
	}

	private Answer suspended(Waiting waiting, Duration left) {
		return this.refusals.refuse(waiting.visit().request(),
				filed(ErrorCode.ADDRESS_SUSPENDED, waiting, null).retryAfter(left));
	}

	private static Refusal filed(ErrorCode code, Waiting waiting, @Nullable String detail) {
		VouchedLogin login = waiting.login();
		return waiting.visit()
			.refusal(code)
			.through(login.delegation())
			.filed(AuditType.LOGIN_REFUSED, login.identity().user(), detail);
	}

	/**
	 * The form is too old, used, or another browser's. The way on is the page first asked
	 * for, where a login starts over, or the Espace says that it is closed.
	 */
	private Answer expired(Visit visit, PendingLink link) {
		return this.refusals.refuse(visit.request(),
				visit.refusal(ErrorCode.LOGIN_EXPIRED).offering(Action.Kind.LOGIN, visit.address(link.target())));
	}

	private static CompletionStage<Answer> done(Answer answer) {
		return CompletableFuture.completedFuture(answer);
	}

	/**
	 * A login that waits for its password.
	 *
	 * @param link as it is kept
	 * @param login as the configuration is now
	 * @param secret the browser's
	 */
	private record Waiting(PendingLink link, VouchedLogin login, String secret) {

		Visit visit() {
			return this.login.visit();
		}

		/** The form's token: a hash of a secret that only this browser has. */
		String token() {
			return SecretText.hash("link." + this.secret);
		}

		@Override
		public String toString() {
			return "Waiting[" + this.link + "]";
		}

	}

}
