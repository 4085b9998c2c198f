package fr.passerelle.gateway.front;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import fr.passerelle.gateway.http.UnreadableBodyException;
import fr.passerelle.gateway.logout.LogoutPreamble;
import fr.passerelle.gateway.logout.SingleLogout;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Listens to a posted body for an ENT's logout message, and stops as soon as the first
 * bytes show that it is something else. A CAS server posts its message to the page that
 * the ticket was for, to the one address that its administrator noted for the service, or
 * to the last address that it knows.
 */
final class BackChannel {

	private final Request request;

	private final Next next;

	private final ByteArrayOutputStream arrived = new ByteArrayOutputStream(512);

	private LogoutPreamble.Look look = LogoutPreamble.Look.UNDECIDED;

	private int lookAt = 1;

	private Scheduler.@Nullable Task deadline;

	private final Held held;

	private BackChannel(Request request, Held held, Next next) {
		this.request = request;
		this.held = held;
		this.next = next;
	}

	/** What follows; exactly one of these, once. */
	interface Next {

		/** The whole body looks like a logout message. */
		void message(byte[] body);

		/**
		 * The body is no logout message.
		 * @param begun what was read of it
		 * @param whole whether that is all of it
		 */
		void other(byte[] begun, boolean whole);

		/** The body cannot be read. */
		void broken(UnreadableBodyException failure);

	}

	/**
	 * Listens to a body.
	 * @param request its body not read yet
	 * @param patience how long the body may take to show what it is, since single bytes
	 * would keep the connection for ever
	 * @param held counts what is read
	 * @param next what follows
	 */
	static void listen(Request request, Duration patience, Held held, Next next) {
		BackChannel listening = new BackChannel(request, held, next);
		listening.deadline = request.getComponents()
			.getScheduler()
			.schedule(() -> request.fail(new TimeoutException("the body does not come")), patience.toMillis(),
					TimeUnit.MILLISECONDS);
		listening.read();
	}

	private void read() {
		while (true) {
			Content.Chunk chunk = this.request.read();
			if (chunk == null) {
				this.request.demand(this::read);
				return;
			}
			if (Content.Chunk.isFailure(chunk)) {
				cancelDeadline();
				this.next.broken(UnreadableBodyException.of(chunk.getFailure()));
				return;
			}
			boolean taken = this.held.addBody(chunk.remaining());
			if (taken) {
				take(chunk);
			}
			boolean last = chunk.isLast();
			chunk.release();
			if (!taken) {
				cancelDeadline();
				this.next.broken(UnreadableBodyException.noRoom());
				return;
			}
			if (last || isOver()) {
				finish(last);
				return;
			}
		}
	}

	private void cancelDeadline() {
		if (this.deadline != null) {
			this.deadline.cancel();
		}
	}

	private void take(Content.Chunk chunk) {
		byte[] bytes = new byte[chunk.remaining()];
		chunk.getByteBuffer().get(bytes);
		this.arrived.writeBytes(bytes);
		if (this.look == LogoutPreamble.Look.UNDECIDED && (chunk.isLast() || this.arrived.size() >= this.lookAt)) {
			this.look = LogoutPreamble.look(this.arrived.toByteArray(), this.arrived.size());
			// Looking again at each of a stranger's single bytes would cost too much.
			this.lookAt = 2 * this.arrived.size();
		}
	}

	private boolean isOver() {
		return this.look == LogoutPreamble.Look.OTHER || this.arrived.size() > SingleLogout.MAX_MESSAGE;
	}

	private void finish(boolean whole) {
		cancelDeadline();
		byte[] body = this.arrived.toByteArray();
		if (whole && this.look == LogoutPreamble.Look.MESSAGE && body.length <= SingleLogout.MAX_MESSAGE) {
			this.next.message(body);
		}
		else {
			this.next.other(body, whole);
		}
	}

}
