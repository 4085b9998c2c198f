package fr.passerelle.gateway.cas;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import fr.passerelle.gateway.network.Authority;
import fr.passerelle.gateway.network.Destinations;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.ProxyConfiguration;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.jspecify.annotations.Nullable;

/**
 * The way out of a network that has no other than an HTTP proxy, as the platform's own
 * settings say it ({@code https.proxyHost}, {@code http.nonProxyHosts} and their like):
 * operators have already set them for other Java programs.
 */
final class EntProxy extends ProxyConfiguration {

	private final @Nullable ProxySelector selector;

	/** As many as the operator named. */
	private final Set<String> used = ConcurrentHashMap.newKeySet();

	EntProxy(@Nullable ProxySelector selector) {
		this.selector = selector;
	}

	@Override
	public ProxyConfiguration.@Nullable Proxy match(Origin origin) {
		InetSocketAddress proxy = towards(URI.create(origin.asString()));
		if (proxy == null) {
			return null;
		}
		this.used.add(key(proxy.getHostString(), proxy.getPort()));
		return new HttpProxy(proxy.getHostString(), proxy.getPort());
	}

	/**
	 * The look-up that judges addresses, but for the proxy's own: the operator named it,
	 * and it is in the network that schools must not reach.
	 */
	SocketAddressResolver spared(SocketAddressResolver plain, SocketAddressResolver judging) {
		return (host, port, context, promise) -> (this.used.contains(key(host, port)) ? plain : judging).resolve(host,
				port, context, promise);
	}

	private static String key(String host, int port) {
		return host.toLowerCase(Locale.ROOT) + ":" + port;
	}

	/** The proxy that leads to an address; null where it is reached directly. */
	@Nullable InetSocketAddress towards(URI address) {
		if (this.selector == null || Destinations.isNear(Authority.required(address).host())) {
			return null;
		}
		for (java.net.Proxy proxy : this.selector.select(address)) {
			if (proxy.type() == java.net.Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress there) {
				return there;
			}
		}
		return null;
	}

}
