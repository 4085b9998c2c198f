package fr.passerelle.gateway.login;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Protocol;

/**
 * The port that a sign-on protocol implements: where to send the browser, and what its
 * proof is worth. Knows no request and no session; never blocks the caller. A protocol
 * whose proof comes back to an address of the gateway's own, and not to the page in a
 * ticket, implements {@link ReturningProtocol}.
 */
public interface DelegationProtocol {

	/** The protocol of the delegations that it signs people on for. */
	Protocol protocol();

	/**
	 * How the browser goes to the ENT's login.
	 * @return empty where the ENT's address is not known yet, or too many logins wait to
	 * be signed; never fails exceptionally
	 */
	CompletionStage<Optional<Departure>> begin(LoginStart start);

	/**
	 * Validates a ticket, server to server, immediately and only once.
	 * @param delegation who issued it
	 * @param service the address it was asked for, exactly as given to {@link #begin}
	 * @param ticket the ticket
	 * @return the outcome within the ENT's time; never fails exceptionally
	 */
	CompletionStage<DelegationOutcome> complete(Delegation delegation, String service, ServiceTicket ticket);

	/**
	 * How the browser goes to the ENT's logout.
	 * @return empty where the ENT has none, or too many requests wait to be signed; never
	 * fails exceptionally
	 */
	CompletionStage<Optional<Departure>> logout(LogoutStart start);

	/**
	 * Reads a back-channel logout message, in a form field or as a raw body.
	 * @param contentType of the body; may be empty
	 * @param body the bytes, already bounded
	 * @return the tickets whose sessions end; none where the body is not a logout message
	 */
	List<ServiceTicket> readLogout(String contentType, byte[] body);

}
