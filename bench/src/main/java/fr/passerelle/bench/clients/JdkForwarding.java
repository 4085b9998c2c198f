package fr.passerelle.bench.clients;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The platform's client, asynchronous; it sets no bound on connections. */
final class JdkForwarding extends Forwarding {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI upstream;

	JdkForwarding(URI upstream) {
		super("JDK HttpClient");
		this.upstream = upstream;
	}

	@Override
	void forward(Request request, Response response, Callback callback) {
		HttpRequest.Builder builder = HttpRequest
			.newBuilder(this.upstream.resolve(request.getHttpURI().getPathQuery()));
		request.getHeaders()
			.stream()
			.filter((field) -> passes(field.getName()))
			.forEach((field) -> builder.header(field.getName(), field.getValue()));
		var unused = this.client.sendAsync(builder.build(), (head) -> {
			response.setStatus(head.statusCode());
			head.headers().map().forEach((name, values) -> {
				if (passes(name)) {
					values.forEach((value) -> response.getHeaders().put(name, value));
				}
			});
			return new Writer(response, callback);
		}).exceptionally((failure) -> {
			callback.failed(failure);
			return null;
		});
	}

	/** Writes piece by piece and asks for the next when the last one is written. */
	private static final class Writer implements HttpResponse.BodySubscriber<@Nullable Void>, Callback {

		private final Response response;

		private final Callback callback;

		private final Deque<ByteBuffer> pieces = new ArrayDeque<>();

		private final CompletableFuture<@Nullable Void> body = new CompletableFuture<>();

		private Flow.@Nullable Subscription subscription;

		Writer(Response response, Callback callback) {
			this.response = response;
			this.callback = callback;
		}

		@Override
		public CompletionStage<@Nullable Void> getBody() {
			return this.body;
		}

		@Override
		public void onSubscribe(Flow.Subscription subscribed) {
			this.subscription = subscribed;
			subscribed.request(1);
		}

		@Override
		public void onNext(List<ByteBuffer> next) {
			this.pieces.addAll(next);
			succeeded();
		}

		@Override
		public void succeeded() {
			ByteBuffer piece = this.pieces.poll();
			if (piece != null) {
				this.response.write(false, piece, this);
			}
			else if (this.subscription != null) {
				this.subscription.request(1);
			}
		}

		@Override
		public void failed(Throwable failure) {
			onError(failure);
		}

		@Override
		public void onError(Throwable failure) {
			this.body.completeExceptionally(failure);
		}

		@Override
		public void onComplete() {
			this.response.write(true, BufferUtil.EMPTY_BUFFER, this.callback);
			this.body.complete(null);
		}

		@Override
		public InvocationType getInvocationType() {
			return InvocationType.NON_BLOCKING;
		}

	}

}
