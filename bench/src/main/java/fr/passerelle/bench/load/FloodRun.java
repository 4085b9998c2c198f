package fr.passerelle.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Runs floods against one gateway, and looks at it during and after each of them. */
final class FloodRun {

	/** How long a login may take while a flood goes on; it is noted and is no fault. */
	private static final Duration DURING_FLOOD = Duration.ofSeconds(10);

	/** How long a login may take after a flood. */
	private static final Duration FLOODED_LOGIN = Duration.ofSeconds(30);

	private final Run run;

	/**
	 * Whether a login worked while a flood's connections were held; null if it holds
	 * none.
	 */
	private @Nullable Boolean duringFlood;

	FloodRun(Run run) {
		this.run = run;
	}

	/** Runs the chosen floods. */
	void measure() throws IOException, InterruptedException {
		try (Gateway gateway = this.run.gateway("floods", "flood-flags", "--passerelle.trusted-proxies=127.0.0.1")) {
			List<String> chosen = this.run.plan().words("floods");
			Map<String, Floods.Flood> all = new Floods(gateway, this.run.plan(),
					() -> this.duringFlood = gateway.signsIn(DURING_FLOOD))
				.all();
			if (!all.keySet().containsAll(chosen)) {
				throw new IllegalArgumentException("floods are " + all.keySet());
			}
			for (Map.Entry<String, Floods.Flood> flood : all.entrySet()) {
				if (chosen.isEmpty() || chosen.contains(flood.getKey())) {
					flood(gateway, flood.getKey(), flood.getValue());
				}
			}
		}
	}

	private void flood(Gateway gateway, String name, Floods.Flood flood) throws IOException, InterruptedException {
		System.err.println("flood " + name);
		this.duringFlood = null;
		int count = flood.run();
		Boolean during = this.duringFlood;
		String note = (during != null) ? (during ? "; a login worked meanwhile" : "; no login meanwhile") : "";
		healthy(gateway, "after " + name);
		if (!gateway.process().isAlive()) {
			throw new IOException("the gateway ended in the flood " + name);
		}
		double heap = Used.liveHeapMegabytes(this.run.plan().java(), gateway.process());
		double bound = this.run.plan().floodHeap() * (100 - this.run.plan().number("heap-free")) / 100.0;
		if (heap > bound) {
			this.run.report()
				.fault(String.format(Locale.ROOT, "heap of %.0f MB after %s, more than %.0f", heap, name, bound));
		}
		this.run.report()
			.add(Report.Row.of("floods", "live heap after " + name, heap, "MB", String.format(Locale.ROOT,
					"%d sent; resident %.0f MB%s", count, Used.residentMegabytes(gateway.process()), note)));
	}

	private void healthy(Gateway gateway, String when) throws IOException {
		if (!gateway.signsIn(FLOODED_LOGIN)) {
			this.run.report().fault("no login " + when);
		}
		if (gateway.ranOutOfMemory()) {
			this.run.report().fault("OutOfMemoryError " + when);
		}
	}

}
