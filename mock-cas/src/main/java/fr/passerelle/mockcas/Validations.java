package fr.passerelle.mockcas;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Answers at the validation addresses: takes the ticket, decides, and lets the dialect
 * write.
 */
final class Validations {

	private final TicketRegistry tickets;

	private final PeopleRegister people;

	private final FaultOrders faults;

	private final Traits traits;

	private final Function<Person, Map<String, List<String>>> released;

	private final Supplier<Layout> layout;

	private final boolean repeatRequestId;

	private final boolean strictSaml;

	private final Clock clock;

	Validations(TicketRegistry tickets, PeopleRegister people, FaultOrders faults, Traits traits,
			Function<Person, Map<String, List<String>>> released, Supplier<Layout> layout, boolean repeatRequestId,
			boolean strictSaml, Clock clock) {
		this.tickets = tickets;
		this.people = people;
		this.faults = faults;
		this.traits = traits;
		this.released = released;
		this.layout = layout;
		this.repeatRequestId = repeatRequestId;
		this.strictSaml = strictSaml;
		this.clock = clock;
	}

	/** A validation's parameters, wherever the dialect has them. */
	record Question(@Nullable String ticket, @Nullable String service, boolean renew, boolean wantsProxying,
			@Nullable String requestId, @Nullable String mistake) {

		@Override
		public String toString() {
			return "Question[redacted]";
		}

	}

	Question read(Dialect dialect, HttpCall call) {
		if (dialect != Dialect.SAML1) {
			return new Question(call.parameter("ticket"), call.parameter("service"), call.isTrue("renew"),
					call.parameter("pgtUrl") != null, null, null);
		}
		String target = call.query("TARGET");
		try {
			SamlRequest request = SamlRequest.read(call.body(), this.strictSaml);
			return new Question(request.artifact(), target, false, false,
					this.repeatRequestId ? request.requestId() : null, null);
		}
		catch (IllegalArgumentException ex) {
			return new Question(null, target, false, false, null, ex.getMessage());
		}
	}

	Answer answer(Dialect dialect, Question question, HttpCall call) {
		if (dialect == Dialect.SAML1 && !"POST".equals(call.method())) {
			return Answer.methodNotAllowed("POST");
		}
		IssuedTicket ticket = (question.ticket() != null && question.service() != null)
				? this.tickets.consume(question.ticket()) : null;
		Validation validation = decide(dialect, question, ticket);
		FaultOrder order = this.faults.take(FaultOrder.At.VALIDATION, question.ticket(),
				(ticket != null) ? ticket.username() : null);
		if (order != null) {
			validation = (order.fault() == Fault.WRONG_SERVICE) ? Spoiler.exchangeService(validation, dialect)
					: Spoiler.spoil(validation, order);
		}
		boolean plain = validation instanceof Validation.Failure failure && failure.plain();
		Answer answer = this.traits.format(plain ? Dialect.CAS1 : dialect, call).write(validation, this.layout.get());
		return (order != null) ? Spoiler.spoil(answer, order, call.base()) : answer;
	}

	private Validation decide(Dialect dialect, Question question, @Nullable IssuedTicket ticket) {
		Refusal.Reason reason = reasonToRefuse(dialect, question, ticket);
		if (reason != null || ticket == null) {
			return this.traits.refusal((reason != null) ? reason : Refusal.Reason.UNKNOWN_TICKET, question, ticket)
				.at(this.clock.instant(), question);
		}
		Person person = this.people.find(ticket.username());
		if (person == null) {
			return this.traits.refusal(Refusal.Reason.UNKNOWN_PERSON, question, ticket)
				.at(this.clock.instant(), question);
		}
		return new Validation.Success(ticket, this.traits.user(ticket.username(), ticket.service()),
				this.released.apply(person), this.clock.instant(), ticket.service(), question.requestId());
	}

	private Refusal.@Nullable Reason reasonToRefuse(Dialect dialect, Question question, @Nullable IssuedTicket ticket) {
		if (question.mistake() != null) {
			return Refusal.Reason.MISTAKE;
		}
		String service = question.service();
		if (question.ticket() == null || question.ticket().isEmpty() || service == null || service.isEmpty()) {
			return Refusal.Reason.MISSING_PARAMETERS;
		}
		if (ticket == null) {
			return Refusal.Reason.UNKNOWN_TICKET;
		}
		if (ticket.isProxyTicket() && !dialect.takesProxyTickets()) {
			return Refusal.Reason.PROXY_TICKET;
		}
		if (!this.traits.isSameService(ticket.service(), service)) {
			return Refusal.Reason.WRONG_SERVICE;
		}
		if (question.renew() && this.traits.heedsRenew() && !ticket.fromNewLogin()) {
			return Refusal.Reason.OLD_LOGIN;
		}
		return question.wantsProxying() ? Refusal.Reason.PROXYING : null;
	}

}
