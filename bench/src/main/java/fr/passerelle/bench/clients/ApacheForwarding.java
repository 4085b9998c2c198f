package fr.passerelle.bench.clients;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;

import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Apache's asynchronous client. It lends its buffer for one call only, so a piece is
 * written before the call returns; at this size it never has to wait.
 */
final class ApacheForwarding extends Forwarding {

	private final CloseableHttpAsyncClient client;

	private final URI upstream;

	ApacheForwarding(URI upstream) {
		super("Apache HttpClient 5");
		this.upstream = upstream;
		this.client = HttpAsyncClientBuilder.create()
			.setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
				.setMaxConnPerRoute(ProxyClientBench.MAX_CONNECTIONS)
				.setMaxConnTotal(ProxyClientBench.MAX_CONNECTIONS)
				.build())
			.disableRedirectHandling()
			.disableCookieManagement()
			.disableAuthCaching()
			.disableAutomaticRetries()
			.build();
		this.client.start();
	}

	@Override
	void forward(Request request, Response response, Callback callback) {
		SimpleHttpRequest sent = SimpleHttpRequest.create("GET",
				this.upstream.resolve(request.getHttpURI().getPathQuery()));
		request.getHeaders()
			.stream()
			.filter((field) -> passes(field.getName()))
			.forEach((field) -> sent.addHeader(field.getName(), field.getValue()));
		var unused = this.client.execute(SimpleRequestProducer.create(sent), new Answer(response),
				new Outcome(callback));
	}

	@Override
	protected void doStop() throws Exception {
		super.doStop();
		this.client.close();
	}

	private static final class Answer extends AbstractBinResponseConsumer<Boolean> {

		private final Response response;

		Answer(Response response) {
			this.response = response;
		}

		@Override
		protected void start(HttpResponse head, @Nullable ContentType type) {
			this.response.setStatus(head.getCode());
			for (var header : head.getHeaders()) {
				if (passes(header.getName())) {
					this.response.getHeaders().put(header.getName(), header.getValue());
				}
			}
		}

		@Override
		protected void data(ByteBuffer bytes, boolean last) throws IOException {
			if (bytes.hasRemaining()) {
				try (Blocker.Callback written = Blocker.callback()) {
					this.response.write(false, bytes, written);
					written.block();
				}
			}
		}

		@Override
		protected int capacityIncrement() {
			return Integer.MAX_VALUE;
		}

		@Override
		protected Boolean buildResult() {
			return Boolean.TRUE;
		}

		@Override
		public void releaseResources() {
		}

	}

	private record Outcome(Callback callback) implements FutureCallback<Boolean> {

		@Override
		public void completed(Boolean result) {
			this.callback.succeeded();
		}

		@Override
		public void failed(Exception failure) {
			this.callback.failed(failure);
		}

		@Override
		public void cancelled() {
			this.callback.failed(new CancellationException());
		}

	}

}
