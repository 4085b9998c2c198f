package fr.passerelle.gateway.front;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;

import fr.passerelle.gateway.proxy.SteadyEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Listens for visitors. Its connections cost fewer system calls and changes of thread
 * than the server's own: docs/performance.md has the figures.
 */
final class VisitorConnector extends ServerConnector {

	/**
	 * Connections that a rush opens before they are accepted; the system's default of 50
	 * makes browsers wait a second and try again.
	 */
	private static final int QUEUE = 4096;

	private VisitorConnector(Server server, ServerConnector model, ConnectionFactory[] factories) {
		super(server, null, null, null, model.getAcceptors(), model.getSelectorManager().getSelectorCount(), factories);
		setHost(model.getHost());
		setPort(model.getPort());
		setIdleTimeout(model.getIdleTimeout());
		setAcceptQueueSize(QUEUE);
	}

	/** Takes the places of the connectors that listen without TLS. */
	static void replaceIn(Server server) {
		Connector[] connectors = server.getConnectors();
		for (int i = 0; i < connectors.length; i++) {
			if (connectors[i].getClass() == ServerConnector.class) {
				ServerConnector model = (ServerConnector) connectors[i];
				connectors[i] = new VisitorConnector(server, model, factories(model));
			}
		}
		server.setConnectors(connectors);
	}

	private static ConnectionFactory[] factories(ServerConnector model) {
		List<ConnectionFactory> factories = List.copyOf(model.getConnectionFactories());
		return factories.stream()
			.map((factory) -> (factory instanceof HttpConnectionFactory http)
					? new VisitorConnections(http.getHttpConfiguration()) : factory)
			.toArray(ConnectionFactory[]::new);
	}

	@Override
	protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
		SteadyEndPoint endPoint = new SteadyEndPoint(channel, selector, key, getScheduler());
		endPoint.setIdleTimeout(getIdleTimeout());
		return endPoint;
	}

	private static final class VisitorConnections extends HttpConnectionFactory {

		VisitorConnections(HttpConfiguration settings) {
			super(settings);
		}

		@Override
		public Connection newConnection(Connector connector, EndPoint endPoint) {
			return configure(new VisitorConnection(getHttpConfiguration(), connector, endPoint), connector, endPoint);
		}

	}

}
