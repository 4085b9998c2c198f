package fr.passerelle.gateway.http;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What strangers make the gateway remember for a while, bounded in bytes. Room is shared
 * out by client: where it is full, the client that holds most loses what it left first,
 * so a flood from one address costs that address alone. A cache that weighs how often an
 * entry is used would refuse the newest entries instead, which are the honest ones.
 * <p>
 * Every call makes a few comparisons under one lock and waits for nothing else.
 *
 * @param <V> what is remembered
 */
public final class SharedTable<V> {

	/** What an entry takes besides its key and value, measured on a 64-bit machine. */
	private static final int OVERHEAD = 250;

	private final long maxBytes;

	private final int maxEntries;

	private final long lifetime;

	private final Clock clock;

	/** In the order they came, which is the order in which they expire. */
	private final Map<String, Held<V>> byKey = new LinkedHashMap<>();

	private final Map<String, Share<V>> byClient = new HashMap<>();

	private final TreeSet<Share<V>> byWeight = new TreeSet<>(
			Comparator.<Share<V>>comparingLong((share) -> share.bytes).thenComparing((share) -> share.client));

	private long bytes;

	/**
	 * An empty table.
	 * @param maxBytes of all entries, as their callers weigh them
	 * @param maxEntries most entries
	 * @param lifetime of an entry
	 * @param clock for the lifetime
	 */
	public SharedTable(long maxBytes, int maxEntries, Duration lifetime, Clock clock) {
		this.maxBytes = maxBytes;
		this.maxEntries = maxEntries;
		this.lifetime = lifetime.toMillis();
		this.clock = clock;
	}

	/**
	 * Remembers a value.
	 * @param key new and unguessable
	 * @param value what to remember
	 * @param weight of key and value, in bytes of heap
	 * @param address of the client whose share it counts for; an IPv6 address counts as
	 * its network
	 */
	public synchronized void put(String key, V value, int weight, String address) {
		forgetExpired();
		take(key);
		Share<V> share = this.byClient.computeIfAbsent(IpAddress.customer(address), Share::new);
		Held<V> held = new Held<>(key, value, share, weight + OVERHEAD, this.clock.millis() + this.lifetime);
		this.byKey.put(key, held);
		weigh(share, held.bytes);
		share.append(held);
		while ((this.bytes > this.maxBytes || this.byKey.size() > this.maxEntries) && !this.byWeight.isEmpty()) {
			forget(this.byWeight.last().oldest());
		}
	}

	/** The value under a key; null if it has gone. */
	public synchronized @Nullable V get(String key) {
		Held<V> held = this.byKey.get(key);
		return (held != null && !isExpired(held)) ? held.value : null;
	}

	/** Removes the value and returns it: of several simultaneous calls, one gets it. */
	public synchronized @Nullable V take(String key) {
		Held<V> held = this.byKey.get(key);
		if (held == null) {
			return null;
		}
		forget(held);
		return isExpired(held) ? null : held.value;
	}

	/** Replaces a value by one of the same weight; true if the old one was there. */
	public synchronized boolean replace(String key, V from, V to) {
		Held<V> held = this.byKey.get(key);
		if (held == null || isExpired(held) || !held.value.equals(from)) {
			return false;
		}
		held.value = to;
		return true;
	}

	/** What all entries weigh now. */
	public synchronized long bytes() {
		return this.bytes;
	}

	/** How many entries there are, about: some may have expired. */
	public synchronized int size() {
		return this.byKey.size();
	}

	private boolean isExpired(Held<V> held) {
		return held.until <= this.clock.millis();
	}

	private void forgetExpired() {
		Iterator<Held<V>> oldestFirst = this.byKey.values().iterator();
		while (oldestFirst.hasNext()) {
			Held<V> held = oldestFirst.next();
			if (!isExpired(held)) {
				return;
			}
			oldestFirst.remove();
			release(held);
		}
	}

	private void forget(Held<V> held) {
		this.byKey.remove(held.key);
		release(held);
	}

	private void release(Held<V> held) {
		held.share.unlink(held);
		weigh(held.share, -held.bytes);
	}

	/** A share's place among the others follows its weight. */
	private void weigh(Share<V> share, int change) {
		this.byWeight.remove(share);
		share.bytes += change;
		this.bytes += change;
		if (share.bytes > 0) {
			this.byWeight.add(share);
		}
		else {
			this.byClient.remove(share.client);
		}
	}

	/** One entry, linked to its client's next older and newer. */
	private static final class Held<V> {

		private final String key;

		private V value;

		private final Share<V> share;

		private final int bytes;

		private final long until;

		private @Nullable Held<V> older;

		private @Nullable Held<V> newer;

		Held(String key, V value, Share<V> share, int bytes, long until) {
			this.key = key;
			this.value = value;
			this.share = share;
			this.bytes = bytes;
			this.until = until;
		}

	}

	/** What one client holds, in the order it came. */
	private static final class Share<V> {

		private final String client;

		private long bytes;

		private @Nullable Held<V> oldest;

		private @Nullable Held<V> newest;

		Share(String client) {
			this.client = client;
		}

		Held<V> oldest() {
			if (this.oldest == null) {
				throw new IllegalStateException("a share that weighs something and holds nothing");
			}
			return this.oldest;
		}

		void append(Held<V> held) {
			held.older = this.newest;
			if (this.newest != null) {
				this.newest.newer = held;
			}
			else {
				this.oldest = held;
			}
			this.newest = held;
		}

		void unlink(Held<V> held) {
			Held<V> older = held.older;
			Held<V> newer = held.newer;
			if (older != null) {
				older.newer = newer;
			}
			else {
				this.oldest = newer;
			}
			if (newer != null) {
				newer.older = older;
			}
			else {
				this.newest = older;
			}
		}

	}

}
