package fr.passerelle.gateway.proxy;

import java.time.Duration;

/**
 * How fast a visitor takes an answer or sends a body. Only time in which something waits
 * for the visitor counts: an event stream with nothing to say has no slow reader.
 */
final class Pace {

	private final long window;

	private final long bytes;

	private volatile boolean waiting;

	private volatile long moved;

	private long since;

	private long before;

	Pace(Duration window, long bytes) {
		this.window = window.toMillis();
		this.bytes = bytes;
	}

	/** From now on bytes wait for the visitor. */
	void waits() {
		this.waiting = true;
	}

	/** The visitor took or sent this much; called by one thread at a time. */
	@SuppressWarnings("NonAtomicVolatileUpdate") // one piece moves after the other
	void moved(long count) {
		this.waiting = false;
		this.moved += count;
	}

	/** How much was moved in all. */
	long total() {
		return this.moved;
	}

	/** Whether the visitor is too slow; called by one thread. */
	boolean isTooSlow(long now) {
		long total = this.moved;
		if (!this.waiting) {
			this.since = 0;
			return false;
		}
		if (this.since == 0 || total - this.before >= this.bytes) {
			this.since = now;
			this.before = total;
			return false;
		}
		return now - this.since >= this.window;
	}

	/** Since when no byte was moved though bytes wait; 0 if the visitor takes them. */
	long stalledSince() {
		return (this.waiting && this.moved == this.before) ? this.since : 0;
	}

}
