package fr.passerelle.gateway.front;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes of all bodies that are received and wait for a thread.
 */
final class KeptBytes {

	private final long max;

	private final AtomicLong kept = new AtomicLong();

	KeptBytes(long max) {
		this.max = max;
	}

	/** Counts some more; returns false, and counts none, if there is no room. */
	boolean keep(int bytes) {
		if (this.kept.addAndGet(bytes) > this.max) {
			this.kept.addAndGet(-bytes);
			return false;
		}
		return true;
	}

	void forget(int bytes) {
		this.kept.addAndGet(-bytes);
	}

	/** The bytes that are kept now. */
	long kept() {
		return this.kept.get();
	}

}
