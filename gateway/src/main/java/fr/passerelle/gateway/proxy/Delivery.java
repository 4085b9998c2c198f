package fr.passerelle.gateway.proxy;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * The application's answer on its way to the client, one piece after the other: the next
 * is read when the client has taken the last. A piece is sent as soon as it is there, and
 * the headers are sent before any body, so that an event stream opens before its first
 * event.
 */
final class Delivery extends IteratingCallback {

	/**
	 * After so many bytes without a wait the delivery goes on in another thread: the
	 * thread that began it reads for other connections too.
	 */
	static final int TURN = 256 * 1024;

	/**
	 * A piece of fewer bytes is probably the last. Behind a larger one, the next is not
	 * read before the client has taken it: each holds a buffer outside the heap.
	 */
	static final int SMALL = 12 * 1024;

	private final Content.Source source;

	private final Response response;

	private final End end;

	private final Pace pace;

	private final Executor executor;

	private int writing;

	private int turn;

	private final Runnable onAvailable = Invocable.from(InvocationType.NON_BLOCKING, this::iterate);

	private @Nullable Chunk held;

	private @Nullable Chunk next;

	private final boolean headFirst;

	private boolean begun;

	private boolean last;

	/**
	 * A delivery that has not begun.
	 * @param source the application's answer
	 * @param response the client's, its head set and not written
	 * @param end is told how it ended
	 * @param pace counts what the client takes
	 * @param executor runs the delivery's further turns
	 * @param headFirst whether the head is written alone
	 */
	Delivery(Content.Source source, Response response, End end, Pace pace, Executor executor, boolean headFirst) {
		this.source = source;
		this.response = response;
		this.end = end;
		this.pace = pace;
		this.executor = executor;
		this.headFirst = headFirst;
	}

	/** Is told once how a delivery ended. */
	interface End {

		/** The client has the whole answer. */
		void delivered();

		/** The client has nothing, or only a part. */
		void undelivered(Throwable cause);

	}

	@Override
	protected Action process() throws Throwable {
		if (this.last) {
			return Action.SUCCEEDED;
		}
		if (this.headFirst && !this.begun) {
			write(false, BufferUtil.EMPTY_BUFFER);
			return Action.SCHEDULED;
		}
		if (this.turn >= TURN) {
			this.turn = 0;
			this.executor.execute(this::iterate);
			return Action.IDLE;
		}
		Chunk chunk = (this.held != null) ? this.held : this.source.read();
		this.held = chunk;
		if (chunk == null) {
			return awaitMore();
		}
		if (Chunk.isFailure(chunk)) {
			throw chunk.getFailure();
		}
		this.last = chunk.isLast() || (chunk.remaining() < SMALL && endsAfter(chunk));
		write(this.last, chunk.getByteBuffer());
		return Action.SCHEDULED;
	}

	private Action awaitMore() {
		if (!this.begun) {
			write(false, BufferUtil.EMPTY_BUFFER);
			return Action.SCHEDULED;
		}
		this.turn = 0;
		this.source.demand(this.onAvailable);
		return Action.IDLE;
	}

	/**
	 * Looks one piece ahead: with the end in sight, the last bytes and the mark of the
	 * end go out in one write.
	 */
	private boolean endsAfter(Chunk chunk) {
		Chunk ahead = this.source.read();
		this.next = ahead;
		return ahead != null && !Chunk.isFailure(ahead) && ahead.isLast() && !ahead.hasRemaining()
				&& chunk.hasRemaining();
	}

	private void write(boolean end, ByteBuffer bytes) {
		this.begun = true;
		this.writing = bytes.remaining();
		this.pace.waits();
		this.response.write(end, bytes, this);
	}

	@Override
	protected void onSuccess() {
		this.pace.moved(this.writing);
		this.turn += this.writing;
		if (this.held != null) {
			this.held.release();
		}
		this.held = this.next;
		this.next = null;
	}

	@Override
	protected void onCompleteSuccess() {
		release();
		this.end.delivered();
	}

	@Override
	protected void onCompleteFailure(Throwable cause) {
		release();
		this.end.undelivered(cause);
	}

	private void release() {
		if (this.held != null) {
			this.held.release();
		}
		if (this.next != null) {
			this.next.release();
		}
		this.held = null;
		this.next = null;
	}

	@Override
	public InvocationType getInvocationType() {
		return InvocationType.NON_BLOCKING;
	}

}
