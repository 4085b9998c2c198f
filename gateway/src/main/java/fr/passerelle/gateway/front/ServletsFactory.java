package fr.passerelle.gateway.front;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletContextInitializer;

/**
 * Makes the servlets' server, which listens nowhere and stands behind the
 * {@link DoorServer}. Spring Boot makes another object of this class for a port of
 * {@code management.server.port}; that one has no door and listens itself.
 */
final class ServletsFactory extends JettyServletWebServerFactory {

	/** The requests have threads of their own, in {@link ControlRoom}. */
	private static final int THREADS = 16;

	private final @Nullable DoorServer door;

	ServletsFactory() {
		this.door = null;
	}

	ServletsFactory(DoorServer door) {
		this.door = door;
	}

	@Override
	public WebServer getWebServer(ServletContextInitializer... initializers) {
		DoorServer front = this.door;
		if (front == null) {
			return super.getWebServer(initializers);
		}
		QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
		threads.setName("servlets");
		setThreadPool(threads);
		setSsl(null);
		addServerCustomizers((server) -> server.setConnectors(new Connector[0]));
		front.attach((JettyWebServer) super.getWebServer(initializers));
		return front;
	}

	@Override
	protected JettyWebServer getJettyWebServer(Server server) {
		return (this.door != null) ? new ServletsServer(server) : super.getJettyWebServer(server);
	}

}
