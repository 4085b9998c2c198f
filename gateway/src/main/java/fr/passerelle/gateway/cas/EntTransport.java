package fr.passerelle.gateway.cas;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import fr.passerelle.gateway.network.OneAnswerTransport;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.IO;

/**
 * Connections to ENTs, used again for the next validation while it is certain enough that
 * they are alive: for {@link #KEPT_IDLE} after an answer, up to {@link #MAX_AGE} in all,
 * and only if nothing has come on them since that answer. An ENT that closes such a
 * connection all the same, without having announced it, gets a new connection for each
 * validation during {@link #DISTRUST}: a ticket that was written to a closed connection
 * is lost.
 */
final class EntTransport extends OneAnswerTransport {

	/**
	 * How long a connection may be without a validation. Servers keep theirs for five
	 * seconds and more (Apache 5, Tomcat 20, nginx 75), so the gateway stops first.
	 */
	static final Duration KEPT_IDLE = Duration.ofSeconds(2);

	/**
	 * A connection that is used all the time is made anew after this, so that a name's
	 * new address and a certificate that ended count.
	 */
	static final Duration MAX_AGE = Duration.ofMinutes(1);

	/** How long an ENT that closed a kept connection is not trusted to keep one. */
	static final Duration DISTRUST = Duration.ofMinutes(10);

	private final Clock clock;

	EntTransport(ClientConnector connector, Clock clock) {
		super(connector);
		this.clock = clock;
		setConnectionPoolFactory(Kept::new);
	}

	@Override
	public org.eclipse.jetty.io.Connection newConnection(EndPoint endPoint, Map<String, Object> context) {
		return new EntConnection(endPoint, context);
	}

	/** What a connection does. */
	private enum State {

		/** An exchange has it, or it was just made. */
		BUSY,
		/** It waits for the next exchange. */
		IDLE,
		/** Something came while it waited: it is not used again. */
		STIRRED,
		/** The gateway closes it. */
		DROPPED

	}

	/**
	 * A connection that knows whether it has waited in silence.
	 */
	final class EntConnection extends OneAnswerConnection {

		private final long made = EntTransport.this.clock.millis();

		private final AtomicReference<State> state = new AtomicReference<>(State.BUSY);

		private volatile long released;

		private volatile boolean waited;

		private EntConnection(EndPoint endPoint, Map<String, Object> context) {
			super(endPoint, context);
		}

		/** Whether it has waited between two exchanges. */
		boolean isUsedAgain() {
			return this.waited;
		}

		/**
		 * The ENT closed it under an exchange, so its other kept connections are not used
		 * either.
		 */
		void lost() {
			if (getHttpDestination().getConnectionPool() instanceof Kept pool) {
				pool.distrust();
			}
		}

		private void rest() {
			this.released = EntTransport.this.clock.millis();
			this.waited = true;
			this.state.set(State.IDLE);
		}

		/** Takes it for an exchange, if it may be used. */
		private boolean wake(boolean trusted) {
			boolean justMade = !this.waited && this.state.get() == State.BUSY;
			return justMade || (this.state.compareAndSet(State.IDLE, State.BUSY) && trusted && isFresh());
		}

		private boolean isFresh() {
			long now = EntTransport.this.clock.millis();
			return now - this.released < KEPT_IDLE.toMillis() && now - this.made < MAX_AGE.toMillis();
		}

		private void drop() {
			this.state.set(State.DROPPED);
		}

		@Override
		public void onFillable() {
			this.state.compareAndSet(State.IDLE, State.STIRRED);
			super.onFillable();
		}

		@Override
		protected void close(Throwable failure) {
			State before = this.state.getAndSet(State.DROPPED);
			boolean waited = before == State.IDLE || before == State.STIRRED;
			if (waited && EntTransport.this.clock.millis() - this.released < KEPT_IDLE.toMillis()) {
				lost();
			}
			super.close(failure);
		}

	}

	/** The connections to one ENT. */
	private final class Kept extends DuplexConnectionPool {

		private volatile long trustedFrom = Long.MIN_VALUE;

		Kept(Destination destination) {
			super(destination, destination.getHttpClient().getMaxConnectionsPerDestination());
		}

		void distrust() {
			this.trustedFrom = EntTransport.this.clock.millis() + DISTRUST.toMillis();
		}

		private boolean isTrusted() {
			return EntTransport.this.clock.millis() >= this.trustedFrom;
		}

		@Override
		protected Connection activate() {
			boolean trusted = isTrusted();
			Connection connection = super.activate();
			while (connection instanceof EntConnection ent && !ent.wake(trusted)) {
				ent.drop();
				if (remove(ent)) {
					IO.close(ent);
				}
				connection = super.activate();
			}
			return connection;
		}

		@Override
		protected boolean deactivate(Connection connection) {
			if (connection instanceof EntConnection ent) {
				if (!isTrusted()) {
					ent.drop();
					return !remove(connection);
				}
				ent.rest();
			}
			return super.deactivate(connection);
		}

	}

}
