package fr.passerelle.gateway.establishment;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what other nodes accept, once a second. A database that is away for a while
 * leaves this node with what it has.
 */
final class OtherNodes implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(OtherNodes.class);

	private static final int PERIOD_MS = 1000;

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "passerelle-other-nodes");
		thread.setDaemon(true);
		return thread;
	});

	private final Establishments establishments;

	private final ScheduledFuture<?> looking;

	OtherNodes(Establishments establishments) {
		this.establishments = establishments;
		this.looking = this.executor.scheduleWithFixedDelay(this::look, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
	}

	private void look() {
		try {
			this.establishments.refresh();
		}
		catch (RuntimeException ex) {
			// Whatever it was, the next look must still happen.
			logger.warn("Database not read reason={}", ex.getClass().getSimpleName());
		}
	}

	@Override
	public void close() {
		this.looking.cancel(true);
		this.executor.shutdown();
	}

}
