package fr.passerelle.gateway.front;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Measures the heap that kept connections hold between two requests. */
@Timeout(60)
class ConnectionMemoryTests {

	private static final int COUNT = 500;

	/** What settings.HeapShare counts for a connection. */
	private static final int MOST_EACH = 8 * 1024;

	private static final String REQUEST = "GET /pronote/parent.html HTTP/1.1\r\nHost: school.example.fr\r\n"
			+ "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
			+ "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
			+ "Accept-Language: fr,fr-FR;q=0.8,en-US;q=0.5,en;q=0.3\r\nSec-Fetch-Mode: navigate\r\n\r\n";

	private static final String PASSWORD = "changeit";

	private final Server server = new Server();

	private final List<Socket> sockets = new ArrayList<>();

	@AfterEach
	void stop() throws Exception {
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.server.stop();
	}

	@Test
	void connectionThatAskedTwiceHoldsNoMoreThanItsShare() throws Exception {
		int port = start(new ServerConnector(this.server));
		ask(SocketFactory.getDefault(), port, COUNT);
		long each = heldByEach();

		assertThat(each).isBetween(500L, (long) MOST_EACH);
	}

	/** The clients' sides of the connections are in the same heap and counted too. */
	@Test
	void connectionOverTlsHoldsNoMoreThanItsShare(@TempDir Path folder) throws Exception {
		SslContextFactory.Server tls = new SslContextFactory.Server();
		tls.setKeyStorePath(keys(folder).toString());
		tls.setKeyStorePassword(PASSWORD);
		int port = start(new ServerConnector(this.server, tls));
		SocketFactory clients = trusting(tls).getSocketFactory();
		ask(clients, port, COUNT);
		long each = heldByEach();

		assertThat(each).isBetween(500L, (long) MOST_EACH * FrontConfiguration.TLS_WEIGHT);
	}

	private static Path keys(Path folder) throws IOException, InterruptedException {
		Path keys = folder.resolve("keys.p12");
		Process made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-keystore", keys.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-keyalg",
				"EC", "-dname", "CN=school.example.fr")
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("keytool.log").toFile())
			.start();
		assertThat(made.waitFor()).isZero();
		return keys;
	}

	private static SSLContext trusting(SslContextFactory.Server server) throws Exception {
		TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trusted.init(server.getKeyStore());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trusted.getTrustManagers(), null);
		return context;
	}

	private int start(ServerConnector model) throws Exception {
		ConnectionRules.apply(model.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration(),
				new PasserelleSettings.Proxy(Duration.ofSeconds(3), Duration.ofMinutes(1), 64, 64,
						DataSize.ofKilobytes(16), DataSize.ofKilobytes(32), DataSize.ofMegabytes(16),
						Duration.ofSeconds(20)));
		this.server.addConnector(model);
		VisitorConnector.replaceIn(this.server);
		this.server.setHandler(new Page());
		this.server.start();
		return ((ServerConnector) this.server.getConnectors()[0]).getLocalPort();
	}

	private void ask(SocketFactory clients, int port, int count) throws IOException {
		for (int i = 0; i < count; i++) {
			Socket socket = clients.createSocket(InetAddress.getLoopbackAddress(), port);
			// Otherwise each first request waits for the server's delayed ACK of the
			// handshake.
			socket.setTcpNoDelay(true);
			this.sockets.add(socket);
			for (int request = 0; request < 2; request++) {
				socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
				readHead(socket.getInputStream());
			}
		}
	}

	/** What goes away with the connections. */
	private long heldByEach() throws IOException {
		long with = used();
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.sockets.clear();
		await().until(() -> ((ServerConnector) this.server.getConnectors()[0]).getConnectedEndPoints().isEmpty());
		return (with - used()) / COUNT;
	}

	private static void readHead(InputStream in) throws IOException {
		int end = 0;
		while (end < 4) {
			int read = in.read();
			end = (read == ((end % 2 == 0) ? '\r' : '\n')) ? end + 1 : 0;
		}
	}

	private static long used() {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 4; i++) {
			System.gc();
			least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
		}
		return least;
	}

	private static final class Page extends Handler.Abstract.NonBlocking {

		@Override
		public boolean handle(Request request, Response response, Callback callback) {
			callback.succeeded();
			return true;
		}

	}

}
