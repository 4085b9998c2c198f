package fr.passerelle.gateway.front;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.IdleTimeout;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which a request's head does not arrive in time: the first one
 * after the connection was opened, each later one after its first byte. A connection that
 * waits between two requests is left to the idle time, which proxies in front rely on. If
 * there are more connections than the heap holds, the idlest is closed.
 */
final class SlowHeads extends AbstractLifeCycle implements Connection.Listener {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Duration JUST_OPENED = Duration.ofSeconds(1);

	private static final Duration EVERY = Duration.ofSeconds(5);

	private final Map<Connection, Head> awaited = new ConcurrentHashMap<>();

	private final Idlest<Connection> idlest = new Idlest<>(SlowHeads::idle);

	private final Scheduler scheduler;

	private final Duration patience;

	private final Duration every;

	private final int max;

	/**
	 * Begins with no connection.
	 * @param scheduler of the server
	 * @param max most connections
	 */
	SlowHeads(Scheduler scheduler, int max) {
		this(scheduler, max, PATIENCE, EVERY);
	}

	SlowHeads(Scheduler scheduler, int max, Duration patience, Duration every) {
		this.scheduler = scheduler;
		this.max = max;
		this.patience = patience;
		this.every = every;
	}

	/** The progress of a connection at one moment. */
	private record Head(long requests, long bytes, boolean begun, long since) {

		static Head of(Connection connection, boolean begun) {
			return new Head(connection.getMessagesIn(), connection.getBytesIn(), begun, NanoTime.now());
		}

	}

	@Override
	protected void doStart() {
		next();
	}

	private void next() {
		this.scheduler.schedule(this::look, this.every.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void onOpened(Connection connection) {
		// Of TLS only the connection inside: the handshake's own has no requests.
		if (connection instanceof HttpConnection) {
			this.awaited.put(connection, Head.of(connection, true));
			if (this.awaited.size() > this.max) {
				closeIdlest(connection);
			}
		}
	}

	private void closeIdlest(Connection opened) {
		Connection connection = this.idlest.next(this.awaited.keySet(), opened);
		if (connection != null) {
			this.awaited.remove(connection);
			connection.getEndPoint().close();
		}
	}

	private static Idlest.Idle idle(Connection connection) {
		long millis = idleFor(connection);
		return new Idlest.Idle(millis > JUST_OPENED.toMillis() && !isUnderWay(connection), millis);
	}

	private static long idleFor(Connection connection) {
		return (connection.getEndPoint() instanceof IdleTimeout idle) ? idle.getIdleFor() : 0;
	}

	private static boolean isUnderWay(Connection connection) {
		return connection instanceof HttpConnection http && http.getHttpChannel().getRequest() != null;
	}

	@Override
	public void onClosed(Connection connection) {
		this.awaited.remove(connection);
	}

	private void look() {
		try {
			this.awaited.replaceAll(this::look);
		}
		finally {
			if (isRunning()) {
				next();
			}
		}
	}

	private Head look(Connection connection, Head before) {
		if (isUnderWay(connection) || connection.getMessagesIn() != before.requests()) {
			return Head.of(connection, false);
		}
		if (!before.begun()) {
			return (connection.getBytesIn() == before.bytes()) ? before : Head.of(connection, true);
		}
		if (NanoTime.millisSince(before.since()) > this.patience.toMillis()) {
			connection.getEndPoint().close();
		}
		return before;
	}

}
