package fr.passerelle.gateway.suspension;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;

/**
 * Attempts under way, by what they count for. An attempt that finds no place waits until
 * another has ended, because most passwords are right and a whole class signs in
 * together. There are no more entries than threads that judge.
 */
final class Places {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition ended = this.lock.newCondition();

	private final Map<String, Integer> numbers = new HashMap<>();

	/**
	 * Takes a place.
	 * @param key for what the attempt counts
	 * @param admits whether one more may come in beside so many
	 * @param patience how long to wait for that
	 * @return whether a place was taken
	 */
	boolean enter(String key, IntPredicate admits, Duration patience) {
		this.lock.lock();
		try {
			long left = patience.toNanos();
			while (!admits.test(this.numbers.getOrDefault(key, 0))) {
				if (left <= 0) {
					return false;
				}
				left = this.ended.awaitNanos(left);
			}
			this.numbers.merge(key, 1, Integer::sum);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Gives a place up.
	 * @param verdict what is counted in the same moment
	 */
	void leave(String key, Runnable verdict) {
		this.lock.lock();
		try {
			verdict.run();
		}
		finally {
			this.numbers.computeIfPresent(key, (same, number) -> (number > 1) ? number - 1 : null);
			this.ended.signalAll();
			this.lock.unlock();
		}
	}

}
