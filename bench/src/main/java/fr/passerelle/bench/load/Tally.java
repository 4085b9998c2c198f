package fr.passerelle.bench.load;

import java.util.Map;
import java.util.TreeMap;

/** What came of one load: answers as expected, all others, and how long it took. */
final class Tally {

	private final Latencies latencies = new Latencies();

	private final Map<String, Integer> faults = new TreeMap<>();

	private final long begun = System.nanoTime();

	private long ended;

	private int done;

	void done(long nanos) {
		this.done++;
		this.latencies.add(nanos);
	}

	void fault(String what) {
		this.faults.merge(what, 1, Integer::sum);
	}

	void end() {
		this.ended = System.nanoTime();
	}

	/** How many ended as expected. */
	int count() {
		return this.done;
	}

	/** How many did not. */
	int faulty() {
		return this.faults.values().stream().mapToInt(Integer::intValue).sum();
	}

	/** What was not as expected, and how often. */
	Map<String, Integer> faults() {
		return this.faults;
	}

	double seconds() {
		return (this.ended - this.begun) / 1_000_000_000.0;
	}

	double perSecond() {
		return this.done / seconds();
	}

	Latencies latencies() {
		return this.latencies;
	}

}
