package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
@SuppressWarnings("StringConcatToTextBlock") // lines end in CRLF on the wire
class WebSocketTests {

	private static final String HANDSHAKE = "GET /pronote/live?x=1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
			+ "Connection: keep-alive, Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
			+ "Sec-WebSocket-Version: 13\r\n";

	private static final String SWITCHING = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
			+ "Connection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";

	private final Path dataDir;

	private final ScriptedApplication application;

	private final TestGateway gateway;

	WebSocketTests(@TempDir Path dataDir) throws IOException {
		this.dataDir = dataDir;
		this.application = ScriptedApplication.answering(SWITCHING + "\r\n");
		this.gateway = new TestGateway(dataDir, this.application.uri());
	}

	@AfterEach
	void stop() {
		this.gateway.close();
		this.application.close();
	}

	@Test
	void handshakeCarriesTheIdentityAndNothingForged() throws Exception {
		this.application.play((head, in, out) -> Wire.send(out, SWITCHING
				+ "Set-Cookie: passerelle-parent=x\r\nSec-WebSocket-Protocol: chat\r\nPasserelle-Error: X\r\n\r\n"));
		try (Socket socket = this.gateway.connect()) {
			Wire.Head head = this.gateway.ask(socket, HANDSHAKE + "Passerelle_User: admin\r\nOrigin: "
					+ TestPassages.PUBLIC_URL + "\r\nCookie: a=1; passerelle-parent=s\r\n\r\n");
			assertThat(head.status()).isEqualTo(101);
			assertThat(head.values("Upgrade")).containsExactly("websocket");
			assertThat(head.values("Connection")).containsExactly("Upgrade");
			assertThat(head.values("Sec-WebSocket-Accept")).containsExactly("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
			assertThat(head.values("Sec-WebSocket-Protocol")).containsExactly("chat");
			assertThat(head.values("Set-Cookie")).isEmpty();
			assertThat(head.values("Passerelle-Error")).isEmpty();
		}

		Wire.Head received = this.application.received();
		assertThat(received.start()).isEqualTo("GET /pronote/live?x=1 HTTP/1.1");
		assertThat(received.values("Upgrade")).containsExactly("websocket");
		assertThat(received.values("Connection")).containsExactly("Upgrade");
		assertThat(received.values("Sec-WebSocket-Key")).containsExactly("dGhlIHNhbXBsZSBub25jZQ==");
		assertThat(received.values("Passerelle-User")).containsExactly("p.durand");
		assertThat(received.values("Passerelle-Assertion")).hasSize(1);
		assertThat(received.values("Passerelle_User")).isEmpty();
		assertThat(received.values("Cookie")).containsExactly("a=1");
	}

	/** Cross-site WebSocket hijacking. */
	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "null", "http://0330001a.example.fr",
			"https://0330001a.example.fr.evil.example", "https://0330001a.example.fr:8443", "" })
	void pageOfAnotherSiteOpensNoWebSocket(String origin) throws Exception {
		try (Socket socket = this.gateway.connect()) {
			Wire.Head head = this.gateway.ask(socket, HANDSHAKE + "Origin: " + origin + "\r\n\r\n");
			assertThat(head.status()).isEqualTo(403);
			assertThat(head.values("Content-Length")).containsExactly("0");
		}
		assertThat(this.application.receivedNothing()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://0330001a.example.fr", "https://0330001A.example.fr",
			"https://0330001a.example.fr:443" })
	void ownPageOpensOne(String origin) throws Exception {
		try (Socket socket = this.gateway.connect()) {
			assertThat(this.gateway.ask(socket, HANDSHAKE + "Origin: " + origin + "\r\n\r\n").status()).isEqualTo(101);
		}
	}

	@Test
	void bytesThatComeEarlyAreNotLost() throws Exception {
		this.application.play((head, in, out) -> {
			Wire.send(out, SWITCHING + "\r\nwelcome");
			Wire.send(out, "echo " + Wire.read(in, 5));
			Wire.send(out, "echo " + Wire.read(in, 5));
		});
		try (Socket socket = this.gateway.connect()) {
			assertThat(this.gateway.ask(socket, HANDSHAKE + "\r\nearly").status()).isEqualTo(101);
			assertThat(Wire.read(socket.getInputStream(), 17)).isEqualTo("welcomeecho early");
			Wire.send(socket.getOutputStream(), "later");
			assertThat(Wire.read(socket.getInputStream(), 10)).isEqualTo("echo later");
		}
	}

	@Test
	void endOfEitherSideIsTheEndOfTheOther() throws Exception {
		CompletableFuture<Integer> applicationRead = new CompletableFuture<>();
		this.application.play((head, in, out) -> {
			Wire.send(out, SWITCHING + "\r\n");
			applicationRead.complete(in.read());
		});
		try (Socket socket = this.gateway.connect()) {
			this.gateway.ask(socket, HANDSHAKE + "\r\n");
		}
		assertThat(applicationRead.get()).isEqualTo(-1);

		this.application.play((head, in, out) -> {
			Wire.send(out, SWITCHING + "\r\nbye");
			throw new IOException("closes");
		});
		try (Socket socket = this.gateway.connect()) {
			this.gateway.ask(socket, HANDSHAKE + "\r\n");
			assertThat(Wire.read(socket.getInputStream(), 3)).isEqualTo("bye");
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
		}
	}

	@Test
	void tunnelInWhichNobodySpeaksIsClosed() throws Exception {
		CountDownLatch over = new CountDownLatch(1);
		this.application.play((head, in, out) -> {
			Wire.send(out, SWITCHING + "\r\n");
			over.await();
		});
		PasserelleSettings.Proxy impatient = TestGateway.settings(Duration.ofMillis(300), 64, 64);
		try (TestGateway other = new TestGateway(this.dataDir, this.application.uri(), impatient);
				Socket socket = other.connect()) {
			assertThat(other.ask(socket, HANDSHAKE + "\r\n").status()).isEqualTo(101);
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
		}
		over.countDown();
	}

	@Test
	void tunnelsAreBoundedAndTheirPlacesComeBack() throws Exception {
		CountDownLatch closed = new CountDownLatch(1);
		this.application.play((head, in, out) -> {
			Wire.send(out, SWITCHING + "\r\n");
			if (in.read() < 0) {
				closed.countDown();
			}
		});
		PasserelleSettings.Proxy narrow = TestGateway.settings(Duration.ofMinutes(1), 1, 1);
		try (TestGateway other = new TestGateway(this.dataDir, this.application.uri(), narrow);
				Socket refused = other.connect()) {
			try (Socket open = other.connect()) {
				assertThat(other.ask(open, HANDSHAKE + "\r\n").status()).isEqualTo(101);
				assertThat(other.ask(refused, HANDSHAKE + "\r\n").status()).isEqualTo(502);
			}
			closed.await();
			// The application sees the end before we have seen the application's.
			int status = 502;
			while (status == 502) {
				try (Socket again = other.connect()) {
					status = other.ask(again, HANDSHAKE + "\r\n").status();
				}
			}
			assertThat(status).isEqualTo(101);
		}
	}

	@Test
	void answerThatIsNoSwitchIsHandedOn() throws Exception {
		this.application.play((head, in, out) -> Wire.send(out,
				"HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\nX-Why: no\r\n\r\nno"));
		try (Socket socket = this.gateway.connect()) {
			Wire.Head head = this.gateway.ask(socket, HANDSHAKE + "\r\n");
			assertThat(head.status()).isEqualTo(403);
			assertThat(head.values("X-Why")).containsExactly("no");
			assertThat(Wire.read(socket.getInputStream(), 2)).isEqualTo("no");
			// The connection is still HTTP: nothing smuggled through it reaches the
			// other.
			assertThat(this.gateway.ask(socket, "GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n").status()).isEqualTo(403);
		}
	}

	@Test
	void applicationThatIsDownOrSwitchesToSomethingElseIsAnsweredByUs() throws Exception {
		this.application.play((head, in, out) -> Wire.send(out,
				"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"));
		try (Socket socket = this.gateway.connect()) {
			assertThat(this.gateway.ask(socket, HANDSHAKE + "\r\n").status()).isEqualTo(502);
		}
		this.gateway.leadsTo(URI.create("http://127.0.0.1:1"));
		try (Socket socket = this.gateway.connect()) {
			assertThat(this.gateway.ask(socket, HANDSHAKE + "\r\n").status()).isEqualTo(502);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /pronote/p HTTP/1.1\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n",
			"POST /pronote/p HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: 0\r\n" })
	void otherUpgradesEndAtTheGateway(String request) throws Exception {
		this.application.play((head, in, out) -> Wire.send(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
		try (Socket socket = this.gateway.connect()) {
			assertThat(this.gateway.ask(socket, request + "Host: x\r\n\r\n").status()).isEqualTo(200);
		}
		Wire.Head received = this.application.received();
		assertThat(received.values("Upgrade")).isEmpty();
		assertThat(received.values("Connection")).isEmpty();
	}

	@Test
	void realWebSocketEchoesLargeMessagesAndClosesInOrder() throws Exception {
		Server echo = echoServer();
		try {
			this.gateway
				.leadsTo(URI.create("http://127.0.0.1:" + ((ServerConnector) echo.getConnectors()[0]).getLocalPort()));
			Conversation conversation = new Conversation();
			WebSocket socket = HttpClient.newHttpClient()
				.newWebSocketBuilder()
				.buildAsync(URI.create(this.gateway.uri("/pronote/live").toString().replace("http:", "ws:")),
						conversation)
				.get();
			byte[] large = new byte[5_000_000];
			large[4_999_999] = 7;
			socket.sendBinary(ByteBuffer.wrap(large), true).get();
			assertThat(conversation.echoed.get()).isEqualTo(large);
			socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").get();
			assertThat(conversation.closed.get()).isEqualTo(WebSocket.NORMAL_CLOSURE);
		}
		finally {
			echo.stop();
		}
	}

	private static Server echoServer() throws Exception {
		Server server = new Server();
		server.addConnector(new ServerConnector(server));
		server.setHandler(WebSocketUpgradeHandler.from(server, (container) -> {
			container.setMaxBinaryMessageSize(8_000_000);
			container.addMapping("/*", (request, response, callback) -> new Echo());
		}));
		server.start();
		return server;
	}

	/** Sends back whole messages. */
	public static final class Echo extends Session.Listener.Abstract {

		@Override
		public void onWebSocketOpen(Session session) {
			super.onWebSocketOpen(session);
			session.demand();
		}

		@Override
		public void onWebSocketBinary(ByteBuffer payload, org.eclipse.jetty.websocket.api.Callback callback) {
			getSession().sendBinary(payload, callback);
			getSession().demand();
		}

	}

	private static final class Conversation implements WebSocket.Listener {

		private final CompletableFuture<byte[]> echoed = new CompletableFuture<>();

		private final CompletableFuture<Integer> closed = new CompletableFuture<>();

		private final ByteBuffer received = ByteBuffer.allocate(8_000_000);

		@Override
		public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
			this.received.put(data);
			if (last) {
				byte[] message = new byte[this.received.flip().remaining()];
				this.received.get(message);
				this.echoed.complete(message);
			}
			socket.request(1);
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
			this.closed.complete(status);
			return CompletableFuture.completedFuture(null);
		}

	}

}
