package fr.passerelle.mockcas;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The login page, and the way back from it with a ticket.
 */
final class LoginFlow {

	private final TicketRegistry tickets;

	private final SsoSessions sessions;

	private final PeopleRegister people;

	private final SingleLogout singleLogout;

	private final List<Pattern> services;

	private final Traits traits;

	private final Pages pages;

	private final SsoCookie cookie;

	LoginFlow(TicketRegistry tickets, SsoSessions sessions, PeopleRegister people, SingleLogout singleLogout,
			List<Pattern> services, Traits traits, Pages pages, SsoCookie cookie) {
		this.tickets = tickets;
		this.sessions = sessions;
		this.people = people;
		this.singleLogout = singleLogout;
		this.services = services;
		this.traits = traits;
		this.pages = pages;
		this.cookie = cookie;
	}

	Answer answer(HttpCall call) {
		Destination to = destination(call);
		if (to != null && !ServiceUrl.isAcceptable(to.address())) {
			return Answer.page(400, this.pages.invalidService());
		}
		if (to != null && !this.traits.checksServiceAfterSignIn() && !isRegistered(to.address())) {
			return unknownService(to);
		}
		return switch (call.method()) {
			case "GET" -> arrive(call, to);
			case "HEAD" -> Answer.page(200, "");
			case "POST" -> signIn(call, to);
			default -> Answer.methodNotAllowed("GET, HEAD, POST");
		};
	}

	boolean isRegistered(String service) {
		return this.services.isEmpty()
				|| this.services.stream().anyMatch((pattern) -> pattern.matcher(service).matches());
	}

	private Answer arrive(HttpCall call, @Nullable Destination to) {
		String session = this.cookie.read(call);
		String username = this.sessions.usernameOf(session);
		boolean renew = call.isTrue("renew") && this.traits.heedsRenew();
		if (session != null && username != null && !renew) {
			return (to != null) ? sendBack(session, username, to, false) : Answer.page(200, signedInPage(username));
		}
		if (to != null && call.isTrue("gateway") && !renew) {
			return !isRegistered(to.address()) ? unknownService(to)
					: Answer.redirect(ServiceUrl.location(to.address()));
		}
		return Answer.page(200, this.pages.login(this.people.all(), address(to), null));
	}

	private Answer signIn(HttpCall call, @Nullable Destination to) {
		String username = call.parameter("username");
		if (username == null || this.people.find(username) == null) {
			String notice = (username == null) ? "Choisissez une personne." : "Cette personne n'existe pas ici.";
			return Answer.page(401, this.pages.login(this.people.all(), address(to), notice));
		}
		String session = this.cookie.read(call);
		if (session == null || !username.equals(this.sessions.usernameOf(session))) {
			this.singleLogout.send(this.sessions.end(session));
			session = this.sessions.open(username);
		}
		Answer answer = (to != null) ? sendBack(session, username, to, true) : Answer.page(200, signedInPage(username));
		return answer.with("Set-Cookie", this.cookie.set(session, call.isSecure()));
	}

	private Answer sendBack(String session, String username, Destination to, boolean fromNewLogin) {
		if (!isRegistered(to.address())) {
			return unknownService(to);
		}
		if (this.traits.stopsBeforeTicket()) {
			return Answer.page(200, this.pages.charter());
		}
		IssuedTicket ticket = this.tickets.issue(username, to.address(), fromNewLogin);
		this.sessions.visit(session, ticket);
		return Answer.redirect(ServiceUrl.withTicket(to.address(), to.parameter(), ticket.value()));
	}

	private Answer unknownService(Destination to) {
		return this.traits.unknownService(this.pages, this.people.all(), to.address());
	}

	private String signedInPage(String username) {
		Person person = this.people.find(username);
		return this.pages.signedIn((person != null) ? person : Person.of(username));
	}

	private static @Nullable String address(@Nullable Destination to) {
		return (to != null) ? to.address() : null;
	}

	private @Nullable Destination destination(HttpCall call) {
		String service = call.parameter("service");
		if (service != null && !service.isEmpty()) {
			return new Destination(service, this.traits.ticketParameter(call, "ticket"));
		}
		String target = call.parameter("TARGET");
		return (target != null && !target.isEmpty()) ? new Destination(target, "SAMLart") : null;
	}

	/** The service's address, and the name of the parameter that takes the ticket. */
	private record Destination(String address, String parameter) {
	}

}
