package fr.passerelle.mockcas;

import java.time.Clock;
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

	private final AttributeNames names;

	private final Supplier<Layout> layout;

	private final boolean repeatRequestId;

	private final boolean strictSaml;

	private final Clock clock;

	Validations(TicketRegistry tickets, PeopleRegister people, FaultOrders faults, AttributeNames names,
			Supplier<Layout> layout, boolean repeatRequestId, boolean strictSaml, Clock clock) {
		this.tickets = tickets;
		this.people = people;
		this.faults = faults;
		this.names = names;
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
		boolean json = "JSON".equalsIgnoreCase(call.parameter("format"));
		Answer answer = AnswerFormat.of(dialect, json).write(validation, this.layout.get());
		return (order != null) ? Spoiler.spoil(answer, order, call.base()) : answer;
	}

	private Validation decide(Dialect dialect, Question question, @Nullable IssuedTicket ticket) {
		if (question.mistake() != null) {
			return failure(question, "INVALID_REQUEST", question.mistake());
		}
		if (question.ticket() == null || question.ticket().isEmpty() || question.service() == null
				|| question.service().isEmpty()) {
			return failure(question, "INVALID_REQUEST", "service and ticket are both required");
		}
		if (ticket == null) {
			return failure(question, "INVALID_TICKET", "ticket " + question.ticket() + " is not recognised");
		}
		if (ticket.isProxyTicket() && !dialect.takesProxyTickets()) {
			return failure(question, "INVALID_TICKET_SPEC", "a proxy ticket is not accepted here");
		}
		if (!ticket.service().equals(question.service())) {
			return failure(question, "INVALID_SERVICE",
					"the ticket was not issued for the service " + question.service());
		}
		if (question.renew() && !ticket.fromNewLogin()) {
			return failure(question, "INVALID_TICKET", "the ticket does not come from a new login");
		}
		if (question.wantsProxying()) {
			return failure(question, "UNAUTHORIZED_SERVICE_PROXY", "this server grants no proxying");
		}
		Person person = this.people.find(ticket.username());
		if (person == null) {
			return failure(question, "INVALID_TICKET", "the person exists no longer");
		}
		return new Validation.Success(ticket, this.names.attributesOf(person), this.clock.instant(), ticket.service(),
				question.requestId());
	}

	private Validation failure(Question question, String code, String text) {
		return new Validation.Failure(code, text, this.clock.instant(), question.requestId());
	}

}
