package fr.passerelle.gateway.front;

import java.net.InetSocketAddress;
import java.util.List;

import fr.passerelle.gateway.web.ClientAddresses;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Where a request says it comes from and goes to. Forwarding headers count only from
 * declared proxies.
 */
final class Origin {

	private final ClientAddresses addresses;

	Origin(ClientAddresses addresses) {
		this.addresses = addresses;
	}

	String clientAddress(Request request) {
		return this.addresses.resolve(socketAddress(request), request.getHeaders().getValuesList("X-Forwarded-For"));
	}

	/** The host and port asked for. */
	String authority(Request request) {
		if (this.addresses.isTrusted(socketAddress(request))) {
			List<String> forwarded = request.getHeaders().getValuesList(HttpHeader.X_FORWARDED_HOST);
			if (forwarded.size() == 1 && !forwarded.get(0).contains(",")) {
				return forwarded.get(0).strip();
			}
		}
		String authority = request.getHttpURI().getAuthority();
		return (authority != null) ? authority : "";
	}

	/** Whether the browser's own connection is encrypted. */
	boolean isSecure(Request request) {
		return request.isSecure() || (this.addresses.isTrusted(socketAddress(request))
				&& request.getHeaders().getValuesList("X-Forwarded-Proto").equals(List.of("https")));
	}

	private static String socketAddress(Request request) {
		return (request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address
				&& address.getAddress() != null) ? address.getAddress().getHostAddress() : "";
	}

}
