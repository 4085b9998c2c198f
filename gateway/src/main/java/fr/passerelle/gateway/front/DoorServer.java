package fr.passerelle.gateway.front;

import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jetty.JettyWebServer;

/**
 * The web server that visitors reach: it owns the port. The servlets' server listens
 * nowhere; its handler is given to this one, which can therefore answer visitors before
 * there are servlets.
 */
final class DoorServer extends JettyWebServer {

	private final Anteroom anteroom;

	private volatile @Nullable JettyWebServer servlets;

	/**
	 * Opens nothing yet.
	 * @param server with the connectors and the visitors' handlers
	 * @param anteroom its handler for administrators' requests
	 */
	DoorServer(Server server, Anteroom anteroom) {
		super(server);
		this.anteroom = anteroom;
	}

	/** Names the servlets' server, which this one starts and ends with. */
	void attach(JettyWebServer server) {
		this.servlets = server;
	}

	/**
	 * Opens the port, the first time that it is called. Administrators' requests are let
	 * through as soon as servlets are attached.
	 */
	@Override
	public void start() {
		super.start();
		JettyWebServer attached = this.servlets;
		if (attached != null) {
			attached.start();
			this.anteroom.open(attached.getServer().getHandler());
		}
	}

	@Override
	public void destroy() {
		super.destroy();
		JettyWebServer attached = this.servlets;
		if (attached != null) {
			attached.destroy();
		}
	}

}
