package fr.passerelle.gateway.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** One call on several threads that begin at the same moment. */
public final class Together {

	private Together() {
	}

	/**
	 * Makes the calls and waits for them.
	 * @param threads how many
	 * @param call gets the number of its thread, from 0
	 * @return the results, in the order of the numbers
	 */
	public static <T> List<T> run(int threads, IntFunction<T> call) {
		CyclicBarrier start = new CyclicBarrier(threads);
		ExecutorService pool = Executors.newFixedThreadPool(threads);
		try {
			List<CompletableFuture<T>> all = IntStream.range(0, threads)
				.mapToObj((number) -> CompletableFuture.supplyAsync(() -> {
					try {
						start.await(30, TimeUnit.SECONDS);
					}
					catch (Exception ex) {
						throw new IllegalStateException("the other threads did not begin", ex);
					}
					return call.apply(number);
				}, pool))
				.toList();
			return all.stream().map(CompletableFuture::join).toList();
		}
		finally {
			pool.shutdownNow();
		}
	}

}
