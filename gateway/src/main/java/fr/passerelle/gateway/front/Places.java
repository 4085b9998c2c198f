package fr.passerelle.gateway.front;

import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.http.Permits;

/**
 * A number of places, of which one address gets a share at most. An address is remembered
 * only while it has a place.
 */
final class Places {

	private final int all;

	private final AtomicInteger taken = new AtomicInteger();

	private final Permits<String> byAddress;

	/**
	 * Free places.
	 * @param all the places of all addresses together
	 * @param each the places of one address
	 */
	Places(int all, int each) {
		this.all = all;
		this.byAddress = new Permits<>(Math.max(1, each));
	}

	/** Takes a place; returns false if no place is left for that address. */
	boolean enter(String address) {
		if (this.taken.incrementAndGet() > this.all) {
			this.taken.decrementAndGet();
			return false;
		}
		boolean entered = this.byAddress.take(address);
		if (!entered) {
			this.taken.decrementAndGet();
		}
		return entered;
	}

	/** Gives a place back. */
	void leave(String address) {
		this.byAddress.giveBack(address);
		this.taken.decrementAndGet();
	}

	/** How many are taken. */
	int taken() {
		return this.taken.get();
	}

}
