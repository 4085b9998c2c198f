package fr.passerelle.gateway.login;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.http.VisitorRequest;
import org.jspecify.annotations.Nullable;

/**
 * An address to which an ENT sends a browser back: a page's own, with a ticket in its
 * query.
 *
 * @param value the ticket's decoded value; null where there are several tickets, or an
 * escape is broken
 * @param artifact whether the ticket comes as a SAML artifact
 * @param target path and query without any ticket, every other byte as it came
 */
public record TicketCallback(@Nullable String value, boolean artifact, String target) {

	private static final String TICKET = "ticket";

	private static final String ARTIFACT = "SAMLart";

	/**
	 * Reads an address; empty where it brings no ticket. Every page is asked for this, so
	 * most queries are only glanced at.
	 */
	public static Optional<TicketCallback> of(VisitorRequest request) {
		String query = request.query();
		if (query == null || !(query.contains(TICKET) || query.contains(ARTIFACT))) {
			return Optional.empty();
		}
		List<String> tickets = Query.values(query, TICKET);
		List<String> artifacts = Query.values(query, ARTIFACT);
		int count = tickets.size() + artifacts.size();
		if (count == 0) {
			return Optional.empty();
		}
		String raw = artifacts.isEmpty() ? tickets.get(0) : artifacts.get(0);
		return Optional.of(new TicketCallback((count == 1) ? Query.decode(raw) : null, !artifacts.isEmpty(),
				Query.withoutParameters(request.target(), Set.of(TICKET, ARTIFACT))));
	}

	/** What was asked for, without any ticket. */
	public static String targetOf(VisitorRequest request) {
		return of(request).map(TicketCallback::target).orElseGet(request::target);
	}

	/**
	 * The ticket.
	 * @param delegation the ENT that was asked for one; null where none was
	 * @return null where the value cannot be a ticket of this ENT's
	 */
	@Nullable ServiceTicket ticket(@Nullable Delegation delegation) {
		boolean mayBeArtifact = (delegation != null) ? delegation.signOn().bringsArtifacts() : this.artifact;
		return (this.value != null) ? ServiceTicket.of(this.value, mayBeArtifact).orElse(null) : null;
	}

	@Override
	public String toString() {
		return "TicketCallback[redacted]";
	}

}
