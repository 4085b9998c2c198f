package fr.passerelle.gateway.front;

import java.net.InetSocketAddress;
import java.util.List;

import fr.passerelle.gateway.http.ClientAddresses;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Tells the client address, the host and the scheme of a request. Forwarding headers
 * count only from declared proxies.
 */
final class Origin {

	private final ClientAddresses addresses;

	private final boolean forwardedHost;

	/**
	 * Made once for the program.
	 * @param addresses the declared proxies
	 * @param forwardedHost whether these proxies name the host that was asked for in
	 * {@code X-Forwarded-Host}, and drop that header from every client
	 */
	Origin(ClientAddresses addresses, boolean forwardedHost) {
		this.addresses = addresses;
		this.forwardedHost = forwardedHost;
	}

	String clientAddress(Request request) {
		return this.addresses.resolve(socketAddress(request),
				request.getHeaders().getValuesList(HttpHeader.X_FORWARDED_FOR));
	}

	/**
	 * The host and port that were asked for. Empty, which no school has, if a proxy names
	 * two hosts: one of them may be the visitor's.
	 */
	String authority(Request request) {
		if (this.forwardedHost && this.addresses.isTrusted(socketAddress(request))) {
			List<String> forwarded = request.getHeaders().getValuesList(HttpHeader.X_FORWARDED_HOST);
			if (!forwarded.isEmpty()) {
				return (forwarded.size() == 1 && forwarded.get(0).indexOf(',') < 0) ? forwarded.get(0).strip() : "";
			}
		}
		String authority = request.getHttpURI().getAuthority();
		return (authority != null) ? authority : "";
	}

	/**
	 * Whether the browser's own connection is encrypted. Each of several proxies adds the
	 * scheme that it was asked by, so that the first of a list is the browser's. A
	 * visitor who forges one deceives only their own browser.
	 */
	boolean isSecure(Request request) {
		if (request.isSecure() || !this.addresses.isTrusted(socketAddress(request))) {
			return request.isSecure();
		}
		List<String> forwarded = request.getHeaders().getValuesList(HttpHeader.X_FORWARDED_PROTO);
		return !forwarded.isEmpty() && forwarded.get(0).split(",", 2)[0].strip().equalsIgnoreCase("https");
	}

	private static String socketAddress(Request request) {
		return (request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address
				&& address.getAddress() != null) ? address.getAddress().getHostAddress() : "";
	}

}
