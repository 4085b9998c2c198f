package fr.passerelle.gateway.front;

import java.net.InetSocketAddress;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.jetty.ForwardHeadersCustomizer;
import org.springframework.boot.jetty.JettyServerCustomizer;
import org.springframework.boot.jetty.JettyWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.boot.web.server.servlet.ServletWebServerSettings;
import org.springframework.boot.web.servlet.ServletContextInitializer;

/**
 * Makes the {@link DoorServer} by the same settings ({@code server.*}) and customizers as
 * Spring Boot's own factory, but without servlets.
 */
final class DoorFactory extends JettyWebServerFactory
		implements ConfigurableJettyWebServerFactory, ConfigurableServletWebServerFactory {

	private final ServletWebServerSettings settings = new ServletWebServerSettings();

	private final Anteroom anteroom = new Anteroom();

	@Override
	public ServletWebServerSettings getSettings() {
		return this.settings;
	}

	@Override
	public DoorServer getWebServer(ServletContextInitializer... initializers) {
		InetSocketAddress address = new InetSocketAddress(getAddress(), Math.max(getPort(), 0));
		Server server = new Server(getThreadPool());
		server.setConnectors(new Connector[] { createConnector(address, server) });
		server.setStopTimeout(0);
		server.setHandler(this.anteroom);
		if (getMaxConnections() > -1) {
			server.addBean(new NetworkConnectionLimit(getMaxConnections(), server.getConnectors()));
		}
		if (Ssl.isEnabled(getSsl())) {
			customizeSsl(server, address);
		}
		for (JettyServerCustomizer customizer : getServerCustomizers()) {
			customizer.customize(server);
		}
		if (isUseForwardHeaders()) {
			new ForwardHeadersCustomizer().customize(server);
		}
		if (getShutdown() == Shutdown.GRACEFUL) {
			StatisticsHandler underWay = new StatisticsHandler();
			underWay.setHandler(server.getHandler());
			server.setHandler(underWay);
		}
		return new DoorServer(server, this.anteroom);
	}

}
