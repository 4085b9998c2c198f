package fr.passerelle.gateway.front;

import java.nio.ByteBuffer;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body was looked into, and that the application can read from its start:
 * first the part that was read, then the rest as it arrives.
 */
final class ReplayedRequest extends Request.Wrapper {

	private final Content.Source read;

	private final boolean whole;

	private volatile boolean replayed;

	/** A request whose body was read whole. */
	ReplayedRequest(Request request, ByteBuffer body) {
		this(request, body, true);
	}

	/**
	 * A request whose body was looked into.
	 * @param request the request
	 * @param read what was read of its body
	 * @param whole whether that is the whole body
	 */
	ReplayedRequest(Request request, ByteBuffer read, boolean whole) {
		super(request);
		this.read = Content.Source.from(read);
		this.whole = whole;
	}

	@Override
	public Content.@Nullable Chunk read() {
		if (this.replayed) {
			return super.read();
		}
		Content.Chunk chunk = this.read.read();
		if (this.whole || chunk == null || Content.Chunk.isFailure(chunk)) {
			return chunk;
		}
		this.replayed = chunk.isLast();
		if (!chunk.hasRemaining()) {
			chunk.release();
			return super.read();
		}
		return chunk.isLast() ? Content.Chunk.asChunk(chunk.getByteBuffer(), false, chunk) : chunk;
	}

	@Override
	public void demand(Runnable demandCallback) {
		if (this.replayed) {
			super.demand(demandCallback);
		}
		else {
			this.read.demand(demandCallback);
		}
	}

	@Override
	public void fail(Throwable failure) {
		this.read.fail(failure);
		if (!this.whole) {
			super.fail(failure);
		}
	}

}
