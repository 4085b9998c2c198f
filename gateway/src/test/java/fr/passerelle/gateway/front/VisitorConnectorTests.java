package fr.passerelle.gateway.front;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How visitors' connections are accepted.
 */
@SuppressWarnings("NullAway.Init")
class VisitorConnectorTests {

	private final Later later = new Later();

	private Server server;

	private VisitorConnector connector;

	@BeforeEach
	void start() throws Exception {
		this.server = new Server(new QueuedThreadPool(), this.later, null);
		ServerConnector model = new ServerConnector(this.server);
		model.setHost("127.0.0.1");
		this.server.addConnector(model);
		VisitorConnector.replaceIn(this.server);
		this.connector = (VisitorConnector) this.server.getConnectors()[0];
		this.server.start();
	}

	@AfterEach
	void stop() throws Exception {
		this.server.stop();
	}

	/** Otherwise the selector would try again and again, and log each time. */
	@Test
	void whereTheSystemGivesNoConnectionThereIsAPause() throws IOException {
		VisitorConnector.Accepting accepting = (VisitorConnector.Accepting) this.connector.getSelectorManager();
		try (Exhausted exhausted = new Exhausted()) {
			assertThat(accepting.doAccept(exhausted)).isNull();
		}
		assertThat(this.connector.isAccepting()).isFalse();
		this.later.tasks.forEach(Runnable::run);
		assertThat(this.connector.isAccepting()).isTrue();
		assertAnswers();
	}

	@Test
	void connectionsAreAcceptedByTheSelectorAlone() throws IOException {
		assertThat(this.connector.getAcceptors()).isZero();
		assertAnswers();
	}

	private void assertAnswers() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.connector.getLocalPort())) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(new String(socket.getInputStream().readNBytes(8), StandardCharsets.US_ASCII))
				.isEqualTo("HTTP/1.1");
		}
	}

	/** Tasks that the test runs. */
	private static final class Later extends AbstractLifeCycle implements Scheduler {

		private final List<Runnable> tasks = new ArrayList<>();

		@Override
		public synchronized Task schedule(Runnable task, long delay, TimeUnit units) {
			if (units.toMillis(delay) == VisitorConnector.PAUSE.toMillis()) {
				this.tasks.add(task);
			}
			return () -> false;
		}

	}

	/** A process without a file handle left. */
	private static final class Exhausted extends ServerSocketChannel {

		Exhausted() {
			super(SelectorProvider.provider());
		}

		@Override
		public SocketChannel accept() throws IOException {
			throw new IOException("Too many open files");
		}

		@Override
		public ServerSocketChannel bind(SocketAddress local, int backlog) {
			return this;
		}

		@Override
		public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) {
			return this;
		}

		@Override
		public <T> T getOption(SocketOption<T> name) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Set<SocketOption<?>> supportedOptions() {
			return Set.of();
		}

		@Override
		public ServerSocket socket() {
			throw new UnsupportedOperationException();
		}

		@Override
		public SocketAddress getLocalAddress() {
			return new InetSocketAddress(0);
		}

		@Override
		protected void implCloseSelectableChannel() {
			// holds nothing
		}

		@Override
		protected void implConfigureBlocking(boolean block) {
			// never blocks
		}

	}

}
