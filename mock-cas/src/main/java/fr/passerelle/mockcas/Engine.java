package fr.passerelle.mockcas;

import java.time.Clock;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Hands each request to the class that answers it, and records it.
 */
final class Engine {

	private final LoginFlow login;

	private final LogoutFlow logout;

	private final Validations validations;

	private final Set<Dialect> dialects;

	private final FaultsEndpoint faultsEndpoint;

	private final FaultOrders faults;

	private final Journal journal;

	private final Clock clock;

	Engine(LoginFlow login, LogoutFlow logout, Validations validations, Set<Dialect> dialects, FaultOrders faults,
			Journal journal, Clock clock) {
		this.login = login;
		this.logout = logout;
		this.validations = validations;
		this.dialects = dialects;
		this.faults = faults;
		this.faultsEndpoint = new FaultsEndpoint(faults);
		this.journal = journal;
		this.clock = clock;
	}

	Answer answer(HttpCall call) {
		Dialect dialect = Dialect.at(call.path());
		if (dialect != null && this.dialects.contains(dialect)) {
			Validations.Question question = this.validations.read(dialect, call);
			Answer answer = this.validations.answer(dialect, question, call);
			record(call, question.ticket(), question.service(), answer.outcome());
			return answer;
		}
		Answer answer = other(call);
		String service = call.parameter("service");
		record(call, null, (service != null) ? service : call.parameter("TARGET"), answer.outcome());
		return answer;
	}

	private Answer other(HttpCall call) {
		return switch (call.path()) {
			case "/login" -> login(call);
			case "/logout" -> this.logout.answer(call);
			case "/__faults" -> this.faultsEndpoint.answer(call);
			case Spoiler.TRAP -> Answer.of(200, "application/xml;charset=UTF-8", """
					<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess>\
					<cas:user>intrus</cas:user></cas:authenticationSuccess></cas:serviceResponse>
					""");
			case Spoiler.DTD -> Answer.of(200, "application/xml-dtd", "<!ENTITY outside \"fetched\">\n");
			case "", "/" -> Answer.redirect(call.base() + "/login");
			default -> Answer.of(404, "text/plain;charset=UTF-8", "nothing at this address\n");
		};
	}

	private Answer login(HttpCall call) {
		FaultOrder order = this.faults.take(FaultOrder.At.LOGIN, null, null);
		Answer answer = this.login.answer(call);
		return (order != null) ? Spoiler.spoil(answer, order, call.base()) : answer;
	}

	private void record(HttpCall call, @Nullable String ticket, @Nullable String service, String outcome) {
		this.journal.add(new RecordedRequest(this.clock.instant(), call.method(), call.path(), call.query(),
				call.headers(), call.body(), ticket, service, outcome));
	}

}
