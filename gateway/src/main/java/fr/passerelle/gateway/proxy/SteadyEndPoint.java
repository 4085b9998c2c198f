package fr.passerelle.gateway.proxy;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose interest in reading stays registered from one message to the next.
 * The server's own class takes the interest away after each read and registers it again
 * before the next, which costs two system calls and a wake-up of the selector for each
 * message. Here the interest goes away only if bytes come that no reader waits for.
 */
public final class SteadyEndPoint extends SocketChannelEndPoint {

	private final SelectionKey key;

	private final Object lock = new Object();

	/** Whether a reader waits. */
	private boolean awaited;

	/** Whether the selector reports bytes that can be read. */
	private boolean registered;

	/**
	 * A connection that no reader waits for yet.
	 * @param channel the connection
	 * @param selector where it is registered
	 * @param key by which it is registered
	 * @param scheduler for idle times
	 */
	public SteadyEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
		super(channel, selector, key, scheduler);
		this.key = key;
	}

	@Override
	protected void needsFillInterest() {
		synchronized (this.lock) {
			this.awaited = true;
			if (this.registered) {
				return;
			}
			this.registered = true;
		}
		super.needsFillInterest();
	}

	@Override
	public @Nullable Runnable onSelected() {
		int ready = this.key.readyOps();
		Runnable task = super.onSelected();
		if ((ready & SelectionKey.OP_READ) == 0) {
			return task;
		}
		boolean wasAwaited;
		synchronized (this.lock) {
			wasAwaited = this.awaited;
			this.awaited = false;
			this.registered = wasAwaited;
			if (wasAwaited) {
				// This runs between the selector's two looks at the key, so that the
				// interest which the call above removed comes back without a wake-up.
				super.needsFillInterest();
			}
		}
		return (wasAwaited || ready != SelectionKey.OP_READ) ? task : null;
	}

}
