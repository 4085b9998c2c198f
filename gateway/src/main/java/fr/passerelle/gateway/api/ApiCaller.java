package fr.passerelle.gateway.api;

import java.util.Collections;
import java.util.List;

import fr.passerelle.gateway.web.ClientAddresses;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells where a request to the API comes from, behind the declared proxies only.
 */
final class ApiCaller {

	private final ClientAddresses addresses;

	ApiCaller(ClientAddresses addresses) {
		this.addresses = addresses;
	}

	String address(HttpServletRequest request) {
		List<String> forwarded = Collections.list(request.getHeaders("X-Forwarded-For"));
		return this.addresses.resolve(request.getRemoteAddr(), forwarded);
	}

}
