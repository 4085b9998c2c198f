package fr.passerelle.gateway.backup;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * At one time, one call writes, one receives an upload beside it, one restores, and a few
 * read. A call that waits too long is refused.
 */
final class Turns {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** Each may hold a whole store on the disk. */
	private static final int LOOKERS = 2;

	private final Semaphore working = new Semaphore(1, true);

	private final Semaphore restoring = new Semaphore(1);

	private final Semaphore receiving = new Semaphore(1, true);

	private final Semaphore looking = new Semaphore(LOOKERS, true);

	<T> T work(Supplier<T> task) {
		return in(this.working, PATIENCE, task);
	}

	/** An upload takes as long as its sender; it writes only files of its own. */
	<T> T receive(Supplier<T> task) {
		return in(this.receiving, PATIENCE, task);
	}

	<T> T look(Supplier<T> task) {
		return in(this.looking, PATIENCE, task);
	}

	/** The second of two is refused: the content that it meant to replace is changing. */
	<T> T restore(Supplier<T> task) {
		return in(this.restoring, Duration.ZERO, () -> work(task));
	}

	private static <T> T in(Semaphore turns, Duration patience, Supplier<T> task) {
		try {
			if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new BackupBusyException();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new BackupBusyException();
		}
		try {
			return task.get();
		}
		finally {
			turns.release();
		}
	}

}
