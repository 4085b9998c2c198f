package fr.passerelle.gateway.establishment;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one thing once a second, on a thread of its own, whatever became of the last time.
 */
final class EverySecond implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(EverySecond.class);

	private static final int PERIOD_MS = 1000;

	private final ScheduledExecutorService executor;

	private final ScheduledFuture<?> running;

	EverySecond(String name, Runnable task) {
		this.executor = Executors.newSingleThreadScheduledExecutor((run) -> {
			Thread thread = new Thread(run, "passerelle-" + name);
			thread.setDaemon(true);
			return thread;
		});
		this.running = this.executor.scheduleWithFixedDelay(() -> run(name, task), PERIOD_MS, PERIOD_MS,
				TimeUnit.MILLISECONDS);
	}

	private static void run(String name, Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			// A database that is away for a while: the next time must still come.
			logger.warn("Periodic task failed task={} reason={}", name, ex.getClass().getSimpleName());
		}
	}

	@Override
	public void close() {
		this.running.cancel(true);
		this.executor.shutdown();
	}

}
