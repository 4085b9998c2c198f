package fr.passerelle.gateway.recognition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import fr.passerelle.gateway.settings.HeapShare;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The threads that recognise people. The embedded store has one writer at a time and
 * waits for the disk at each commit, so there one thread recognises all who are waiting
 * in one transaction. Each is answered after the commit: a user that was given to a
 * person must not be given to another after a kill.
 */
final class RecognitionThreads implements Recognitions, AutoCloseable {

	/** Logins that may wait for a thread; a login storm is some hundreds a second. */
	private static final int MAX_WAITING = 10_000;

	/** Most people of one transaction, which other writers wait for. */
	static final int MAX_TOGETHER = 32;

	/** In a rush, how long a transaction waits for more people. */
	private static final Duration GATHERING = Duration.ofMillis(4);

	/** Threads for a store that takes several writers. */
	private static final int THREADS = 4;

	private final @Nullable TransactionOperations together;

	private final ThreadPoolExecutor pool;

	/** Whether several came together last time; the one thread's own. */
	private boolean rush;

	private RecognitionThreads(@Nullable TransactionOperations together, int threads, int maxWaiting) {
		this.together = together;
		this.pool = new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(maxWaiting), (task) -> {
					Thread thread = new Thread(task, "recognition");
					thread.setDaemon(true);
					return thread;
				});
		this.pool.allowCoreThreadTimeOut(true);
	}

	/** For a store with one writer at a time. */
	static RecognitionThreads together(TransactionOperations transactions) {
		return new RecognitionThreads(transactions, 1, maxWaiting());
	}

	/** For a store where each statement is a transaction, and several run at a time. */
	static RecognitionThreads singly() {
		return new RecognitionThreads(null, THREADS, maxWaiting());
	}

	private static int maxWaiting() {
		return HeapShare.WAITING_LOGINS.entries(MAX_WAITING);
	}

	@Override
	public CompletionStage<Recognised> run(Supplier<Recognised> recognition) {
		Waiting waiting = new Waiting(recognition);
		try {
			this.pool.execute(waiting);
		}
		catch (RejectedExecutionException ex) {
			waiting.result.completeExceptionally(ex);
		}
		return waiting.result;
	}

	private void recognise(Waiting first) {
		if (this.together == null) {
			first.complete(first.recognise());
			return;
		}
		List<Waiting> all = new ArrayList<>();
		all.add(first);
		join(all);
		if (this.rush && all.size() < MAX_TOGETHER) {
			LockSupport.parkNanos(GATHERING.toNanos());
			join(all);
		}
		this.rush = all.size() > 1;
		List<Outcome> outcomes = inOneTransaction(this.together, all);
		for (int i = 0; i < all.size(); i++) {
			all.get(i).complete(outcomes.get(i));
		}
	}

	private void join(List<Waiting> all) {
		BlockingQueue<Runnable> queue = this.pool.getQueue();
		while (all.size() < MAX_TOGETHER && queue.poll() instanceof Waiting next) {
			all.add(next);
		}
	}

	/** If one of several fails, each gets a transaction of its own. */
	private static List<Outcome> inOneTransaction(TransactionOperations transactions, List<Waiting> all) {
		List<Outcome> outcomes = new ArrayList<>(all.size());
		try {
			transactions.executeWithoutResult((status) -> {
				for (Waiting one : all) {
					Outcome outcome = one.recognise();
					outcomes.add(outcome);
					if (outcome.failure() != null) {
						status.setRollbackOnly();
						return;
					}
				}
			});
		}
		catch (RuntimeException | Error ex) {
			// The store did not begin, or did not commit: so it would be for each of
			// them.
			return all.stream().map((one) -> new Outcome(null, ex)).toList();
		}
		boolean failed = outcomes.get(outcomes.size() - 1).failure() != null;
		if (failed && all.size() > 1) {
			return all.stream().map((one) -> inOneTransaction(transactions, List.of(one)).get(0)).toList();
		}
		return outcomes;
	}

	@Override
	public void close() {
		this.pool.shutdown();
	}

	/** One of the two is there. */
	private record Outcome(@Nullable Recognised recognised, @Nullable Throwable failure) {
	}

	/** A person to recognise. */
	private final class Waiting implements Runnable {

		private final Supplier<Recognised> recognition;

		private final CompletableFuture<Recognised> result = new CompletableFuture<>();

		Waiting(Supplier<Recognised> recognition) {
			this.recognition = recognition;
		}

		@Override
		public void run() {
			RecognitionThreads.this.recognise(this);
		}

		Outcome recognise() {
			try {
				return new Outcome(this.recognition.get(), null);
			}
			catch (RuntimeException | Error ex) {
				return new Outcome(null, ex);
			}
		}

		/** Runs what follows on this thread. */
		void complete(Outcome outcome) {
			if (outcome.recognised() != null) {
				this.result.complete(outcome.recognised());
			}
			else {
				this.result.completeExceptionally(
						(outcome.failure() != null) ? outcome.failure() : new IllegalStateException("no outcome"));
			}
		}

	}

}
