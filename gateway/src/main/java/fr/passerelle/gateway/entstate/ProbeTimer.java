package fr.passerelle.gateway.entstate;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the probes their turn, once a second.
 */
final class ProbeTimer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ProbeTimer.class);

	private static final int PERIOD_MS = 1000;

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "passerelle-probes");
		thread.setDaemon(true);
		return thread;
	});

	private final Probes probes;

	private final ScheduledFuture<?> turns;

	ProbeTimer(Probes probes) {
		this.probes = probes;
		this.turns = this.executor.scheduleWithFixedDelay(this::turn, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
	}

	private void turn() {
		try {
			this.probes.turn();
		}
		catch (RuntimeException ex) {
			// Whatever it was, the next turn must still come.
			logger.warn("ENTs not asked reason={}", ex.getClass().getSimpleName());
		}
	}

	@Override
	public void close() {
		this.turns.cancel(true);
		this.executor.shutdown();
	}

}
