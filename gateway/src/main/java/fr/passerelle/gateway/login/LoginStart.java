package fr.passerelle.gateway.login;

import java.util.Map;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;

/**
 * A login that begins.
 *
 * @param establishment whose page was asked for
 * @param delegation leads to the ENT
 * @param service the page's own address, without query
 * @param parameters for the ENT's login page, in order
 * @param handle names the pending login to the ENT and back; no secret, and the browser's
 * secret cannot be computed from it: 43 characters of base64url
 */
public record LoginStart(Establishment establishment, Delegation delegation, String service,
		Map<String, String> parameters, String handle) {
}
