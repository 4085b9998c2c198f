package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a client has closed its connection while it waits for an answer. The
 * server does not look at a connection whose request is read whole; this class does, one
 * byte far, and gives back a byte of a request that came early.
 */
final class ClientWatch implements Callback {

	private final Connection connection;

	private final AbstractEndPoint endPoint;

	private boolean watching;

	private boolean stopped;

	private volatile Stoppable.Presence presence = Stoppable.Presence.THERE;

	private ClientWatch(Connection connection, AbstractEndPoint endPoint) {
		this.connection = connection;
		this.endPoint = endPoint;
	}

	/** Null where the protocol itself tells it, as HTTP/2 does. */
	static @Nullable ClientWatch of(Request request) {
		Connection connection = request.getConnectionMetaData().getConnection();
		EndPoint endPoint = connection.getEndPoint();
		boolean one = request.getConnectionMetaData().getHttpVersion().getVersion() <= 11;
		return (one && connection instanceof Connection.UpgradeTo && endPoint instanceof AbstractEndPoint watched)
				? new ClientWatch(connection, watched) : null;
	}

	Stoppable.Presence presence() {
		return this.presence;
	}

	/** Begins to watch, once; nothing else may read from the connection until the end. */
	synchronized void start() {
		if (!this.watching && !this.stopped) {
			this.watching = this.endPoint.tryFillInterested(this);
		}
	}

	/** Leaves the connection to the server again. */
	synchronized void stop() {
		this.stopped = true;
		if (this.watching) {
			this.watching = false;
			this.endPoint.getFillInterest().onFail(new NoLonger());
		}
	}

	@Override
	public synchronized void succeeded() {
		if (this.stopped) {
			return;
		}
		this.watching = false;
		ByteBuffer one = BufferUtil.allocate(1);
		try {
			int filled = this.endPoint.fill(one);
			if (filled == 0) {
				start();
			}
			else if (filled < 0) {
				this.presence = Stoppable.Presence.CLOSED;
				this.stopped = true;
			}
			else {
				((Connection.UpgradeTo) this.connection).onUpgradeTo(one);
				this.stopped = true;
			}
		}
		catch (IOException | RuntimeException ex) {
			this.presence = Stoppable.Presence.GONE;
			this.stopped = true;
		}
	}

	@Override
	public void failed(Throwable cause) {
		if (!(cause instanceof NoLonger)) {
			this.presence = Stoppable.Presence.GONE;
		}
	}

	@Override
	public InvocationType getInvocationType() {
		return InvocationType.NON_BLOCKING;
	}

	/** Ends the watch; without a stack, which no code reads. */
	private static final class NoLonger extends IOException {

		private static final long serialVersionUID = 1L;

		@Override
		@SuppressWarnings("UnsynchronizedOverridesSynchronized")
		public Throwable fillInStackTrace() {
			return this;
		}

	}

}
