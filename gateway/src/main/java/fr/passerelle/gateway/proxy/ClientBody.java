package fr.passerelle.gateway.proxy;

import java.io.IOException;

import org.eclipse.jetty.client.Request.Content;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/**
 * The client's request body, read only as fast as the application takes it. A failure of
 * the application does not reach the client's side of the exchange, which still has an
 * answer to receive.
 */
final class ClientBody implements Content {

	private final Request request;

	private final OpenExchange open;

	private volatile long received;

	private volatile boolean ended;

	private volatile boolean demanded;

	private volatile @Nullable Throwable clientFailure;

	private volatile @Nullable Throwable upstreamFailure;

	private ClientBody(Request request, OpenExchange open) {
		this.request = request;
		this.open = open;
	}

	/** A request's body; null where it has none. */
	static @Nullable ClientBody of(Request request, OpenExchange open) {
		return isThere(request) ? new ClientBody(request, open) : null;
	}

	/** Whether a request has a body. */
	static boolean isThere(Request request) {
		boolean framed = request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
		// HTTP/2 frames a body without saying so in a header.
		boolean unsaid = request.getLength() < 0
				&& request.getConnectionMetaData().getHttpVersion().getVersion() > HttpVersion.HTTP_1_1.getVersion();
		return framed || unsaid;
	}

	/**
	 * Says in a request's head where this body ends. The client that writes it would
	 * guess from method and media type whether there is a body at all, and writes its
	 * bytes even where its head denies them: they would be the next request on that
	 * connection.
	 */
	void frame(HttpFields.Mutable head) {
		long length = getLength();
		if (length >= 0) {
			head.put(HttpHeader.CONTENT_LENGTH, length);
		}
		else {
			head.put(HttpHeader.TRANSFER_ENCODING, "chunked");
		}
	}

	/**
	 * Whether the last byte was read. Behind a known length the end itself may be read
	 * only after the application has answered.
	 */
	boolean isEnded() {
		return this.ended || (this.clientFailure == null && this.received == getLength());
	}

	/** Whether the client itself broke off. */
	boolean isBrokenOff() {
		return this.clientFailure != null;
	}

	/**
	 * Ends the reading, for good: a read still waiting for the client would count as an
	 * error of the exchange.
	 */
	void close(Throwable cause) {
		if (this.demanded) {
			this.request.fail(cause);
		}
	}

	/** Null: the client's own type is copied with the other headers. */
	@Override
	public @Nullable String getContentType() {
		return null;
	}

	@Override
	public long getLength() {
		return this.request.getLength();
	}

	@Override
	public @Nullable Chunk read() {
		Throwable failure = this.upstreamFailure;
		if (failure != null) {
			return Chunk.from(failure, true);
		}
		Chunk chunk = this.request.read();
		if (chunk == null) {
			return null;
		}
		if (Chunk.isFailure(chunk)) {
			this.clientFailure = chunk.getFailure();
			return chunk;
		}
		long before = this.received;
		this.received = before + chunk.remaining();
		this.open.body().moved(chunk.remaining());
		this.open.heard();
		if (isOtherThanSaid(chunk.isLast())) {
			chunk.release();
			IOException other = new IOException("the body is not as long as its head says");
			this.clientFailure = other;
			return Chunk.from(other, true);
		}
		if (chunk.isLast()) {
			this.ended = true;
		}
		return chunk;
	}

	/**
	 * Whether more came than the head says, or less: either would shift what the
	 * application takes for the next request.
	 */
	private boolean isOtherThanSaid(boolean last) {
		long length = getLength();
		return length >= 0 && (this.received > length || (last && this.received < length));
	}

	@Override
	public void demand(Runnable callback) {
		this.demanded = true;
		this.open.body().waits();
		this.request.demand(Invocable.from(InvocationType.NON_BLOCKING, () -> {
			this.demanded = false;
			callback.run();
		}));
	}

	@Override
	public void fail(Throwable failure) {
		this.upstreamFailure = failure;
	}

}
