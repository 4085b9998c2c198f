package fr.passerelle.gateway.login;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.GatewayCookies;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.http.SetCookie;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.page.Choice;
import fr.passerelle.gateway.page.ChooserPage;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Visit;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.jspecify.annotations.Nullable;

/**
 * The delegated login, from the page asked for to the ENT and back (contract, Login
 * through the ENT).
 *
 * <pre>
 * page, no session ─► {@link #ask} ─► one delegation, or the one chosen last ─► 302 to the ENT
 *                              └────► several ─► chooser ─► POST ─► {@link #choose} ─► 303 to the ENT
 * page?ticket=…    ─► {@link #arrive} ─► {@link Arrival} ─► 302 to the address first asked for
 * </pre>
 */
public final class LoginFlow {

	/** The query parameter's exact spelling that leads back to the chooser. */
	public static final String CHOOSE = "choose=true";

	/** The chooser's form field. */
	public static final String CHOICE_FIELD = "passerelle-delegation";

	/**
	 * More logins under way in one browser than this are remains; see
	 * {@link PendingLogins#giveUpBeyond}.
	 */
	private static final int MAX_PENDING_COOKIES = 20;

	private static final String PENDING = "p-";

	/** The query parameter's exact spelling by which a browser shows what it keeps. */
	private static final String CHECK = "passerelle-cookies=check";

	private final DelegationProtocol protocol;

	private final PendingLogins pending;

	private final StartOvers startOvers;

	private final Arrival arrival;

	private final Pages pages;

	private final PasserelleSettings.Login settings;

	LoginFlow(DelegationProtocol protocol, PendingLogins pending, StartOvers startOvers, Arrival arrival, Pages pages,
			PasserelleSettings.Login settings) {
		this.protocol = protocol;
		this.pending = pending;
		this.startOvers = startOvers;
		this.arrival = arrival;
		this.pages = pages;
		this.settings = settings;
	}

	/** Someone without a session asks for a page: to the ENT, or to the chooser first. */
	public Answer ask(Visit visit) {
		VisitorRequest request = visit.request();
		Establishment establishment = visit.establishment();
		Espace espace = visit.espace();
		String target = Query.without(request.target(), CHOOSE);
		Delegation delegation = remembered(request, establishment, espace);
		if (delegation != null) {
			return begin(302, request, establishment, espace, delegation, target, 1);
		}
		String direct = establishment.publicUrl() + Query.with(target, "login=true");
		List<Choice> choices = espace.delegations().stream().map((one) -> new Choice(one.id(), one.label())).toList();
		return this.pages.chooser(request, new ChooserPage(establishment.name(), espace.key(), choices,
				espace.directLogin(), direct, establishment.publicUrl() + establishment.basePath() + "/"));
	}

	/**
	 * The chooser's form: to the ENT chosen, or to the chooser again where that is none
	 * of this Espace's.
	 */
	public Answer choose(Visit visit, String id) {
		VisitorRequest request = visit.request();
		Establishment establishment = visit.establishment();
		Espace espace = visit.espace();
		return espace.delegation(id)
			.map((delegation) -> begin(303, request, establishment, espace, delegation,
					Query.without(request.target(), CHOOSE), 1))
			.orElseGet(() -> ask(visit));
	}

	/**
	 * The browser comes back with a ticket. It is used only if this browser asked for it,
	 * and once.
	 * @param callback read from the visit's address
	 * @param inside whether the browser has a session in this Espace already; it then
	 * just arrives
	 */
	public CompletionStage<Answer> arrive(Visit visit, TicketCallback callback, boolean inside) {
		VisitorRequest request = visit.request();
		Establishment establishment = visit.establishment();
		Espace espace = visit.espace();
		GatewayCookies cookies = new GatewayCookies(establishment.isSecure());
		List<String> secrets = cookies.startingWith(request, PENDING).stream().map(Map.Entry::getValue).toList();
		PendingLogin login = this.pending.take(secrets, establishment.uai(), espace.key(), request.path().decoded());
		String target = (login != null) ? login.target() : callback.target();
		if (inside) {
			Answer answer = Answer.redirect(302, establishment.publicUrl() + target);
			return done(forget(answer, cookies, request, login));
		}
		Delegation delegation = (login != null) ? espace.delegation(login.delegation()).orElse(null) : null;
		ServiceTicket ticket = callback.ticket(delegation);
		if (login == null) {
			return done(unasked(request, establishment, espace, target, (ticket == null) ? 2 : 1));
		}
		if (ticket == null) {
			return done(startOver(request, establishment, espace, login, target, "MALFORMED"));
		}
		if (delegation == null) {
			return done(forget(again(request, establishment, espace, target, 1), cookies, request, login));
		}
		return this.protocol.complete(delegation, service(establishment, request), ticket)
			.thenCompose((outcome) -> outcome.fold(
					(identity) -> this.arrival.enter(request,
							new VouchedLogin(establishment, espace, delegation, identity, ticket, target)),
					(code) -> done(startOver(request, establishment, espace, login, target, code)),
					(unavailable) -> done(
							this.arrival.unavailable(request, establishment, espace, delegation, unavailable, target))))
			.exceptionally(
					(failure) -> this.arrival.failed(request, establishment, espace, delegation, failure, target))
			.thenApply((answer) -> forget(answer, cookies, request, login));
	}

	private Answer startOver(VisitorRequest request, Establishment establishment, Espace espace, PendingLogin login,
			String target, String code) {
		Delegation delegation = espace.delegation(login.delegation()).orElse(null);
		if (login.attempt() >= PendingLogin.LAST_ATTEMPT) {
			return this.arrival.refused(request, establishment, espace, delegation, code, target);
		}
		return (delegation != null)
				? begin(302, request, establishment, espace, delegation, target, login.attempt() + 1)
				: again(request, establishment, espace, target, login.attempt() + 1);
	}

	/** A ticket that this browser did not ask for, or no longer knows that it did. */
	private Answer unasked(VisitorRequest request, Establishment establishment, Espace espace, String target,
			int attempt) {
		return goOn(this.startOvers.unasked(request, establishment), request, establishment, espace, target, attempt);
	}

	/**
	 * A browser shows whether it keeps cookies; the page is the one that it will arrive
	 * at.
	 * @param inside whether it has a session in this Espace already; it then just arrives
	 */
	public Answer check(Visit visit, boolean inside) {
		VisitorRequest request = visit.request();
		Establishment establishment = visit.establishment();
		Espace espace = visit.espace();
		String target = Query.without(request.target(), CHECK);
		if (inside || request.method().equals("HEAD")) {
			return Answer.redirect(302, establishment.publicUrl() + target);
		}
		return goOn(this.startOvers.checked(request, establishment), request, establishment, espace, target, 1);
	}

	private Answer goOn(StartOvers.Way way, VisitorRequest request, Establishment establishment, Espace espace,
			String target, int attempt) {
		Answer answer = switch (way) {
			case GO_ON -> again(request, establishment, espace, target, attempt);
			case CHECK -> Answer.redirect(302, establishment.publicUrl() + Query.with(target, CHECK));
			case STOP -> this.arrival.withoutCookies(request, establishment, espace, target);
		};
		return answer.with(this.startOvers.counted(request, establishment));
	}

	/** Whether a query is that of a {@link #check}. */
	public static boolean checksCookies(@Nullable String query) {
		return query != null && query.contains(CHECK) && Query.holds(query, CHECK);
	}

	/**
	 * Starts a login anew: at the ENT that is known, else at the page's own address,
	 * where the chooser is shown.
	 */
	private Answer again(VisitorRequest request, Establishment establishment, Espace espace, String target,
			int attempt) {
		Delegation delegation = remembered(request, establishment, espace);
		return (delegation != null) ? begin(302, request, establishment, espace, delegation, target, attempt)
				: Answer.redirect(302, establishment.publicUrl() + target);
	}

	private Answer begin(int status, VisitorRequest request, Establishment establishment, Espace espace,
			Delegation delegation, String target, int attempt) {
		String secret = this.pending.begin(request, establishment, espace.key(), delegation.id(), target, attempt);
		String login = this.protocol.begin(delegation, service(establishment, request), espace.loginParameters())
			.toASCIIString();
		GatewayCookies cookies = new GatewayCookies(establishment.isSecure());
		SetCookie cookie = cookies.set(PENDING + secret.substring(0, 8), secret, this.settings.pendingLifetime());
		Answer answer = Answer.redirect(status, login).with(cookie);
		return withoutSurplus(answer, request, cookies);
	}

	/**
	 * Cookies are looked through only where there are many: what a browser cannot use any
	 * more goes first.
	 */
	private Answer withoutSurplus(Answer answer, VisitorRequest request, GatewayCookies cookies) {
		List<Map.Entry<String, String>> remains = cookies.startingWith(request, PENDING);
		if (remains.size() < MAX_PENDING_COOKIES) {
			return answer;
		}
		Set<String> gone = this.pending.giveUpBeyond(remains.stream().map(Map.Entry::getValue).toList(),
				MAX_PENDING_COOKIES - 1);
		Answer less = answer;
		for (Map.Entry<String, String> cookie : remains) {
			if (gone.contains(cookie.getValue())) {
				less = less.with(cookies.remove(cookie.getKey()));
			}
		}
		return less;
	}

	/**
	 * The page's own address: the same at login and at validation, without query, and
	 * without any {@code &}.
	 */
	private static String service(Establishment establishment, VisitorRequest request) {
		return establishment.publicUrl() + request.path().canonical().replace("&", "%26");
	}

	private static @Nullable Delegation remembered(VisitorRequest request, Establishment establishment, Espace espace) {
		if (espace.delegations().size() == 1) {
			return espace.delegations().get(0);
		}
		String id = new GatewayCookies(establishment.isSecure()).value(request, Arrival.remembering(espace.key()));
		boolean choosing = Query.holds(request.query(), CHOOSE);
		return (id != null && !choosing) ? espace.delegation(id).orElse(null) : null;
	}

	private static Answer forget(Answer answer, GatewayCookies cookies, VisitorRequest request,
			@Nullable PendingLogin login) {
		if (login == null) {
			return answer;
		}
		for (Map.Entry<String, String> cookie : cookies.startingWith(request, PENDING)) {
			if (login.isOf(cookie.getValue())) {
				return answer.with(cookies.remove(cookie.getKey()));
			}
		}
		return answer;
	}

	private static CompletionStage<Answer> done(Answer answer) {
		return CompletableFuture.completedFuture(answer);
	}

}
