package fr.passerelle.gateway.login;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.BodyTooLargeException;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.login.DelegationOutcome.Authenticated;
import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.page.Visit;
import fr.passerelle.gateway.session.SessionCookies;
import org.jspecify.annotations.Nullable;

/**
 * Logins that come back to an address of the gateway's own, which the proof's handle
 * joins to the page first asked for.
 * <p>
 * A POST from another site brings no {@code SameSite=Lax} cookie. Its proof is judged and
 * kept under a one-time name, and the browser is sent to a GET, which brings the cookies:
 * only there does the browser show that it began this login, and only there is the login
 * used up. A return that belongs to no login ends on a page, and never in a new request
 * to the ENT.
 *
 * <pre>
 * POST {@link ReturningProtocol#returnPath} ─► judged ─► 303 to {@link #PATH}… ─► {@link Arrival} ─► address first asked for
 * GET  {@link ReturningProtocol#returnPath} ─► cookies, judged ────────────────► {@link Arrival} ─► address first asked for
 * </pre>
 */
public final class ReturnFlow implements ProtocolAddresses {

	/** Begins the addresses at which a browser shows its cookies. */
	public static final String PATH = "/.passerelle/return/";

	/** No posted proof is longer, in bytes. */
	static final int MAX_PROOF = 256 * 1024;

	private final SignOnProtocols protocols;

	private final PendingLogins pending;

	private final KeptProofs proofs;

	private final Arrival arrival;

	private final SessionCookies sessions;

	private final Refusals refusals;

	ReturnFlow(SignOnProtocols protocols, PendingLogins pending, KeptProofs proofs, Arrival arrival,
			SessionCookies sessions, Refusals refusals) {
		this.protocols = protocols;
		this.pending = pending;
		this.proofs = proofs;
		this.arrival = arrival;
		this.sessions = sessions;
		this.refusals = refusals;
	}

	@Override
	public boolean owns(String path) {
		return path.startsWith(PATH) || this.protocols.returningTo(path).isPresent();
	}

	@Override
	public CompletionStage<Answer> handle(VisitorRequest request, Establishment establishment) {
		String path = request.path().decoded();
		if (path.startsWith(PATH)) {
			return request.method().equals("GET") ? arrive(request, establishment, path.substring(PATH.length()))
					: done(expired(request, establishment, null));
		}
		ReturningProtocol protocol = this.protocols.returningTo(path).orElseThrow();
		if (!request.method().equals(protocol.returnsByPost() ? "POST" : "GET")) {
			Answer other = request.method().equals("GET") ? protocol.otherwise(fromQuery(request, establishment))
					: null;
			return done((other != null) ? other : expired(request, establishment, null));
		}
		if (!protocol.returnsByPost()) {
			return comeBack(request, protocol, fromQuery(request, establishment), false);
		}
		boolean form = Form.isForm(request.header("Content-Type"));
		return request.body(MAX_PROOF)
			.exceptionally(BodyTooLargeException.instead(() -> new byte[0]))
			.thenCompose((body) -> comeBack(request, protocol,
					new LoginReturn(establishment, true, null, Form.read(form ? body : new byte[0])), false));
	}

	private static LoginReturn fromQuery(VisitorRequest request, Establishment establishment) {
		return new LoginReturn(establishment, false, request.query(), Form.read(new byte[0]));
	}

	/**
	 * Takes a return.
	 * @param atPlatform whether it came to the platform's address: each delegation has
	 * its proofs come to one place
	 */
	CompletionStage<Answer> comeBack(VisitorRequest request, ReturningProtocol protocol, LoginReturn back,
			boolean atPlatform) {
		Establishment establishment = back.establishment();
		String handle = protocol.handle(back);
		PendingLogin login = (handle != null) ? this.pending.find(handle) : null;
		if (handle == null || login == null || !login.uai().equals(establishment.uai())) {
			return done(expired(request, establishment, null));
		}
		Visit visit = new Visit(request, establishment, establishment.espace(login.espace()));
		Delegation delegation = visit.espace().delegation(login.delegation()).orElse(null);
		if (delegation == null || delegation.signOn().protocol() != protocol.protocol()
				|| PlatformEduConnect.leads(delegation) != atPlatform || !establishment.isOpen(login.espace())) {
			return done(expired(request, establishment, visit.address(login.target())));
		}
		Comeback comeback = new Comeback(visit, protocol, login, delegation, back);
		return protocol.returnsByPost() ? judgePosted(comeback) : judge(comeback);
	}

	/** Refusals use nothing up: a stranger can post them. */
	private CompletionStage<Answer> judgePosted(Comeback comeback) {
		Visit visit = comeback.visit();
		PendingLogin login = comeback.login();
		return comeback.complete().thenApply((outcome) -> {
			if (outcome instanceof Authenticated proven && proven.session() != null) {
				String name = this.proofs.keep(login, comeback.delegation().signOn(), proven, visit.request());
				return Answer.redirect(303, visit.address(PATH + name));
			}
			return refused(visit, login, comeback.delegation(), outcome);
		}).exceptionally((failure) -> this.arrival.failed(visit, comeback.delegation(), failure, login.target()));
	}

	/**
	 * The browser brings its cookies along, so the login is used up before it is judged.
	 */
	private CompletionStage<Answer> judge(Comeback comeback) {
		Visit visit = comeback.visit();
		Delegation delegation = comeback.delegation();
		String handle = comeback.login().id();
		PendingLogin taken = isOfThisBrowser(visit, handle) ? this.pending.take(handle) : null;
		if (taken == null) {
			return done(expired(visit.request(), visit.establishment(), null));
		}
		if (isInside(visit)) {
			return done(LoginFlow.forget(visit, taken, Answer.redirect(302, visit.address(taken.target()))));
		}
		return comeback.complete().thenCompose((outcome) -> {
			if (outcome instanceof Authenticated proven && proven.session() != null) {
				return this.arrival
					.enter(new VouchedLogin(visit, delegation, proven.identity(), proven.session(), taken.target()));
			}
			return done(refused(visit, taken, delegation, outcome));
		})
			.exceptionally((failure) -> this.arrival.failed(visit, delegation, failure, taken.target()))
			.thenApply((answer) -> LoginFlow.forget(visit, taken, answer));
	}

	/** The GET after a POST: the browser shows that it began the login. */
	private CompletionStage<Answer> arrive(VisitorRequest request, Establishment establishment, String name) {
		KeptProofs.Kept found = this.proofs.find(name);
		PendingLogin begun = (found != null) ? this.pending.find(found.handle()) : null;
		if (begun == null || !begun.uai().equals(establishment.uai())) {
			return done(expired(request, establishment, null));
		}
		Visit visit = new Visit(request, establishment, establishment.espace(begun.espace()));
		if (!isOfThisBrowser(visit, begun.id())) {
			return done(expired(request, establishment, null));
		}
		KeptProofs.Kept proof = this.proofs.take(name);
		PendingLogin login = this.pending.take(begun.id());
		Delegation delegation = visit.espace().delegation(begun.delegation()).orElse(null);
		// A delegation that was led to another ENT meanwhile takes no proof of the first.
		if (proof == null || login == null || delegation == null || !delegation.signOn().equals(proof.signOn())
				|| !establishment.isOpen(begun.espace())) {
			return done(expired(request, establishment, visit.address(begun.target())));
		}
		CompletionStage<Answer> answer = isInside(visit) ? done(Answer.redirect(302, visit.address(login.target())))
				: this.arrival
					.enter(new VouchedLogin(visit, delegation, proof.identity(), proof.session(), login.target()));
		return answer.exceptionally((failure) -> this.arrival.failed(visit, delegation, failure, login.target()))
			.thenApply((arrived) -> LoginFlow.forget(visit, login, arrived));
	}

	private Answer refused(Visit visit, PendingLogin login, Delegation delegation, DelegationOutcome outcome) {
		return outcome.fold(
				(identity) -> this.arrival.unavailable(visit, delegation,
						new Unavailable(Cause.INVALID, "The proof names no session at the ENT."), login.target()),
				(code) -> this.arrival.ticketRefused(visit, delegation, code, login.target()),
				(unavailable) -> this.arrival.unavailable(visit, delegation, unavailable, login.target()));
	}

	private static boolean isOfThisBrowser(Visit visit, String handle) {
		List<Map.Entry<String, String>> cookies = visit.cookies().startingWith(visit.request(), LoginFlow.PENDING);
		return cookies.stream().anyMatch((cookie) -> PendingLogin.isOf(cookie.getValue(), handle));
	}

	private boolean isInside(Visit visit) {
		return this.sessions.find(visit.request(), visit.establishment(), visit.key()) != null;
	}

	private Answer expired(VisitorRequest request, Establishment establishment, @Nullable String page) {
		Refusal refusal = Refusal.of(ErrorCode.LOGIN_EXPIRED, establishment);
		if (page != null) {
			refusal = refusal.offering(Action.Kind.LOGIN, page);
		}
		return this.refusals.refuse(request, refusal.offering(Action.Kind.HOME, establishment.home()));
	}

	private static CompletionStage<Answer> done(Answer answer) {
		return CompletableFuture.completedFuture(answer);
	}

	/**
	 * A return that names a login under way.
	 *
	 * @param visit the request, for the Espace of that login
	 * @param protocol judges the proof
	 * @param login that it names
	 * @param delegation of that login
	 * @param back what came
	 */
	private record Comeback(Visit visit, ReturningProtocol protocol, PendingLogin login, Delegation delegation,
			LoginReturn back) {

		CompletionStage<DelegationOutcome> complete() {
			return this.protocol.complete(this.delegation, this.login.id(), this.login.begunAt(), this.back);
		}

		@Override
		public String toString() {
			return "Comeback[" + this.visit + "]";
		}

	}

}
