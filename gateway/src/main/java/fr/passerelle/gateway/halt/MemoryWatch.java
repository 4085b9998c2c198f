package fr.passerelle.gateway.halt;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;

/**
 * Notices that memory ran out even where the error itself was lost in a future that no
 * code reads. The Java machine promises to clear all soft references before it throws an
 * {@link OutOfMemoryError}: one that is looked at all the time is cleared for no other
 * reason.
 */
final class MemoryWatch implements Runnable {

	private static final int LOOKING_MS = 200;

	/** Memory ran out if less of the heap than this is free after a full collection. */
	private static final int LEAST_PERCENT = 5;

	private final ReferenceQueue<Object> cleared = new ReferenceQueue<>();

	private SoftReference<Object> canary = new SoftReference<>(new Object(), this.cleared);

	private MemoryWatch() {
	}

	/** Does nothing where the collector clears soft references too early. */
	static void begin() {
		if (!ManagementFactory.getGarbageCollectorMXBeans().stream().allMatch((one) -> isWatchable(one.getName()))) {
			return;
		}
		Thread thread = new Thread(new MemoryWatch(), "memory-watch");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * ZGC and Shenandoah clear soft references whenever a thread has to wait for memory,
	 * before they free any: a busy program would look like one that is full.
	 */
	private static boolean isWatchable(String collector) {
		return !collector.startsWith("ZGC") && !collector.startsWith("Shenandoah");
	}

	@Override
	public void run() {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				look();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (OutOfMemoryError ex) {
			OutOfMemory.end();
		}
	}

	private void look() throws InterruptedException {
		if (this.cleared.remove(LOOKING_MS) == null) {
			touch();
			return;
		}
		if (isFull()) {
			OutOfMemory.end();
		}
		this.canary = new SoftReference<>(new Object(), this.cleared);
	}

	/** Uses the reference; the fence keeps the compiler from removing that. */
	private void touch() {
		Object kept = this.canary.get();
		try {
			this.canary.refersTo(kept);
		}
		finally {
			Reference.reachabilityFence(kept);
		}
	}

	/** Right after the collection that found nothing more to collect. */
	private static boolean isFull() {
		Runtime machine = Runtime.getRuntime();
		long free = machine.maxMemory() - machine.totalMemory() + machine.freeMemory();
		return free < machine.maxMemory() / 100 * LEAST_PERCENT;
	}

}
