package fr.passerelle.gateway.proxy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.passerelle.gateway.lookup.HostLookup;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.jspecify.annotations.Nullable;

/**
 * Finds the addresses of the applications' hosts. Threads of its own wait for the name
 * servers, one for each host, so that a silent zone stops no other application; an
 * application whose name server falls silent is reached at the address that it had last.
 */
final class ApplicationAddresses implements SocketAddressResolver, AutoCloseable {

	/** Hosts whose names are looked up at the same time. */
	static final int MAX_LOOKUPS = 32;

	/** Addresses that are remembered for a silent name server. */
	private static final int MAX_KNOWN = 10_000;

	private static final Duration KNOWN_FOR = Duration.ofHours(1);

	private static final Duration THREAD_IDLE = Duration.ofSeconds(30);

	private final ThreadPoolExecutor threads = new ThreadPoolExecutor(0, MAX_LOOKUPS, THREAD_IDLE.toSeconds(),
			TimeUnit.SECONDS, new SynchronousQueue<>(), ApplicationAddresses::thread);

	private final Cache<String, List<InetSocketAddress>> known = Caffeine.newBuilder()
		.maximumSize(MAX_KNOWN)
		.expireAfterWrite(KNOWN_FOR)
		.build();

	private final SocketAddressResolver lookup;

	private final Duration patience;

	private final Executor executor;

	/**
	 * Nothing looked up yet.
	 * @param names what knows the names; may block
	 * @param patience how long a name server may take
	 * @param executor continues the requests that waited too long
	 */
	ApplicationAddresses(HostLookup.Names names, Duration patience, Executor executor) {
		this.lookup = new HostLookup(this.threads, names);
		this.patience = patience;
		this.executor = executor;
	}

	private static Thread thread(Runnable work) {
		Thread thread = new Thread(work, "proxy-lookup");
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
		String key = host + ":" + port;
		CompletableFuture<List<InetSocketAddress>> found = new CompletableFuture<>();
		this.lookup.resolve(host, port, context, Promise.from(found::complete, found::completeExceptionally));
		if (found.isDone()) {
			var unused = found.whenComplete((addresses, failure) -> answer(key, addresses, failure, promise));
			return;
		}
		var unused = found.orTimeout(this.patience.toMillis(), TimeUnit.MILLISECONDS)
			.whenCompleteAsync((addresses, failure) -> answer(key, addresses, failure, promise), this.executor);
	}

	private void answer(String key, @Nullable List<InetSocketAddress> addresses, @Nullable Throwable failure,
			Promise<List<InetSocketAddress>> promise) {
		if (addresses != null) {
			this.known.put(key, addresses);
			promise.succeeded(addresses);
			return;
		}
		boolean silent = failure instanceof TimeoutException || failure instanceof RejectedExecutionException;
		List<InetSocketAddress> before = silent ? this.known.getIfPresent(key) : null;
		if (before != null) {
			promise.succeeded(before);
		}
		else {
			promise.failed((failure != null) ? failure : new TimeoutException("no address"));
		}
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
