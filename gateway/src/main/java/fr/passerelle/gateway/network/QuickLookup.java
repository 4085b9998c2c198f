package fr.passerelle.gateway.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks a name up while an administrator waits for a form's answer, and gives up soon:
 * the platform's look-up waits for minutes where a name server is silent.
 */
final class QuickLookup {

	private static final int MAX_THREADS = 4;

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Executor threads = new ThreadPoolExecutor(0, MAX_THREADS, 30, TimeUnit.SECONDS,
			new SynchronousQueue<>(), (work) -> {
				Thread thread = new Thread(work, "quick-lookup");
				thread.setDaemon(true);
				return thread;
			});

	/** All addresses; none where the look-up takes too long. */
	List<InetAddress> addresses(String host) {
		try {
			return CompletableFuture.supplyAsync(() -> lookup(host), this.threads)
				.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | ExecutionException | RejectedExecutionException ex) {
			return List.of();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return List.of();
		}
	}

	private static List<InetAddress> lookup(String host) {
		try {
			return List.of(InetAddress.getAllByName(host));
		}
		catch (UnknownHostException ex) {
			return List.of();
		}
	}

}
