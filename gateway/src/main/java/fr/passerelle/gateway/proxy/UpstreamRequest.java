package fr.passerelle.gateway.proxy;

import java.net.URI;

import fr.passerelle.gateway.network.Authority;
import fr.passerelle.gateway.network.Requests;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request whose target goes out byte for byte. The client's own setters would read the
 * target as a {@link URI}, which refuses characters that browsers send in queries, and
 * would change the letter case of a method.
 */
final class UpstreamRequest extends HttpRequest {

	private final String method;

	private final String path;

	private final @Nullable String query;

	UpstreamRequest(HttpClient client, URI upstream, String method, String path, @Nullable String query) {
		super(client, new HttpConversation(),
				(upstream.getHost() != null) ? upstream : Requests.withPlainHost(upstream));
		this.method = method;
		this.path = path;
		this.query = query;
		if (upstream.getHost() == null) {
			host(Authority.required(upstream).host());
			port(Authority.port(upstream));
		}
	}

	@Override
	public String getMethod() {
		return this.method;
	}

	@Override
	public String getPath() {
		return this.path;
	}

	@Override
	public @Nullable String getQuery() {
		return this.query;
	}

	/** Null, as for every target that is no URI: the client does not need it. */
	@Override
	public @Nullable URI getURI() {
		return null;
	}

}
