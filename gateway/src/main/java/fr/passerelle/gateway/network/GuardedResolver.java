package fr.passerelle.gateway.network;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.network.Destinations.Kind;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets through those of a name's addresses that may be connected to. The client connects
 * to one of the addresses given here and does not resolve the name again.
 */
final class GuardedResolver implements SocketAddressResolver {

	/** Marks the destinations of requests that may not lead into a network. */
	static final String OUTSIDE_ONLY = "outside-only";

	private static final Logger logger = LoggerFactory.getLogger(GuardedResolver.class);

	private final Destinations destinations;

	private final Kind kind;

	private final SocketAddressResolver names;

	GuardedResolver(Destinations destinations, Kind kind, SocketAddressResolver names) {
		this.destinations = destinations;
		this.kind = kind;
		this.names = names;
	}

	@Override
	public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
		this.names.resolve(host, port, context, new Promise<>() {

			@Override
			public void succeeded(List<InetSocketAddress> found) {
				List<InetSocketAddress> permitted = permitted(host, port, isOutsideOnly(context), found);
				if (permitted.isEmpty()) {
					logger.debug("Connection refused by the rule host={} port={} kind={}", host, port,
							GuardedResolver.this.kind);
					promise.failed(new ForbiddenDestinationException());
				}
				else {
					promise.succeeded(permitted);
				}
			}

			@Override
			public void failed(Throwable cause) {
				promise.failed(cause);
			}
		});
	}

	private static boolean isOutsideOnly(Map<String, Object> context) {
		return context.get(Destination.CONTEXT_KEY) instanceof Destination destination
				&& OUTSIDE_ONLY.equals(destination.getOrigin().getTag());
	}

	private List<InetSocketAddress> permitted(String host, int port, boolean outsideOnly,
			List<InetSocketAddress> found) {
		String normal = HostNames.normal(host);
		String name = (normal != null) ? normal : host;
		return found.stream()
			.filter((one) -> one.getAddress() != null && isPermitted(name, one.getAddress(), port, outsideOnly))
			.toList();
	}

	private boolean isPermitted(String host, InetAddress address, int port, boolean outsideOnly) {
		return (outsideOnly ? this.destinations.judgeOutside(this.kind, host, address, port)
				: this.destinations.judge(this.kind, host, address, port)) == null;
	}

}
