package fr.passerelle.gateway.proxy;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * Counts open tunnels for each application: an upgraded connection leaves the pool, so
 * the pool's bound no longer holds it.
 */
final class Tunnels {

	private final int max;

	private final Map<URI, Integer> open = new ConcurrentHashMap<>();

	Tunnels(int max) {
		this.max = max;
	}

	/** A place for one more tunnel to an application; null where there is none left. */
	@Nullable Place take(URI upstream) {
		boolean[] taken = new boolean[1];
		this.open.compute(upstream, (key, count) -> {
			int before = (count != null) ? count : 0;
			taken[0] = before < this.max;
			return taken[0] ? before + 1 : count;
		});
		return taken[0] ? new Place(upstream) : null;
	}

	/** A tunnel's place, given back once however often it is closed. */
	final class Place implements AutoCloseable {

		private final URI upstream;

		private final AtomicBoolean given = new AtomicBoolean();

		private Place(URI upstream) {
			this.upstream = upstream;
		}

		@Override
		public void close() {
			if (this.given.compareAndSet(false, true)) {
				Tunnels.this.open.computeIfPresent(this.upstream, (key, count) -> (count > 1) ? count - 1 : null);
			}
		}

	}

}
