package fr.passerelle.gateway.proxy;

import java.io.IOException;

import org.eclipse.jetty.client.HttpUpgrader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A WebSocket through the gateway. The handshake travels like any request, with the same
 * hygiene and the same identity; once the application has answered 101 both connections
 * leave HTTP and only bytes pass, unread. A tunnel lives until either side ends it,
 * neither speaks for the idle time, its reader falls behind, or its handshake would no
 * longer pass.
 */
final class Tunnel implements HttpUpgrader, AutoCloseable {

	private final UpstreamClient upstreams;

	private final Request request;

	private final Response response;

	private final Callback callback;

	private final Passage passage;

	private final Tunnels.Place place;

	private final OpenExchange open;

	private Runnable beforeUpgrade = () -> {
	};

	Tunnel(UpstreamClient upstreams, Request request, Response response, Callback callback, Passage passage,
			Tunnels.Place place, OpenExchange open) {
		this.upstreams = upstreams;
		this.request = request;
		this.response = response;
		this.callback = callback;
		this.passage = passage;
		this.place = place;
		this.open = open;
	}

	/** Releases the client's connection, before the tunnel reads from it. */
	void beforeUpgrade(Runnable letGo) {
		this.beforeUpgrade = letGo;
	}

	/** Turns a request into a handshake. */
	@Override
	public void prepare(org.eclipse.jetty.client.Request upstream) {
		upstream.headers((headers) -> headers.put(Handshake.UPGRADE).put(Handshake.CONNECTION));
		upstream.attribute(HttpUpgrader.Factory.class.getName(), (HttpUpgrader.Factory) (version) -> this);
	}

	@Override
	public void upgrade(org.eclipse.jetty.client.Response answer, EndPoint application, Callback upgraded) {
		if (!Handshake.isUpgrade(answer.getHeaders())) {
			application.close();
			upgraded.failed(new IOException("the application switched to something that is no WebSocket"));
			return;
		}
		this.beforeUpgrade.run();
		EndPoint client = this.request.getTunnelSupport().getEndPoint();
		TunnelEnd.Shared shared = new TunnelEnd.Shared(this.upstreams.client(), this.open, this::close);
		TunnelEnd far = new TunnelEnd(application, shared);
		TunnelEnd near = new TunnelEnd(client, shared);
		TunnelEnd.join(near, far);
		this.open.is(near);
		long idle = this.upstreams.idleTimeout().toMillis();
		application.setIdleTimeout(idle);
		client.setIdleTimeout(idle);
		application.upgrade(far);
		this.response.setStatus(HttpStatus.SWITCHING_PROTOCOLS_101);
		this.upstreams.headers().toClient(answer.getHeaders(), this.passage, this.response.getHeaders());
		this.response.getHeaders().put(Handshake.UPGRADE).put(Handshake.CONNECTION);
		this.request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, near);
		Request.addCompletionListener(this.request, (failure) -> {
			if (failure != null) {
				far.close();
				close();
			}
		});
		upgraded.succeeded();
		// When the 101 is written the server opens the near end, which starts both.
		this.callback.succeeded();
	}

	/** Gives up the tunnel's place: it ended, or was not opened. */
	@Override
	public void close() {
		this.place.close();
		this.open.close();
	}

}
