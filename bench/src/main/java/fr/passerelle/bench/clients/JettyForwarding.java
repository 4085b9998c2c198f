package fr.passerelle.bench.clients;

import java.net.URI;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Jetty's asynchronous client. */
final class JettyForwarding extends Forwarding {

	private final HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(new ClientConnector()));

	private final URI upstream;

	JettyForwarding(URI upstream) {
		super("Jetty HttpClient");
		this.upstream = upstream;
		this.client.setMaxConnectionsPerDestination(ProxyClientBench.MAX_CONNECTIONS);
		this.client.setUserAgentField(null);
		addBean(this.client);
	}

	@Override
	void forward(Request request, Response response, Callback callback) {
		this.client.newRequest(this.upstream)
			.path(request.getHttpURI().getPathQuery())
			.headers((headers) -> request.getHeaders()
				.stream()
				.filter((field) -> passes(field.getName()))
				.forEach(headers::add))
			.send(new Answer(response, callback));
	}

	private static final class Answer implements org.eclipse.jetty.client.Response.Listener {

		private final Response response;

		private final Callback callback;

		Answer(Response response, Callback callback) {
			this.response = response;
			this.callback = callback;
		}

		@Override
		public void onContentSource(org.eclipse.jetty.client.Response answer, Content.Source source) {
			this.response.setStatus(answer.getStatus());
			for (HttpField field : answer.getHeaders()) {
				if (passes(field.getName())) {
					this.response.getHeaders().put(field);
				}
			}
			Content.copy(source, this.response, this.callback);
		}

		@Override
		public void onComplete(Result result) {
			if (result.isFailed()) {
				this.callback.failed(result.getFailure());
			}
		}

	}

}
