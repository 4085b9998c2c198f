package fr.passerelle.mockcas;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The result of a validation, before a dialect writes it.
 */
sealed interface Validation {

	/** The result in the journal. */
	String outcome();

	/**
	 * The ticket was good.
	 *
	 * @param ticket the ticket, consumed
	 * @param user the value of {@code cas:user}
	 * @param attributes the released attributes, by the platform's names
	 * @param now the time in the answer, which a fault may have set wrong
	 * @param audience the service, which a fault may have exchanged
	 * @param requestId the id of a SAML request, to repeat in the answer
	 */
	record Success(IssuedTicket ticket, String user, Map<String, List<String>> attributes, Instant now, String audience,
			@Nullable String requestId) implements Validation {

		@Override
		public String outcome() {
			return "success";
		}

		Success at(Instant other) {
			return new Success(this.ticket, this.user, this.attributes, other, this.audience, this.requestId);
		}

		Success forAudience(String other) {
			return new Success(this.ticket, this.user, this.attributes, this.now, other, this.requestId);
		}

	}

	/**
	 * The ticket was not good, or the request was not.
	 *
	 * @param code an error code of the protocol
	 * @param text a sentence for people
	 * @param now the time in the answer
	 * @param requestId the id of a SAML request, to repeat in the answer
	 * @param service the service that the request named
	 * @param plain whether the answer is CAS 1's even at the XML addresses
	 */
	record Failure(String code, String text, Instant now, @Nullable String requestId, @Nullable String service,
			boolean plain) implements Validation {

		@Override
		public String outcome() {
			return this.code;
		}

	}

}
