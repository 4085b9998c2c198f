package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.jetty.client.Response.Listener;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One request to the application and its answer. It ends once, when both the exchange
 * with the application and the delivery to the client are over: whole, or as an answer of
 * the gateway where nothing was written yet, or by breaking the client's connection, so
 * that half an answer never passes for a whole one.
 */
final class Exchange implements Listener, Stoppable, Delivery.End {

	private final UpstreamClient upstreams;

	private final Request request;

	private final Response response;

	private final Callback callback;

	private final Passage passage;

	private final @Nullable Tunnel tunnel;

	private final @Nullable ClientBody body;

	private final OpenExchange open;

	private final @Nullable ClientWatch watch;

	private final AtomicInteger ends = new AtomicInteger();

	private volatile @Nullable UpstreamRequest sent;

	private volatile boolean reached;

	private volatile boolean answered;

	private volatile boolean delivering;

	private volatile boolean delivered;

	private volatile @Nullable Reason stopped;

	private volatile @Nullable Throwable failure;

	private boolean repeated;

	Exchange(UpstreamClient upstreams, Request request, Response response, Callback callback, Passage passage,
			@Nullable Tunnel tunnel, OpenExchange open) {
		this.upstreams = upstreams;
		this.request = request;
		this.response = response;
		this.callback = callback;
		this.passage = passage;
		this.tunnel = tunnel;
		this.open = open;
		this.body = ClientBody.of(request, open);
		this.watch = ClientWatch.of(request);
	}

	void begin() {
		// While the application thinks, its own idle time-out counts, not the client's.
		this.request.addIdleTimeoutListener((timeout) -> false);
		this.open.is(this);
		if (this.tunnel != null && this.watch != null) {
			this.tunnel.beforeUpgrade(this.watch::stop);
		}
		send();
	}

	private void send() {
		UpstreamRequest upstream = this.upstreams.newRequest(this.request, this.passage);
		upstream.attribute(Exchange.class.getName(), this);
		upstream.onRequestBegin((begun) -> {
			this.reached = true;
			this.open.reached();
		});
		if (this.body != null) {
			upstream.headers(this.body::frame);
			upstream.body(this.body);
		}
		if (HttpMethod.HEAD.is(this.request.getMethod())) {
			// A body that an application sends all the same may come at any later moment.
			upstream.headers((headers) -> headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE));
		}
		if (this.tunnel != null) {
			this.tunnel.prepare(upstream);
		}
		this.sent = upstream;
		upstream.send(this);
	}

	/** Hands on an answer that announces the real one. */
	void interim(int status, HttpFields headers) {
		if (this.request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0) {
			return;
		}
		HttpFields.Mutable passed = HttpFields.build();
		this.upstreams.headers().toClient(headers, this.passage, passed);
		// A hint that cannot be written may be dropped.
		var unused = this.response.writeInterim(status, passed);
	}

	@Override
	public void onBegin(org.eclipse.jetty.client.Response upstream) {
		this.answered = true;
	}

	@Override
	public void onContentSource(org.eclipse.jetty.client.Response upstream, Content.Source source) {
		if (upstream.getStatus() == HttpStatus.SWITCHING_PROTOCOLS_101) {
			var unused = upstream
				.abort(new IOException("the application switched to a protocol that nobody asked for"));
			return;
		}
		this.delivering = true;
		this.response.setStatus(upstream.getStatus());
		this.upstreams.headers().toClient(upstream.getHeaders(), this.passage, this.response.getHeaders());
		if (this.body != null && !this.body.isEnded()) {
			// Refused half-way, as a rule: the rest of the body is not the next request.
			this.response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
		}
		new Delivery(source, this.response, this, this.open.answer(), this.upstreams.downloads(), isHeadAlone(upstream))
			.iterate();
	}

	/**
	 * Whether the answer is the head of one that would have a body, of unknown length:
	 * the server would take no body for an empty one and say so.
	 */
	private boolean isHeadAlone(org.eclipse.jetty.client.Response upstream) {
		return (HttpMethod.HEAD.is(this.request.getMethod()) || upstream.getStatus() == HttpStatus.NOT_MODIFIED_304)
				&& !upstream.getHeaders().contains(HttpHeader.CONTENT_LENGTH);
	}

	@Override
	public void delivered() {
		this.delivered = true;
		if (this.body != null && !this.body.isEnded()) {
			abort(new CancellationException("answered before the body was read"));
		}
		arrive();
	}

	@Override
	public void undelivered(Throwable cause) {
		this.failure = cause;
		abort(cause);
		arrive();
	}

	@Override
	public void stop(Reason reason) {
		this.stopped = reason;
		Stopped cause = new Stopped(reason);
		if (nobodyReads()) {
			// This comes first, or the server would write a page to the client.
			closeClient(cause);
		}
		abort(cause);
		if (this.delivering) {
			// A write that waits for the client notices nothing else.
			closeClient(cause);
		}
	}

	@Override
	public Presence presence() {
		if (this.watch == null || (this.body != null && !this.body.isEnded())) {
			return Presence.THERE;
		}
		this.watch.start();
		return this.watch.presence();
	}

	private void closeClient(Throwable cause) {
		this.request.getConnectionMetaData().getConnection().getEndPoint().close(cause);
	}

	private void abort(Throwable cause) {
		UpstreamRequest upstream = this.sent;
		if (upstream != null) {
			var unused = upstream.abort(cause);
		}
	}

	@Override
	public void onComplete(Result result) {
		if (result.isFailed() && this.failure == null) {
			this.failure = result.getFailure();
		}
		arrive();
	}

	/** Once a delivery has begun, there are two ends to wait for. */
	private void arrive() {
		if (!this.delivering || this.ends.incrementAndGet() == 2) {
			end();
		}
	}

	private void end() {
		Throwable cause = this.failure;
		if (mayRepeat(cause)) {
			this.repeated = true;
			this.reached = false;
			this.failure = null;
			this.open.again();
			if (sentAgain()) {
				return;
			}
			cause = this.failure;
		}
		if (this.watch != null) {
			this.watch.stop();
		}
		this.open.close();
		if (this.tunnel != null) {
			this.tunnel.close();
		}
		if (this.body != null) {
			this.body.close((cause != null) ? cause : new CancellationException("answered"));
		}
		if (this.delivered) {
			this.callback.succeeded();
		}
		else if (this.response.isCommitted() || nobodyReads()) {
			this.callback.failed((cause != null) ? cause : new IOException("no whole answer"));
		}
		else {
			this.response.reset();
			if (this.stopped == Reason.NO_LONGER_ALLOWED) {
				Answers.write(this.passage.lease().over(), this.request, this.response, this.callback);
			}
			else {
				Answers.write(this.passage.onUnreachable().get(), this.request, this.response, this.callback);
			}
		}
	}

	/** After any failure here the visitor gets an answer, and gives back its share. */
	private boolean sentAgain() {
		try {
			send();
			return true;
		}
		catch (RuntimeException ex) {
			this.failure = ex;
			return false;
		}
	}

	private boolean nobodyReads() {
		return (this.body != null && this.body.isBrokenOff()) || this.stopped == Reason.GONE
				|| this.stopped == Reason.TOO_SLOW;
	}

	/**
	 * A kept connection may be closed by the application in the moment we use it again.
	 * Only what may be done twice is (RFC 9110 §9.2.2), once, and only where no byte of
	 * an answer came.
	 */
	private boolean mayRepeat(@Nullable Throwable cause) {
		boolean safe = HttpMethod.GET.is(this.request.getMethod()) || HttpMethod.HEAD.is(this.request.getMethod());
		return safe && this.stopped == null && !this.delivered && !this.response.isCommitted() && this.body == null
				&& this.tunnel == null && !this.repeated && this.reached && !this.answered
				&& cause instanceof IOException;
	}

}
