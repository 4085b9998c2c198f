package fr.passerelle.mockcas;

import java.time.Duration;

import fr.passerelle.mockcas.Answer.Delivery;

/**
 * Applies a fault to an answer, or to its delivery.
 */
final class Spoiler {

	/** The address that accepts every ticket, for clients that follow a redirect. */
	static final String TRAP = "/__elsewhere";

	/** The DTD of the DOCTYPE. The journal shows whether a client fetched it. */
	static final String DTD = "/__doctype";

	private Spoiler() {
	}

	/** Applies the faults that leave the answer well-formed. */
	static Validation spoil(Validation validation, FaultOrder order) {
		return switch (order.fault()) {
			case REFUSED -> refusal(validation, "INVALID_TICKET", "the ticket is not recognised");
			case WRONG_CLOCK -> (validation instanceof Validation.Success success)
					? success.at(success.now().minus(order.length())) : validation;
			default -> validation;
		};
	}

	/** Exchanges the audience in SAML, and refuses the ticket elsewhere. */
	static Validation exchangeService(Validation validation, Dialect dialect) {
		if (dialect == Dialect.SAML1 && validation instanceof Validation.Success success) {
			return success.forAudience("https://autre-service.exemple.invalid/");
		}
		return refusal(validation, "INVALID_SERVICE", "the ticket was issued for another service");
	}

	/** Applies the faults of the answer and its delivery. */
	static Answer spoil(Answer answer, FaultOrder order, String base) {
		Duration length = order.length();
		return switch (order.fault()) {
			case LATE -> answer.delivered(Delivery.LATE, length);
			case DRIP -> answer.delivered(Delivery.DRIP, length);
			case SERVER_ERROR -> Answer.page(500, page("Erreur interne du serveur")).outcome("500");
			case HTML -> Answer.page(200, page("Le portail est en maintenance")).outcome("html");
			case EMPTY -> answer.withBody("").outcome("empty");
			case TRUNCATED -> answer.delivered(Delivery.TRUNCATED, length).outcome("truncated");
			case ENDLESS -> answer.delivered(Delivery.ENDLESS, length).outcome("endless");
			case DOCTYPE -> answer.withBody(doctype(answer.body(), base)).outcome("doctype");
			case REDIRECT -> Answer.redirect(base + TRAP).outcome("redirect");
			case DROP -> answer.delivered(Delivery.DROP, length).outcome("drop");
			case ANSWER -> own(order).outcome("answer");
			case REFUSED, WRONG_CLOCK, WRONG_SERVICE -> answer;
		};
	}

	private static Answer own(FaultOrder order) {
		OwnAnswer own = order.answer();
		return (own != null) ? own.toAnswer() : Answer.of(200, "text/plain;charset=UTF-8", "");
	}

	private static Validation refusal(Validation validation, String code, String text) {
		if (validation instanceof Validation.Success success) {
			return new Validation.Failure(code, text, success.now(), success.requestId(), success.audience(), false);
		}
		return validation;
	}

	private static String page(String title) {
		return "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"UTF-8\"><title>%s</title></head><body><h1>%s</h1></body></html>\n"
			.formatted(title, title);
	}

	private static String doctype(String body, String base) {
		String declaration = "<!DOCTYPE any [<!ENTITY %% outside SYSTEM \"%s\"> %%outside;]>\n"
			.formatted(Markup.escape(base + DTD));
		int start = body.startsWith("<?xml") ? body.indexOf("?>") + 3 : 0;
		return body.substring(0, start) + declaration + body.substring(start);
	}

}
