package fr.passerelle.bench.load;

import java.util.Arrays;

/** Times to answer, all of them, so that a percentile is exact. */
final class Latencies {

	private long[] nanos = new long[1024];

	private int count;

	/** Adds one. */
	void add(long time) {
		if (this.count == this.nanos.length) {
			this.nanos = Arrays.copyOf(this.nanos, this.count * 2);
		}
		this.nanos[this.count++] = time;
	}

	/**
	 * The time within which a share of the answers came.
	 * @param percent of the answers, above 0 and at most 100
	 * @return in milliseconds; 0 where there was no answer
	 */
	double percentile(double percent) {
		if (this.count == 0) {
			return 0;
		}
		Arrays.sort(this.nanos, 0, this.count);
		int rank = (int) Math.ceil(percent / 100 * this.count);
		return this.nanos[Math.max(0, rank - 1)] / 1_000_000.0;
	}

}
