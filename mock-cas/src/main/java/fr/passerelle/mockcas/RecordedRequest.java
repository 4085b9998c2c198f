package fr.passerelle.mockcas;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request of a client.
 *
 * @param when by the server's clock
 * @param method in capitals
 * @param path below the server's own, such as {@code /serviceValidate}
 * @param query decoded once, in order
 * @param headers by lower-case name
 * @param body as text
 * @param ticket the ticket to be validated, from the query or the body
 * @param service the service, from the query or the body
 * @param outcome {@code success}, an error code, or a status
 */
public record RecordedRequest(Instant when, String method, String path, Map<String, List<String>> query,
		Map<String, String> headers, String body, @Nullable String ticket, @Nullable String service, String outcome) {

	/**
	 * Tells whether the request asked for a ticket to be validated.
	 * @return true at the six validation addresses
	 */
	public boolean isValidation() {
		return Dialect.at(this.path) != null;
	}

	@Override
	public String toString() {
		return "RecordedRequest[%s %s -> %s, ticket and body redacted]".formatted(this.method, this.path, this.outcome);
	}

}
