package fr.passerelle.gateway.front;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A number of places, of which one address holds a share at most. An address is kept only
 * as long as it holds a place.
 */
final class Places {

	private final int all;

	private final int each;

	private final AtomicInteger taken = new AtomicInteger();

	private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

	/**
	 * Free places.
	 * @param all for everyone together
	 * @param each for one address
	 */
	Places(int all, int each) {
		this.all = all;
		this.each = Math.max(1, each);
	}

	/** Takes a place, where there is one left for that address. */
	boolean enter(String address) {
		if (this.taken.incrementAndGet() > this.all) {
			this.taken.decrementAndGet();
			return false;
		}
		boolean[] entered = new boolean[1];
		this.byAddress.compute(address, (key, held) -> {
			int before = (held != null) ? held : 0;
			entered[0] = before < this.each;
			return entered[0] ? Integer.valueOf(before + 1) : held;
		});
		if (!entered[0]) {
			this.taken.decrementAndGet();
		}
		return entered[0];
	}

	/** Gives a place back. */
	void leave(String address) {
		this.byAddress.computeIfPresent(address, (key, held) -> (held > 1) ? Integer.valueOf(held - 1) : null);
		this.taken.decrementAndGet();
	}

	/** How many are taken. */
	int taken() {
		return this.taken.get();
	}

}
