package fr.passerelle.gateway.backup;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the schedule once a minute. A backup that takes too long when the program ends is
 * broken off; that harms none.
 */
final class BackupClockwork implements AutoCloseable {

	private static final long PERIOD_SECONDS = 60;

	private static final long FAREWELL_SECONDS = 10;

	private static final Logger logger = LoggerFactory.getLogger(BackupClockwork.class);

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "passerelle-backups");
		thread.setDaemon(true);
		return thread;
	});

	BackupClockwork(BackupSchedule schedule) {
		var ignored = this.executor.scheduleWithFixedDelay(() -> tick(schedule), PERIOD_SECONDS, PERIOD_SECONDS,
				TimeUnit.SECONDS);
	}

	private static void tick(BackupSchedule schedule) {
		try {
			schedule.tick();
		}
		catch (RuntimeException ex) {
			// Whatever it was, the next tick must still come.
			logger.error("Backups not looked after", ex);
		}
	}

	@Override
	public void close() {
		this.executor.shutdown();
		try {
			if (!this.executor.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
				this.executor.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			this.executor.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

}
