package fr.passerelle.gateway.lookup;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import fr.passerelle.gateway.http.IpAddress;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Looks up names with one thread per host, however many wait for it. The platform's
 * look-up blocks, for minutes where a name server is silent; with a thread per waiting
 * login or page, one broken zone would stop every ENT and every application. Clients that
 * connect to hosts of applications and ENTs resolve names only here.
 */
public final class HostLookup implements SocketAddressResolver {

	private final Map<String, CompletableFuture<InetAddress[]>> underWay = new ConcurrentHashMap<>();

	private final Executor executor;

	private final Names names;

	/**
	 * Takes the threads.
	 * @param executor bounded; its refusal fails the look-up
	 * @param names what knows the names; may block
	 */
	public HostLookup(Executor executor, Names names) {
		this.executor = executor;
		this.names = names;
	}

	@Override
	public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
		var unused = lookup(host).whenComplete((addresses, failure) -> {
			if (failure != null) {
				promise.failed(failure);
			}
			else {
				promise.succeeded(
						Arrays.stream(addresses).map((address) -> new InetSocketAddress(address, port)).toList());
			}
		});
	}

	/** All addresses of a host; fails where it is unknown or no thread is left. */
	public CompletableFuture<InetAddress[]> lookup(String host) {
		CompletableFuture<InetAddress[]> mine = new CompletableFuture<>();
		CompletableFuture<InetAddress[]> first = this.underWay.putIfAbsent(host, mine);
		if (first != null) {
			return first;
		}
		if (isAddress(host)) {
			// An address needs no name server, so it must not wait behind names that do.
			run(host, mine);
			return mine;
		}
		try {
			this.executor.execute(() -> run(host, mine));
		}
		catch (RejectedExecutionException ex) {
			this.underWay.remove(host, mine);
			mine.completeExceptionally(ex);
		}
		return mine;
	}

	private static boolean isAddress(String host) {
		boolean bracketed = host.startsWith("[") && host.endsWith("]");
		return IpAddress.parse(bracketed ? host.substring(1, host.length() - 1) : host).isPresent();
	}

	private void run(String host, CompletableFuture<InetAddress[]> result) {
		try {
			InetAddress[] addresses = this.names.addresses(host);
			this.underWay.remove(host, result);
			result.complete(addresses);
		}
		catch (UnknownHostException | RuntimeException ex) {
			this.underWay.remove(host, result);
			result.completeExceptionally(ex);
		}
	}

	/**
	 * What knows the names of hosts; {@link InetAddress#getAllByName} except in tests.
	 */
	public interface Names {

		/** All addresses, at least one. */
		InetAddress[] addresses(String host) throws UnknownHostException;

	}

}
