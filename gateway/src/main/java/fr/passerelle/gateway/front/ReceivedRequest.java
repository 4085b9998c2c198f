package fr.passerelle.gateway.front;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body was received before the request got a thread: the whole body, or
 * its beginning, with a rest that arrives while it is read and must arrive at a least
 * rate.
 */
class ReceivedRequest extends Request.Wrapper {

	/** A slower sender would hold a thread without use. */
	private static final long LEAST_BYTES_A_SECOND = 1024;

	/** How long a network may pause. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final boolean whole;

	private final long begun = NanoTime.now();

	private @Nullable ByteBuffer first;

	private long bytes;

	private boolean ended;

	private ReceivedRequest(Request request, byte[] first, boolean whole) {
		super(request);
		this.first = (first.length > 0) ? ByteBuffer.wrap(first) : null;
		this.whole = whole;
	}

	/** A request with its whole body; nothing more is read from the sender. */
	static ReceivedRequest whole(Request request, byte[] body) {
		return new ReceivedRequest(request, body, true);
	}

	/**
	 * A request without its body and without the headers that announce one: nothing asks
	 * for that body.
	 */
	static ReceivedRequest bodiless(Request request) {
		HttpFields.Mutable headers = HttpFields.build(request.getHeaders());
		headers.remove(HttpHeader.CONTENT_TYPE);
		headers.remove(HttpHeader.CONTENT_LENGTH);
		headers.remove(HttpHeader.TRANSFER_ENCODING);
		HttpFields left = headers.asImmutable();
		return new ReceivedRequest(request, new byte[0], true) {

			@Override
			public HttpFields getHeaders() {
				return left;
			}

			@Override
			public long getLength() {
				return 0;
			}

		};
	}

	/** A request with the beginning of its body. */
	static ReceivedRequest begun(Request request, byte[] first) {
		return new ReceivedRequest(request, first, false);
	}

	@Override
	public Content.@Nullable Chunk read() {
		ByteBuffer received = this.first;
		if (received != null) {
			this.first = null;
			this.ended = this.whole;
			return Content.Chunk.from(received, this.whole);
		}
		if (this.whole || this.ended) {
			return Content.Chunk.EOF;
		}
		Content.Chunk chunk = super.read();
		if (chunk != null) {
			this.bytes += chunk.remaining();
			this.ended = chunk.isLast();
		}
		return (!this.ended && isTooSlow()) ? tooSlow(chunk) : chunk;
	}

	private boolean isTooSlow() {
		long seconds = NanoTime.secondsSince(this.begun) - PATIENCE.toSeconds();
		return seconds > 0 && this.bytes < seconds * LEAST_BYTES_A_SECOND;
	}

	private Content.Chunk tooSlow(Content.@Nullable Chunk chunk) {
		if (chunk != null) {
			chunk.release();
		}
		return Content.Chunk.from(new TimeoutException("the body comes too slowly"), true);
	}

	@Override
	public void demand(Runnable demandCallback) {
		if (this.first != null || this.whole || this.ended) {
			getContext().execute(demandCallback);
		}
		else {
			super.demand(demandCallback);
		}
	}

	/** A body that was received whole does not fail the connection, which goes on. */
	@Override
	public void fail(Throwable failure) {
		this.first = null;
		if (!this.whole) {
			super.fail(failure);
		}
	}

}
