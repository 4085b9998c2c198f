package fr.passerelle.gateway.realcas;

import java.net.URI;
import java.net.http.HttpResponse;

/**
 * What a browser shows after one request.
 *
 * @param address where it was asked for
 * @param status the HTTP status
 * @param location the address that a redirect leads to; empty where there is none
 * @param error the gateway's error code; empty where there is none
 * @param body the text
 */
record Page(URI address, int status, String location, String error, String body) {

	static Page of(HttpResponse<String> response) {
		URI address = response.uri();
		String location = response.headers()
			.firstValue("Location")
			.map((link) -> address.resolve(link).toString())
			.orElse("");
		return new Page(address, response.statusCode(), location,
				response.headers().firstValue("Passerelle-Error").orElse(""), response.body());
	}

	boolean isRedirect() {
		return !this.location.isEmpty();
	}

}
