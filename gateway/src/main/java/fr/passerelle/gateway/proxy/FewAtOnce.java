package fr.passerelle.gateway.proxy;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks in their order, and only a few at the same time. Many large downloads that
 * all have bytes to move would otherwise keep every thread busy, and the processors with
 * them, and a visitor who signs in would wait behind each.
 */
final class FewAtOnce implements Executor {

	private final Executor threads;

	private final int max;

	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicInteger running = new AtomicInteger();

	/**
	 * Runs nothing yet.
	 * @param threads run the tasks
	 * @param max most tasks at the same time
	 */
	FewAtOnce(Executor threads, int max) {
		this.threads = threads;
		this.max = max;
	}

	@Override
	public void execute(Runnable task) {
		this.waiting.add(task);
		begin();
	}

	private void begin() {
		int before = this.running.getAndUpdate((now) -> Math.min(now + 1, this.max));
		if (before < this.max) {
			this.threads.execute(this::runNext);
		}
	}

	/** One task a time, so that the threads' other work has its turn between two. */
	private void runNext() {
		Runnable task = this.waiting.poll();
		try {
			if (task != null) {
				task.run();
			}
		}
		finally {
			this.running.decrementAndGet();
			if (!this.waiting.isEmpty()) {
				begin();
			}
		}
	}

}
