package fr.passerelle.gateway.login;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Delegation;

/**
 * The port that a sign-on protocol implements: where to send the browser, and what its
 * proof is worth. Knows no request and no session; never blocks the caller.
 */
public interface DelegationProtocol {

	/**
	 * The ENT's login link.
	 * @param delegation leads to the ENT
	 * @param service the address to come back to, without query
	 * @param parameters parameters for the ENT's login page, in order
	 * @return the link, complete
	 */
	URI begin(Delegation delegation, String service, Map<String, String> parameters);

	/**
	 * Validates a ticket, server to server, immediately and only once.
	 * @param delegation who issued it
	 * @param service the address it was asked for, exactly as given to {@link #begin}
	 * @param ticket the ticket
	 * @return the outcome within the ENT's time; never fails exceptionally
	 */
	CompletionStage<DelegationOutcome> complete(Delegation delegation, String service, ServiceTicket ticket);

	/**
	 * The ENT's logout link.
	 * @param delegation leads to the ENT
	 * @param service where the ENT may send the browser back
	 * @return the link
	 */
	URI logout(Delegation delegation, String service);

	/**
	 * Reads a back-channel logout message, in a form field or as a raw body.
	 * @param contentType of the body; may be empty
	 * @param body the bytes, already bounded
	 * @return the tickets whose sessions end; none where the body is not a logout message
	 */
	List<ServiceTicket> readLogout(String contentType, byte[] body);

}
