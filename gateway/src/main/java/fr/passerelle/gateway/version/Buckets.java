package fr.passerelle.gateway.version;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * An immutable map of which a changed copy is cheap: the copy shares all but one of its
 * buckets. With ten thousand schools, copying whole maps made each change a thousand
 * times dearer than with ten, and an import quadratic.
 *
 * @param <V> what it holds
 */
final class Buckets<V> {

	/** A power of two; ten thousand entries are ten to a bucket. */
	private static final int SIZE = 1024;

	private final Map<String, V>[] buckets;

	private Buckets(Map<String, V>[] buckets) {
		this.buckets = buckets;
	}

	static <V> Buckets<V> empty() {
		@SuppressWarnings({ "unchecked", "rawtypes" })
		Map<String, V>[] buckets = new Map[SIZE];
		Arrays.fill(buckets, Map.of());
		return new Buckets<>(buckets);
	}

	@Nullable V get(String key) {
		return this.buckets[index(key)].get(key);
	}

	/** A copy with a value; null: without the key. */
	Buckets<V> with(String key, @Nullable V value) {
		int index = index(key);
		Map<String, V> bucket = new HashMap<>(this.buckets[index]);
		if (value != null) {
			bucket.put(key, value);
		}
		else {
			bucket.remove(key);
		}
		Map<String, V>[] copy = this.buckets.clone();
		copy[index] = bucket;
		return new Buckets<>(copy);
	}

	void forEach(Consumer<V> action) {
		for (Map<String, V> bucket : this.buckets) {
			bucket.values().forEach(action);
		}
	}

	private static int index(String key) {
		int hash = key.hashCode();
		return (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (SIZE - 1);
	}

}
