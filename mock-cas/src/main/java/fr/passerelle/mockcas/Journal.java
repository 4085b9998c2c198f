package fr.passerelle.mockcas;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Requests received and logout messages sent. Tests read them, and wait for them.
 */
final class Journal {

	/** Of each list. Beyond it the oldest entry is dropped. */
	private static final int MOST = 10_000;

	private final Deque<RecordedRequest> requests = new ArrayDeque<>();

	private final Deque<SentLogout> logouts = new ArrayDeque<>();

	synchronized void add(RecordedRequest request) {
		add(this.requests, request);
	}

	synchronized void add(SentLogout logout) {
		add(this.logouts, logout);
	}

	synchronized List<RecordedRequest> requests() {
		return List.copyOf(this.requests);
	}

	synchronized List<SentLogout> logouts() {
		return List.copyOf(this.logouts);
	}

	synchronized void clear() {
		this.requests.clear();
		this.logouts.clear();
	}

	/** Waits until a new entry makes the condition true, or the time is over. */
	synchronized boolean await(BooleanSupplier condition, Duration atMost) {
		long end = System.nanoTime() + atMost.toNanos();
		while (!condition.getAsBoolean()) {
			long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
			if (left <= 0) {
				return false;
			}
			try {
				wait(left);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}
		return true;
	}

	private <T> void add(Deque<T> entries, T entry) {
		if (entries.size() == MOST) {
			entries.removeFirst();
		}
		entries.addLast(entry);
		notifyAll();
	}

}
