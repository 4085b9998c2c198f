package fr.passerelle.gateway.federation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Threads on which messages are read, decrypted and checked. Each takes milliseconds, a
 * stranger's too, and the thread that receives requests has those of every visitor to
 * attend to. What waits is bounded in bytes.
 */
public final class MessageThreads implements AutoCloseable {

	/** One waiting message without its text, in bytes of heap. */
	public static final int WEIGHT = 1_000;

	private final long maxBytes;

	private final AtomicLong bytes = new AtomicLong();

	private final ThreadPoolExecutor pool;

	/**
	 * Starts no thread yet.
	 * @param name of the threads
	 * @param threads at most
	 * @param maxBytes of the messages that wait or are read
	 */
	public MessageThreads(String name, int threads, long maxBytes) {
		this.maxBytes = maxBytes;
		this.pool = new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(task) -> {
					Thread thread = new Thread(task, name);
					thread.setDaemon(true);
					return thread;
				});
		this.pool.allowCoreThreadTimeOut(true);
	}

	/**
	 * Does some work on a message.
	 * @param length of the message, in characters
	 * @param work reads it
	 * @param full answers in its place while too much waits
	 */
	public <T> CompletionStage<T> run(int length, Supplier<T> work, Supplier<T> full) {
		long weight = WEIGHT + 2L * length;
		if (this.bytes.addAndGet(weight) > this.maxBytes) {
			this.bytes.addAndGet(-weight);
			return CompletableFuture.completedFuture(full.get());
		}
		try {
			// The place is given back before the caller goes on, after a failure too.
			return CompletableFuture.supplyAsync(work, this.pool)
				.whenComplete((result, failure) -> this.bytes.addAndGet(-weight));
		}
		catch (RejectedExecutionException ex) {
			// The program stops.
			this.bytes.addAndGet(-weight);
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public void close() {
		this.pool.shutdown();
	}

}
