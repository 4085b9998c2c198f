package fr.passerelle.gateway.front;

import java.net.InetSocketAddress;
import java.util.List;

import fr.passerelle.gateway.http.ClientAddresses;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Where a request says it comes from and goes to. Forwarding headers count only from
 * declared proxies.
 */
final class Origin {

	private final ClientAddresses addresses;

	private final boolean forwardedHost;

	/**
	 * Takes what the operator says of the proxies.
	 * @param addresses the declared ones
	 * @param forwardedHost whether they say the host that was asked for in
	 * {@code X-Forwarded-Host}, and let nobody else say it
	 */
	Origin(ClientAddresses addresses, boolean forwardedHost) {
		this.addresses = addresses;
		this.forwardedHost = forwardedHost;
	}

	String clientAddress(Request request) {
		return this.addresses.resolve(socketAddress(request), request.getHeaders().getValuesList("X-Forwarded-For"));
	}

	/**
	 * The host and port asked for; empty, which is nobody's, where a proxy's word is not
	 * one host: of two, one may be the visitor's.
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
	 * Whether the browser's own connection is encrypted. Of several proxies each adds
	 * what it was spoken to in, so that the first of a list is the browser's. A visitor
	 * who writes one there fools nobody but their own browser.
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
