package fr.passerelle.gateway.network;

import java.net.URI;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;

/**
 * Requests of the gateway's own clients. The client refuses an address in which
 * {@link URI#getHost()} finds no host, such as one with an underscore, though it can
 * connect to it.
 */
public final class Requests {

	private static final String ANY_HOST = "host.invalid";

	private Requests() {
	}

	/** A GET of an address. */
	public static Request to(HttpClient client, URI address) {
		if (address.getHost() != null) {
			return client.newRequest(address);
		}
		Authority authority = Authority.required(address);
		return client.newRequest(withPlainHost(address)).host(authority.host()).port(Authority.port(address));
	}

	/** The address with a host that every parser of addresses accepts. */
	public static URI withPlainHost(URI address) {
		String text = address.toString();
		int begin = text.indexOf("//") + 2;
		return URI.create(text.substring(0, begin) + ANY_HOST
				+ text.substring(begin + String.valueOf(address.getRawAuthority()).length()));
	}

	/** A request that may connect to addresses outside all private networks only. */
	public static Request outsideOnly(Request request) {
		return request.tag(GuardedResolver.OUTSIDE_ONLY);
	}

}
