package fr.passerelle.gateway.front;

import org.eclipse.jetty.server.Server;
import org.springframework.boot.jetty.servlet.JettyServletWebServer;
import org.springframework.boot.web.server.WebServerException;

/**
 * The servlets' server, which listens nowhere. Spring Boot's own start would open its
 * ports, of which there are none, and log a line that names none.
 */
final class ServletsServer extends JettyServletWebServer {

	ServletsServer(Server server) {
		super(server, false);
	}

	/** Makes the servlets that are not made at their first request. */
	@Override
	public void start() {
		super.start();
		try {
			handleDeferredInitialize(getServer());
		}
		catch (Exception ex) {
			stop();
			throw new WebServerException("The servlets cannot be made", ex);
		}
	}

}
