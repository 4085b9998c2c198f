package fr.passerelle.gateway.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntFunction;

/**
 * Counts what is under way for each key, so that one ENT, application or address holds no
 * more than its share. A request never waits for a permit. A key without a permit in use
 * takes no memory.
 *
 * @param <K> what has a share
 */
public final class Permits<K> {

	private final Map<K, Integer> held = new ConcurrentHashMap<>();

	private final ToIntFunction<? super K> max;

	/**
	 * All permits are free.
	 * @param max how many permits one key may hold
	 */
	public Permits(int max) {
		this((key) -> max);
	}

	/**
	 * All permits are free.
	 * @param max how many permits a key may hold
	 */
	public Permits(ToIntFunction<? super K> max) {
		this.max = max;
	}

	/** Takes a permit; false where all permits of this key are in use. */
	public boolean take(K key) {
		AtomicBoolean taken = new AtomicBoolean();
		this.held.compute(key, (same, count) -> {
			int before = (count != null) ? count : 0;
			taken.set(before < this.max.applyAsInt(key));
			return taken.get() ? Integer.valueOf(before + 1) : count;
		});
		return taken.get();
	}

	/** Gives a permit back. */
	public void giveBack(K key) {
		this.held.computeIfPresent(key, (same, count) -> (count > 1) ? Integer.valueOf(count - 1) : null);
	}

	/** How many keys hold a permit. */
	int keys() {
		return this.held.size();
	}

}
