package fr.passerelle.gateway.login;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.GatewayCookies;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import fr.passerelle.gateway.page.Choice;
import fr.passerelle.gateway.page.ChooserPage;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Visit;
import fr.passerelle.gateway.session.EntSession;
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
	 * The query parameter's exact spelling by which a browser shows whether it keeps
	 * cookies.
	 */
	private static final String CHECK = "passerelle-cookies=check";

	private static final int FIRST_ATTEMPT = 1;

	/** Begins the names of the cookies of logins under way. */
	static final String PENDING = "p-";

	/**
	 * Beyond this number, some of a browser's cookies are left over from abandoned
	 * logins; see {@link PendingLogins#giveUpBeyond}.
	 */
	private static final int MAX_PENDING_COOKIES = 20;

	private static final Unavailable NOT_NOW = new Unavailable(Cause.UNREACHABLE,
			"The ENT's addresses are not known yet, or too many logins begin.");

	private final SignOnProtocols protocols;

	private final PendingLogins pending;

	private final StartOvers startOvers;

	private final Arrival arrival;

	private final Pages pages;

	private final Departures departures;

	private final PasserelleSettings.Login settings;

	LoginFlow(SignOnProtocols protocols, PendingLogins pending, StartOvers startOvers, Arrival arrival, Pages pages,
			PasserelleSettings.Login settings) {
		this.protocols = protocols;
		this.pending = pending;
		this.startOvers = startOvers;
		this.arrival = arrival;
		this.pages = pages;
		this.departures = new Departures(pages);
		this.settings = settings;
	}

	/** Sends a visitor without a session to the ENT, or shows the chooser first. */
	public CompletionStage<Answer> ask(Visit visit) {
		String target = Query.without(visit.request().target(), CHOOSE);
		Delegation delegation = RememberedEnt.of(visit);
		if (delegation != null) {
			return begin(302, visit, delegation, new Destination(target, FIRST_ATTEMPT));
		}
		List<Choice> choices = visit.espace()
			.delegations()
			.stream()
			.map((one) -> new Choice(one.id(), one.label()))
			.toList();
		return done(this.pages.chooser(visit.request(),
				new ChooserPage(visit.establishment().name(), visit.key(), choices, visit.espace().directLogin(),
						visit.address(Query.with(target, Establishment.DIRECT_LOGIN)), visit.home())));
	}

	/**
	 * Takes the chooser's form: sends the visitor to the ENT chosen, or shows the chooser
	 * again where it is not one of this Espace's.
	 */
	public CompletionStage<Answer> choose(Visit visit, String id) {
		String target = Query.without(visit.request().target(), CHOOSE);
		return visit.espace()
			.delegation(id)
			.map((delegation) -> begin(303, visit, delegation, new Destination(target, FIRST_ATTEMPT)))
			.orElseGet(() -> ask(visit));
	}

	/**
	 * Takes a ticket with which the browser comes back. It is used only if this browser
	 * asked for it, and only once.
	 * @param callback read from the visit's address
	 * @param inside whether the browser has a session in this Espace already; it then
	 * just arrives
	 */
	public CompletionStage<Answer> arrive(Visit visit, TicketCallback callback, boolean inside) {
		List<Map.Entry<String, String>> cookies = visit.cookies().startingWith(visit.request(), PENDING);
		PendingLogin login = this.pending.take(cookies.stream().map(Map.Entry::getValue).toList(), visit);
		if (login == null) {
			return inside ? done(goTo(visit, callback.target())) : unasked(visit, callback);
		}
		CompletionStage<Answer> answer = inside ? done(goTo(visit, login.target())) : complete(visit, login, callback);
		return answer.thenApply((arrived) -> forget(visit, login, arrived));
	}

	private CompletionStage<Answer> complete(Visit visit, PendingLogin login, TicketCallback callback) {
		String target = login.target();
		Delegation delegation = visit.espace().delegation(login.delegation()).orElse(null);
		ServiceTicket ticket = callback.ticket(delegation);
		if (ticket == null) {
			return startOver(visit, login, "MALFORMED");
		}
		if (delegation == null) {
			return again(visit, new Destination(target, FIRST_ATTEMPT));
		}
		return this.protocols.of(delegation)
			.complete(delegation, service(visit), ticket)
			.thenCompose((outcome) -> outcome.fold(
					(identity) -> this.arrival.enter(
							new VouchedLogin(visit, delegation, identity, EntSession.ofTicket(ticket.value()), target)),
					(code) -> startOver(visit, login, code),
					(unavailable) -> unavailable(visit, login, delegation, unavailable)))
			.exceptionally((failure) -> this.arrival.failed(visit, delegation, failure, target));
	}

	/**
	 * A ticket that was lost on the way is not sent again: the ENT is asked for another,
	 * once, which a visitor who is signed in there does not notice.
	 */
	private CompletionStage<Answer> unavailable(Visit visit, PendingLogin login, Delegation delegation,
			Unavailable unavailable) {
		if (unavailable.lost() && login.attempt() < PendingLogin.LAST_ATTEMPT) {
			return begin(302, visit, delegation, new Destination(login.target(), login.attempt() + 1));
		}
		return done(this.arrival.unavailable(visit, delegation, unavailable, login.target()));
	}

	private CompletionStage<Answer> startOver(Visit visit, PendingLogin login, String code) {
		Delegation delegation = visit.espace().delegation(login.delegation()).orElse(null);
		if (login.attempt() >= PendingLogin.LAST_ATTEMPT) {
			return done(this.arrival.ticketRefused(visit, delegation, code, login.target()));
		}
		Destination next = new Destination(login.target(), login.attempt() + 1);
		return (delegation != null) ? begin(302, visit, delegation, next) : again(visit, next);
	}

	/**
	 * A ticket came that this browser did not ask for, or no longer knows that it did. A
	 * value that cannot be a ticket counts as an attempt.
	 */
	private CompletionStage<Answer> unasked(Visit visit, TicketCallback callback) {
		int attempt = (callback.ticket(null) != null) ? FIRST_ATTEMPT : PendingLogin.LAST_ATTEMPT;
		return goOn(this.startOvers.unasked(visit), visit, new Destination(callback.target(), attempt));
	}

	/** Whether a query is that of a {@link #check}. */
	public static boolean checksCookies(@Nullable String query) {
		return query != null && query.contains(CHECK) && Query.holds(query, CHECK);
	}

	/**
	 * Looks whether the browser kept a cookie. The page is the one that it will arrive
	 * at.
	 * @param inside whether it has a session in this Espace already; it then just arrives
	 */
	public CompletionStage<Answer> check(Visit visit, boolean inside) {
		String target = Query.without(visit.request().target(), CHECK);
		if (inside || visit.request().method().equals("HEAD")) {
			return done(goTo(visit, target));
		}
		return goOn(this.startOvers.checked(visit), visit, new Destination(target, FIRST_ATTEMPT));
	}

	private CompletionStage<Answer> goOn(StartOvers.Way way, Visit visit, Destination destination) {
		CompletionStage<Answer> answer = switch (way) {
			case GO_ON -> again(visit, destination);
			case CHECK -> done(goTo(visit, Query.with(destination.target(), CHECK)));
			case STOP -> done(this.arrival.withoutCookies(visit, destination.target()));
		};
		return answer.thenApply((counted) -> counted.with(this.startOvers.counted(visit)));
	}

	/**
	 * Starts a login anew: at the ENT where it is known, else at the page's own address,
	 * where the chooser is shown.
	 */
	private CompletionStage<Answer> again(Visit visit, Destination destination) {
		Delegation delegation = RememberedEnt.of(visit);
		return (delegation != null) ? begin(302, visit, delegation, destination)
				: done(goTo(visit, destination.target()));
	}

	private CompletionStage<Answer> begin(int status, Visit visit, Delegation delegation, Destination destination) {
		String secret = SecretText.random();
		String handle = SecretText.hash(secret);
		this.pending.begin(handle, visit, delegation, destination);
		return this.protocols.of(delegation)
			.begin(new LoginStart(visit.establishment(), delegation, service(visit), visit.espace().loginParameters(),
					handle))
			.thenApply((departure) -> departure
				.map((known) -> withoutSurplus(visit, this.departures
					.answer(status, visit.request(), new Departures.Way(visit.establishment(), delegation, known))
					.with(visit.cookies()
						.set(PENDING + secret.substring(0, 8), secret, this.settings.pendingLifetime()))))
				.orElseGet(() -> this.arrival.unavailable(visit, delegation, NOT_NOW, destination.target())));
	}

	/** Only where a browser has many cookies are its logins looked through. */
	private Answer withoutSurplus(Visit visit, Answer answer) {
		GatewayCookies cookies = visit.cookies();
		List<Map.Entry<String, String>> present = cookies.startingWith(visit.request(), PENDING);
		if (present.size() < MAX_PENDING_COOKIES) {
			return answer;
		}
		Set<String> gone = this.pending.giveUpBeyond(present.stream().map(Map.Entry::getValue).toList(),
				MAX_PENDING_COOKIES - 1);
		Answer less = answer;
		for (Map.Entry<String, String> cookie : present) {
			if (gone.contains(cookie.getValue())) {
				less = less.with(cookies.remove(cookie.getKey()));
			}
		}
		return less;
	}

	/** The answer that also takes the cookie of a login away. */
	static Answer forget(Visit visit, PendingLogin login, Answer answer) {
		GatewayCookies cookies = visit.cookies();
		return cookies.startingWith(visit.request(), PENDING)
			.stream()
			.filter((cookie) -> login.isOf(cookie.getValue()))
			.findFirst()
			.map((cookie) -> answer.with(cookies.remove(cookie.getKey())))
			.orElse(answer);
	}

	/**
	 * The page's own address: the same at login and at validation, without query, and
	 * without any {@code &}.
	 */
	private static String service(Visit visit) {
		return visit.address(visit.request().path().canonical().replace("&", "%26"));
	}

	private static Answer goTo(Visit visit, String target) {
		return Answer.redirect(302, visit.address(target));
	}

	private static CompletionStage<Answer> done(Answer answer) {
		return CompletableFuture.completedFuture(answer);
	}

	/**
	 * Where a login that begins is to arrive.
	 *
	 * @param target path and query
	 * @param attempt 1, or 2 after a ticket was refused
	 */
	record Destination(String target, int attempt) {
	}

}
