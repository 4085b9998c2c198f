package fr.passerelle.gateway.front;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import fr.passerelle.gateway.proxy.SteadyEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

	/** After the system gave no connection, for want of file handles as a rule. */
	static final Duration PAUSE = Duration.ofSeconds(1);

	private static final Logger logger = LoggerFactory.getLogger(VisitorConnector.class);

	private VisitorConnector(Server server, ServerConnector model, ConnectionFactory[] factories) {
		// No thread of its own accepts: the selector does, which then knows the
		// connection
		// without being woken.
		super(server, null, null, null, 0, model.getSelectorManager().getSelectorCount(), factories);
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

	@Override
	protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
		return new Accepting(executor, scheduler, selectors);
	}

	private void pause(IOException cause) {
		logger.warn("No connection is accepted for {} s: {}", PAUSE.toSeconds(), cause.toString());
		setAccepting(false);
		getScheduler().schedule(() -> {
			if (isRunning()) {
				setAccepting(true);
			}
		}, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
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

	/** Accepts connections on a selector's thread. */
	final class Accepting extends ServerConnectorManager {

		Accepting(Executor executor, Scheduler scheduler, int selectors) {
			super(executor, scheduler, selectors);
		}

		/**
		 * The selector would come back without a pause while the system gives no more
		 * connections.
		 */
		@Override
		protected @Nullable SelectableChannel doAccept(SelectableChannel server) throws IOException {
			try {
				return super.doAccept(server);
			}
			catch (IOException ex) {
				if (!server.isOpen()) {
					throw ex;
				}
				pause(ex);
				return null;
			}
		}

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
