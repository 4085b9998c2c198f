package fr.passerelle.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import fr.passerelle.gateway.halt.OutOfMemory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.FixedDelayTask;

/**
 * Runs what repeats: each {@link FixedDelayTask} bean, in one pool. The pool has a thread
 * for each task, since nearly every turn may wait for the database, and one that waits
 * must not delay the others. That is also why the pool has platform threads on every
 * version of Java: Spring's scheduler of virtual threads runs all fixed-delay tasks on a
 * single thread.
 * <p>
 * The turns begin at the end of the start. They end after the web server has answered its
 * last request and before the beans that they use are closed.
 */
final class Timetable implements SmartLifecycle {

	/** How long turns may take that are under way when the program ends. */
	static final Duration FAREWELL = Duration.ofSeconds(10);

	/** The web server's phases are far above. */
	private static final int PHASE = 0;

	private static final Logger logger = LoggerFactory.getLogger(Timetable.class);

	private final ThreadPoolTaskScheduler scheduler;

	private final Map<String, FixedDelayTask> tasks;

	private volatile boolean running;

	/**
	 * Runs nothing yet.
	 * @param builder makes the pool
	 * @param tasks by the name that the log has for each
	 * @param farewell how long turns under way may take at the end before they are
	 * interrupted
	 */
	Timetable(ThreadPoolTaskSchedulerBuilder builder, Map<String, FixedDelayTask> tasks, Duration farewell) {
		this.tasks = Map.copyOf(tasks);
		this.scheduler = builder.poolSize(Math.max(1, tasks.size()))
			.threadNamePrefix("passerelle-turn-")
			.awaitTermination(true)
			.awaitTerminationPeriod(farewell)
			.build();
		this.scheduler.setDaemon(true);
	}

	@Override
	public void start() {
		this.scheduler.initialize();
		Instant now = this.scheduler.getClock().instant();
		this.tasks.forEach((name, task) -> {
			var unused = this.scheduler.scheduleWithFixedDelay(() -> turn(name, task.getRunnable()),
					now.plus(task.getInitialDelayDuration()), task.getIntervalDuration());
		});
		this.running = true;
	}

	private static void turn(String name, Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			// The next turn must still come, and an exception's text may say more than a
			// log should.
			logger.warn("Periodic task failed task={} reason={}", name, ex.getClass().getSimpleName());
			logger.debug("Periodic task failed task={}", name, ex);
		}
		catch (Error ex) {
			OutOfMemory.endIf(ex);
			logger.error("Periodic task failed task={}", name, ex);
		}
	}

	@Override
	public void stop() {
		if (this.running) {
			this.running = false;
			this.scheduler.shutdown();
			this.scheduler.getScheduledExecutor().shutdownNow();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
