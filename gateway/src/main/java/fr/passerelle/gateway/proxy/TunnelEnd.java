package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * One of a tunnel's two connections; it carries what comes in on it to the other, and
 * reads on only when the other has taken it. An idle end holds neither thread nor buffer.
 */
final class TunnelEnd extends AbstractConnection.NonBlocking implements Connection.UpgradeTo, Stoppable {

	private static final int BUFFER_SIZE = 16 * 1024;

	private final Shared shared;

	private final Pump pump = new Pump();

	private boolean opensTunnel;

	private @Nullable TunnelEnd other;

	private @Nullable ByteBuffer early;

	TunnelEnd(EndPoint endPoint, Shared shared) {
		super(endPoint, shared.client().getExecutor());
		this.shared = shared;
	}

	/**
	 * Joins two ends.
	 * @param near the client's, whose opening starts the tunnel
	 * @param far the application's
	 */
	static void join(TunnelEnd near, TunnelEnd far) {
		near.other = far;
		far.other = near;
		near.opensTunnel = true;
	}

	/** Bytes that came right behind the handshake. */
	@Override
	public void onUpgradeTo(ByteBuffer buffer) {
		this.early = BufferUtil.copy(buffer);
	}

	@Override
	public void onOpen() {
		super.onOpen();
		if (this.opensTunnel) {
			this.pump.iterate();
			other().pump.iterate();
		}
	}

	@Override
	public void onFillable() {
		this.pump.iterate();
	}

	@Override
	public void onFillInterestedFailed(Throwable cause) {
		closeBoth(cause);
	}

	@Override
	public void onClose(@Nullable Throwable cause) {
		super.onClose(cause);
		this.shared.onClosed().run();
		other().getEndPoint().close(cause);
	}

	@Override
	public void stop(Reason reason) {
		closeBoth(new Stopped(reason));
	}

	/** A tunnel's ends are always read from: their closing is seen without asking. */
	@Override
	public Presence presence() {
		return Presence.THERE;
	}

	private TunnelEnd other() {
		return Objects.requireNonNull(this.other, "joined before it is opened");
	}

	private void closeBoth(@Nullable Throwable cause) {
		getEndPoint().close(cause);
		other().getEndPoint().close(cause);
	}

	/**
	 * What both ends use.
	 *
	 * @param client lends threads and buffers
	 * @param open what it is to those who look after it
	 * @param onClosed run when an end is closed
	 */
	record Shared(HttpClient client, OpenExchange open, Runnable onClosed) {
	}

	private final class Pump extends IteratingCallback {

		private @Nullable RetainableByteBuffer buffer;

		private int writing;

		@Override
		protected Action process() throws IOException {
			ByteBuffer first = TunnelEnd.this.early;
			if (first != null) {
				TunnelEnd.this.early = null;
				send(first);
				return Action.SCHEDULED;
			}
			RetainableByteBuffer space = TunnelEnd.this.shared.client().getByteBufferPool().acquire(BUFFER_SIZE, true);
			this.buffer = space;
			int filled = getEndPoint().fill(space.getByteBuffer());
			if (filled > 0) {
				send(space.getByteBuffer());
				return Action.SCHEDULED;
			}
			release();
			if (filled < 0) {
				other().getEndPoint().shutdownOutput();
				return Action.SUCCEEDED;
			}
			fillInterested();
			return Action.IDLE;
		}

		private void send(ByteBuffer bytes) {
			if (TunnelEnd.this.opensTunnel) {
				TunnelEnd.this.shared.open().heard();
			}
			else {
				this.writing = bytes.remaining();
				TunnelEnd.this.shared.open().answer().waits();
			}
			other().getEndPoint().write(this, bytes);
		}

		@Override
		protected void onSuccess() {
			if (!TunnelEnd.this.opensTunnel) {
				TunnelEnd.this.shared.open().answer().moved(this.writing);
			}
			release();
		}

		@Override
		protected void onCompleteFailure(Throwable cause) {
			release();
			closeBoth(cause);
		}

		private void release() {
			if (this.buffer != null) {
				this.buffer.release();
				this.buffer = null;
			}
		}

		@Override
		public InvocationType getInvocationType() {
			return InvocationType.NON_BLOCKING;
		}

	}

}
