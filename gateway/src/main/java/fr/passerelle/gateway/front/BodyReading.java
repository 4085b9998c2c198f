package fr.passerelle.gateway.front;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;

import fr.passerelle.gateway.http.BodyTooLargeException;
import fr.passerelle.gateway.http.UnreadableBodyException;
import fr.passerelle.gateway.http.VisitorRequest;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole body without a thread, and copies each piece as it comes: a piece that
 * was kept would keep the server's buffer of several kilobytes for its few bytes.
 */
final class BodyReading {

	private final Request request;

	private final int limit;

	private final Held held;

	private final CompletableFuture<byte[]> body;

	private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();

	/**
	 * A body to read.
	 * @param request its body not read yet
	 * @param limit the most bytes
	 * @param held counts them
	 * @param body gets them all, or one of the failures of {@link VisitorRequest#body}
	 */
	BodyReading(Request request, int limit, Held held, CompletableFuture<byte[]> body) {
		this.request = request;
		this.limit = limit;
		this.held = held;
		this.body = body;
	}

	void read() {
		while (true) {
			Content.Chunk chunk = this.request.read();
			if (chunk == null) {
				this.request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::read));
				return;
			}
			boolean last = chunk.isLast();
			RuntimeException fault = take(chunk);
			chunk.release();
			if (fault != null) {
				this.body.completeExceptionally(fault);
				return;
			}
			if (last) {
				this.body.complete(this.arrived.toByteArray());
				return;
			}
		}
	}

	/** Why the body is read no further; null if a piece of it was taken. */
	private @Nullable RuntimeException take(Content.Chunk chunk) {
		if (Content.Chunk.isFailure(chunk)) {
			return UnreadableBodyException.of(chunk.getFailure());
		}
		int length = chunk.remaining();
		if (length > this.limit - this.arrived.size()) {
			return new BodyTooLargeException(this.limit);
		}
		if (!this.held.addBody(length)) {
			return UnreadableBodyException.noRoom();
		}
		this.arrived.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
		return null;
	}

}
