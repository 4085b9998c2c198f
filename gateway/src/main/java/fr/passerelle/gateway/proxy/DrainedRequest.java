package fr.passerelle.gateway.proxy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is read on, and thrown away, when it was answered before its body
 * ended. Closing it immediately would reset the connection, and a proxy in front that is
 * still writing would never read the answer: visitors saw its 502 instead of our 401. It
 * is bounded in bytes and time, and no thread waits.
 */
public final class DrainedRequest extends Request.Wrapper {

	private final PasserelleSettings.Proxy bounds;

	private final Object lock = new Object();

	private @Nullable Runnable waiting;

	private boolean demanded;

	private volatile @Nullable Chunk givenUp;

	private volatile boolean asked;

	private volatile boolean ended;

	/**
	 * Wraps a request.
	 * @param request the server's
	 * @param bounds how much is read on, and how long
	 */
	public DrainedRequest(Request request, PasserelleSettings.Proxy bounds) {
		super(request);
		this.bounds = bounds;
	}

	/**
	 * Puts the reading between the end of the answer and the end of the request.
	 * @param completion the server's
	 * @return what the answer completes instead
	 */
	public Callback before(Callback completion) {
		return new Callback.Nested(completion) {

			@Override
			public void succeeded() {
				if (isOwed()) {
					new Drain(completion).begin();
				}
				else {
					completion.succeeded();
				}
			}

		};
	}

	/** Whether more will come; a client that waits for 100 sends nothing. */
	private boolean isOwed() {
		boolean held = !this.asked && getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
		return !held && !isEnded();
	}

	private boolean isEnded() {
		return this.ended || (getLength() <= 0 && !getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
	}

	/**
	 * Reads nothing here: the server calls this before the answer is written, and would
	 * close the connection if part of the body had not arrived.
	 */
	@Override
	public boolean consumeAvailable() {
		return isEnded();
	}

	@Override
	public @Nullable Chunk read() {
		Chunk failure = this.givenUp;
		return (failure != null) ? failure : take();
	}

	private @Nullable Chunk take() {
		Chunk chunk = super.read();
		if (chunk != null) {
			this.asked = true;
			this.ended = chunk.isLast();
		}
		return chunk;
	}

	@Override
	public void demand(Runnable callback) {
		this.asked = true;
		boolean first;
		synchronized (this.lock) {
			this.waiting = callback;
			first = !this.demanded;
			this.demanded = true;
		}
		if (first) {
			super.demand(Invocable.from(Invocable.getInvocationType(callback), this::onAvailable));
		}
	}

	private void onAvailable() {
		synchronized (this.lock) {
			this.demanded = false;
		}
		runWaiting();
	}

	private void runWaiting() {
		Runnable callback;
		synchronized (this.lock) {
			callback = this.waiting;
			this.waiting = null;
		}
		if (callback != null) {
			callback.run();
		}
	}

	/** Its reader reads no more. The connection itself is in order. */
	@Override
	public void fail(Throwable failure) {
		this.givenUp = Chunk.from(failure, true);
		runWaiting();
	}

	private void breakOff() {
		super.fail(new TimeoutException("the body did not end in time"));
	}

	private final class Drain implements Runnable {

		private final Callback completion;

		private final AtomicBoolean over = new AtomicBoolean();

		private final Scheduler.Task deadline;

		private long drained;

		Drain(Callback completion) {
			this.completion = completion;
			this.deadline = getComponents().getScheduler()
				.schedule(DrainedRequest.this::breakOff, DrainedRequest.this.bounds.drainTime().toMillis(),
						TimeUnit.MILLISECONDS);
		}

		void begin() {
			run();
		}

		@Override
		public void run() {
			while (this.drained <= DrainedRequest.this.bounds.drainSize().toBytes()) {
				Chunk chunk = take();
				if (chunk == null) {
					demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this));
					return;
				}
				this.drained += chunk.remaining();
				chunk.release();
				if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
					break;
				}
			}
			end();
		}

		/** If part of the body is still unread then, the server closes the connection. */
		private void end() {
			if (this.over.compareAndSet(false, true)) {
				this.deadline.cancel();
				this.completion.succeeded();
			}
		}

	}

}
