package fr.passerelle.gateway.guard;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up rules that another node accepted, every few seconds. A database that is away
 * for a while leaves this node with what it has.
 */
final class RulesOfOtherNodes implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RulesOfOtherNodes.class);

	private static final int PERIOD_SECONDS = 2;

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "passerelle-security-rules");
		thread.setDaemon(true);
		return thread;
	});

	private final RulesInEffect rules;

	private RulesOfOtherNodes(RulesInEffect rules) {
		this.rules = rules;
	}

	static RulesOfOtherNodes watch(RulesInEffect rules) {
		RulesOfOtherNodes watching = new RulesOfOtherNodes(rules);
		var unused = watching.executor.scheduleWithFixedDelay(watching::look, PERIOD_SECONDS, PERIOD_SECONDS,
				TimeUnit.SECONDS);
		return watching;
	}

	private void look() {
		try {
			this.rules.refresh();
		}
		catch (RuntimeException ex) {
			// Whatever it was, the next look must still happen.
			logger.warn("Database not read reason={}", ex.getClass().getSimpleName());
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
