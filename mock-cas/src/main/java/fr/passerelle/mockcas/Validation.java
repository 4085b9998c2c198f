package fr.passerelle.mockcas;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What came of a validation, before it is written in some dialect.
 */
sealed interface Validation {

	/** For the journal. */
	String outcome();

	/**
	 * The ticket was good.
	 *
	 * @param ticket the ticket, consumed
	 * @param attributes what is released, by the platform's names
	 * @param now by the clock that the answer shows, which a fault may have set wrong
	 * @param audience the service, which a fault may have exchanged
	 * @param requestId of a SAML request, to be repeated
	 */
	record Success(IssuedTicket ticket, Map<String, List<String>> attributes, Instant now, String audience,
			@Nullable String requestId) implements Validation {

		@Override
		public String outcome() {
			return "success";
		}

		Success at(Instant other) {
			return new Success(this.ticket, this.attributes, other, this.audience, this.requestId);
		}

		Success forAudience(String other) {
			return new Success(this.ticket, this.attributes, this.now, other, this.requestId);
		}

	}

	/**
	 * The ticket was not good, or the request was not.
	 *
	 * @param code an error code of the protocol
	 * @param text what people may read
	 * @param now by the server's clock
	 * @param requestId of a SAML request, to be repeated
	 */
	record Failure(String code, String text, Instant now, @Nullable String requestId) implements Validation {

		@Override
		public String outcome() {
			return this.code;
		}

	}

}
