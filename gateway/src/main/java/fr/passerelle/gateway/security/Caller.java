package fr.passerelle.gateway.security;

import java.util.Collections;
import java.util.List;

import fr.passerelle.gateway.http.ClientAddresses;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells where a request to API or console comes from.
 */
final class Caller {

	private final ClientAddresses addresses;

	Caller(ClientAddresses addresses) {
		this.addresses = addresses;
	}

	/** The address, behind the declared proxies only. */
	String address(HttpServletRequest request) {
		List<String> forwarded = Collections.list(request.getHeaders("X-Forwarded-For"));
		return this.addresses.resolve(request.getRemoteAddr(), forwarded);
	}

}
