package fr.passerelle.gateway.proxy;

import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

import fr.passerelle.gateway.http.Permits;
import org.jspecify.annotations.Nullable;

/**
 * Counts open tunnels for each application: an upgraded connection leaves the pool, so
 * the pool's bound no longer counts it.
 */
final class Tunnels {

	private final Permits<URI> open;

	Tunnels(int max) {
		this.open = new Permits<>(max);
	}

	/** A place for one more tunnel to an application; null where all are taken. */
	@Nullable Place take(URI upstream) {
		return this.open.take(upstream) ? new Place(upstream) : null;
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
				Tunnels.this.open.giveBack(this.upstream);
			}
		}

	}

}
