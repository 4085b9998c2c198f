package fr.passerelle.mockcas;

import java.time.Instant;

/**
 * The code and the sentence by which a validation is refused.
 *
 * @param code an error code of the protocol, or of the platform
 * @param text a sentence for people
 * @param plain whether the answer is CAS 1's even at the XML addresses
 */
record Refusal(String code, String text, boolean plain) {

	Refusal(String code, String text) {
		this(code, text, false);
	}

	static Refusal usual(Reason reason, Validations.Question question) {
		return switch (reason) {
			case MISTAKE -> new Refusal("INVALID_REQUEST", String.valueOf(question.mistake()));
			case MISSING_PARAMETERS -> new Refusal("INVALID_REQUEST", "service and ticket are both required");
			case UNKNOWN_TICKET -> new Refusal("INVALID_TICKET", "ticket " + question.ticket() + " is not recognised");
			case PROXY_TICKET -> new Refusal("INVALID_TICKET_SPEC", "a proxy ticket is not accepted here");
			case WRONG_SERVICE ->
				new Refusal("INVALID_SERVICE", "the ticket was not issued for the service " + question.service());
			case OLD_LOGIN -> new Refusal("INVALID_TICKET", "the ticket does not come from a new login");
			case PROXYING -> new Refusal("UNAUTHORIZED_SERVICE_PROXY", "this server grants no proxying");
			case UNKNOWN_PERSON -> new Refusal("INVALID_TICKET", "the person exists no longer");
		};
	}

	Validation.Failure at(Instant now, Validations.Question question) {
		return new Validation.Failure(this.code, this.text, now, question.requestId(), question.service(), this.plain);
	}

	/**
	 * Why a validation is refused.
	 */
	enum Reason {

		/** The request cannot be read. */
		MISTAKE,

		/** The service or the ticket is missing. */
		MISSING_PARAMETERS,

		/** The ticket was never issued, is used or has expired. */
		UNKNOWN_TICKET,

		/** A proxy ticket came where only service tickets are accepted. */
		PROXY_TICKET,

		/** The ticket was issued for another service. */
		WRONG_SERVICE,

		/** The client asks for a fresh login, and the ticket comes from the session. */
		OLD_LOGIN,

		/** The client asks for a proxy-granting ticket. */
		PROXYING,

		/** The person was removed. */
		UNKNOWN_PERSON

	}

}
