package fr.passerelle.gateway.cas;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.login.ValidationFailedException;

/**
 * One of the ways in which CAS servers ask and answer. Knows no connection: bytes in, a
 * result out.
 */
interface Dialect {

	/** The validation call. */
	ValidationRequest request(Cas cas, String service, ServiceTicket ticket);

	/**
	 * Reads the answer. The content type decides the charset and nothing else: ENTs label
	 * good answers {@code text/html}, and no HTML page reads as a success anyway.
	 * @param reply the answer
	 * @param service the address that the ticket was validated for
	 * @return authenticated or refused
	 * @throws ValidationFailedException if the answer is not one of this dialect's
	 */
	DelegationOutcome read(Reply reply, String service) throws ValidationFailedException;

	/**
	 * The GET of the CAS dialects. {@code renew} is repeated here, else only the
	 * browser's good will would enforce it (CAS 3.0 §2.4.1, §2.5.1).
	 */
	static ValidationRequest get(Cas cas, String service, ServiceTicket ticket) {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("service", service);
		parameters.put("ticket", ticket.value());
		if (cas.renew()) {
			parameters.put("renew", "true");
		}
		URI address = CasAddress.with(cas.validationUrl(), parameters);
		return new ValidationRequest(address, "");
	}

}
