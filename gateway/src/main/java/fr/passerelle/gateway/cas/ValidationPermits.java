package fr.passerelle.gateway.cas;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the validations under way at each ENT, so that one that hangs holds no more than
 * its share. Holds no entry for an ENT with none.
 */
final class ValidationPermits {

	private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

	private final int max;

	ValidationPermits(int max) {
		this.max = max;
	}

	/** Takes a permit, or says that there is none left; never waits. */
	boolean tryEnter(String origin) {
		boolean[] entered = new boolean[1];
		this.underWay.compute(origin, (key, count) -> {
			int now = (count != null) ? count : 0;
			entered[0] = now < this.max;
			return entered[0] ? Integer.valueOf(now + 1) : count;
		});
		return entered[0];
	}

	/** Gives a permit back. */
	void leave(String origin) {
		this.underWay.computeIfPresent(origin, (key, count) -> (count > 1) ? count - 1 : null);
	}

	int origins() {
		return this.underWay.size();
	}

}
