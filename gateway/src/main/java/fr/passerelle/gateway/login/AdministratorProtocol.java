package fr.passerelle.gateway.login;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Delegation;

/**
 * Port of the sign-in of administrators through a CAS server: the transport and the
 * strict readers of the visitors' login, with places of their own at the server, and
 * nothing reported to the ENTs' states.
 */
public interface AdministratorProtocol {

	/** Where the browser goes to sign in. */
	URI login(Delegation server, String service);

	/** Has a ticket validated, once; never fails otherwise than by its outcome. */
	CompletionStage<DelegationOutcome> validate(Delegation server, String service, ServiceTicket ticket);

	/** Where the browser goes to leave the server. */
	URI logout(Delegation server, String service);

	/**
	 * The tickets that a back-channel logout names; none where the body is no such
	 * message.
	 */
	List<ServiceTicket> readLogout(String contentType, byte[] body);

}
