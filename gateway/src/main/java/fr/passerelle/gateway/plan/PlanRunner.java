package fr.passerelle.gateway.plan;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds whether a planned change is due; one look is one indexed query.
 */
final class PlanRunner implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(PlanRunner.class);

	private static final int PERIOD_SECONDS = 5;

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "passerelle-plans");
		thread.setDaemon(true);
		return thread;
	});

	private final Plans plans;

	private final ScheduledFuture<?> looking;

	PlanRunner(Plans plans) {
		this.plans = plans;
		this.looking = this.executor.scheduleWithFixedDelay(this::look, PERIOD_SECONDS, PERIOD_SECONDS,
				TimeUnit.SECONDS);
	}

	private void look() {
		try {
			this.plans.tick();
		}
		catch (RuntimeException ex) {
			// Whatever it was, the next look must still happen.
			logger.warn("Planned changes not read reason={}", ex.getClass().getSimpleName());
		}
	}

	@Override
	public void close() {
		this.looking.cancel(false);
		this.executor.shutdown();
	}

}
