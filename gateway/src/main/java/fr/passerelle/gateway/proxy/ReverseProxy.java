package fr.passerelle.gateway.proxy;

import java.time.Clock;
import java.time.Duration;

import fr.passerelle.gateway.lookup.HostLookup;
import fr.passerelle.gateway.network.Destinations;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The way to the Espace applications. {@link #forward} never blocks; docs/adr/0003 says
 * which client carries the requests, and why.
 */
public final class ReverseProxy implements AutoCloseable {

	/** From one look at the open requests to the next. */
	static final Duration LOOK = Duration.ofSeconds(1);

	private final UpstreamClient upstreams;

	private final Tunnels tunnels;

	private final OpenExchanges exchanges;

	/**
	 * Starts the client.
	 * @param settings time-outs and bounds
	 * @param visitors what one visitor may hold
	 * @param keys sign the assertions
	 * @param clock dates them
	 * @param names knows where the applications' hosts are; may block
	 * @param destinations where applications may be
	 */
	public ReverseProxy(PasserelleSettings.Proxy settings, PasserelleSettings.Visitors visitors, SigningKeys keys,
			Clock clock, HostLookup.Names names, Destinations destinations) {
		IdentityHeaders identity = new IdentityHeaders(new Assertions(keys, clock), clock);
		this.upstreams = new UpstreamClient(settings, new PassedHeaders(identity), names, destinations);
		this.tunnels = new Tunnels(settings.maxConnections());
		this.exchanges = new OpenExchanges(visitors, settings.maxConnections(), clock);
	}

	/**
	 * Carries a request to the application and its answer back. A WebSocket that another
	 * site's page opens is answered 403 with no body, which no script can read anyway.
	 * @param request the client's, its body not read yet
	 * @param response the client's, nothing written yet
	 * @param callback completed when the answer is written whole; failed, which breaks
	 * the client's connection, where it could not be
	 * @param passage what was decided on the request
	 */
	public void forward(Request request, Response response, Callback callback, Passage passage) {
		boolean opening = Handshake.isOpening(request);
		if (opening && !Handshake.isFromOwnPage(request, passage.establishment().publicUrl())) {
			refuse(response, callback);
			return;
		}
		OpenExchange open = this.exchanges.open(passage);
		if (open == null) {
			Answers.write(passage.onUnreachable().get(), request, response, callback);
			return;
		}
		Tunnels.Place place = opening ? this.tunnels.take(passage.upstream()) : null;
		if (opening && place == null) {
			open.close();
			Answers.write(passage.onUnreachable().get(), request, response, callback);
			return;
		}
		try {
			Tunnel tunnel = (place != null)
					? new Tunnel(this.upstreams, request, response, callback, passage, place, open) : null;
			new Exchange(this.upstreams, request, response, callback, passage, tunnel, open).begin();
		}
		catch (RuntimeException ex) {
			// After any failure the visitor's share is given back.
			open.close();
			if (place != null) {
				place.close();
			}
			throw ex;
		}
	}

	/** Looks at all open requests now. */
	void look() {
		this.exchanges.look();
	}

	/** How many requests and tunnels are open. */
	int open() {
		return this.exchanges.count();
	}

	private static void refuse(Response response, Callback callback) {
		response.setStatus(HttpStatus.FORBIDDEN_403);
		HttpFields.Mutable headers = response.getHeaders();
		headers.put(HttpHeader.CACHE_CONTROL, "no-store");
		headers.put(HttpFields.CONTENT_LENGTH_0);
		callback.succeeded();
	}

	/** Ends every exchange and every tunnel. */
	@Override
	public void close() {
		this.upstreams.close();
	}

}
