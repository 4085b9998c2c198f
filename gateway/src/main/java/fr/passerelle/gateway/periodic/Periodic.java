package fr.passerelle.gateway.periodic;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import fr.passerelle.gateway.halt.OutOfMemory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one thing again and again on a thread of its own, whatever became of the last
 * time. The period is counted from the end of one turn to the begin of the next.
 */
public final class Periodic implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Periodic.class);

	private final ScheduledExecutorService executor;

	private final Duration farewell;

	private Periodic(String name, Duration farewell) {
		this.executor = Executors.newSingleThreadScheduledExecutor((run) -> {
			Thread thread = new Thread(run, "passerelle-" + name);
			thread.setDaemon(true);
			return thread;
		});
		this.farewell = farewell;
	}

	/** Begins; at the end a turn under way is broken off. */
	public static Periodic every(Duration period, String name, Runnable task) {
		return every(period, name, task, Duration.ZERO);
	}

	/**
	 * Begins.
	 * @param period from one turn to the next; the first comes after it too
	 * @param name what log and thread call it
	 * @param task one turn
	 * @param farewell how long a turn under way may take at the end before it is broken
	 * off
	 */
	public static Periodic every(Duration period, String name, Runnable task, Duration farewell) {
		Periodic periodic = new Periodic(name, farewell);
		var unused = periodic.executor.scheduleWithFixedDelay(() -> run(name, task), period.toMillis(),
				period.toMillis(), TimeUnit.MILLISECONDS);
		return periodic;
	}

	private static void run(String name, Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			// A database that is away for a while, or whatever: the next turn must still
			// come, and an exception's text may say more than a log should.
			logger.warn("Periodic task failed task={} reason={}", name, ex.getClass().getSimpleName());
			logger.debug("Periodic task failed task={}", name, ex);
		}
		catch (Error ex) {
			OutOfMemory.endIf(ex);
			logger.error("Periodic task failed task={}", name, ex);
		}
	}

	@Override
	public void close() {
		this.executor.shutdown();
		try {
			if (!this.executor.awaitTermination(this.farewell.toMillis(), TimeUnit.MILLISECONDS)) {
				this.executor.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			this.executor.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

}
