package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** Both bodies move as they come and no faster than the other side takes them. */
@Timeout(120)
@SuppressWarnings("StringConcatToTextBlock") // lines end in CRLF on the wire
class StreamingTests {

	private static final int LARGE = 64 * 1024 * 1024;

	/** What two loopback connections and our own buffers may hold, generously. */
	private static final int HELD_AT_MOST = LARGE / 2;

	private static final String GET = "GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n";

	private final ScriptedApplication application;

	private final TestGateway gateway;

	StreamingTests(@TempDir Path dataDir) throws IOException {
		this.application = ScriptedApplication.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
		this.gateway = new TestGateway(dataDir, this.application.uri());
	}

	@AfterEach
	void stop() {
		this.gateway.close();
		this.application.close();
	}

	@Test
	void eventStreamOpensBeforeItsFirstEventAndEachEventArrivesAtOnce() throws Exception {
		BlockingQueue<String> events = new LinkedBlockingQueue<>();
		this.application.play((head, in, out) -> {
			Wire.send(out, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
			while (true) {
				String event = events.take();
				Wire.send(out, Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
			}
		});
		try (Socket socket = this.gateway.connect()) {
			Wire.Head head = this.gateway.ask(socket, GET);
			assertThat(head.values("Content-Type")).containsExactly("text/event-stream");
			for (String event : new String[] { "data: 1\n\n", "data: 2\n\n", "data: 3\n\n" }) {
				events.add(event);
				// The server ends a chunk when it begins the next.
				String begin = event.equals("data: 1\n\n") ? "9\r\n" : "\r\n9\r\n";
				assertThat(Wire.read(socket.getInputStream(), begin.length() + 9)).isEqualTo(begin + event);
			}
		}
	}

	@Test
	void uploadReachesTheApplicationWhileItIsStillBeingSent() throws Exception {
		CountDownLatch firstArrived = new CountDownLatch(1);
		this.application.play((head, in, out) -> {
			assertThat(Wire.read(in, 5)).isEqualTo("first");
			firstArrived.countDown();
			assertThat(Wire.read(in, 4)).isEqualTo("last");
			Wire.send(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
		});
		try (Socket socket = this.gateway.connect()) {
			Wire.send(socket.getOutputStream(),
					"POST /pronote/p HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nfirst");
			firstArrived.await();
			assertThat(this.gateway.ask(socket, "last").status()).isEqualTo(200);
		}
		assertThat(this.application.received().values("Content-Length")).containsExactly("9");
	}

	@Test
	void largeDownloadWaitsForAClientThatDoesNotRead() throws Exception {
		try (ServerSocketChannel server = ServerSocketChannel.open()
			.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
			this.gateway.leadsTo(URI.create("http://127.0.0.1:" + server.socket().getLocalPort()));
			CompletableFuture<Long> blockedAt = new CompletableFuture<>();
			CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
				try (SocketChannel channel = server.accept()) {
					Wire.head(channel.socket().getInputStream());
					write(channel, "HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
					flood(channel, blockedAt);
				}
				catch (IOException ex) {
					blockedAt.completeExceptionally(ex);
				}
			});
			try (Socket socket = this.gateway.connect()) {
				assertThat(this.gateway.ask(socket, GET).values("Content-Length")).containsExactly("" + LARGE);
				assertThat(blockedAt.get()).isLessThan(HELD_AT_MOST);
				assertThat(drain(socket.getInputStream())).isEqualTo(LARGE);
			}
			served.get();
		}
	}

	@Test
	void largeUploadWaitsForAnApplicationThatDoesNotRead() throws Exception {
		CountDownLatch mayRead = new CountDownLatch(1);
		this.application.play((head, in, out) -> {
			mayRead.await();
			Wire.send(out, "HTTP/1.1 200 OK\r\nX-Size: " + drain(in) + "\r\nContent-Length: 0\r\n\r\n");
		});
		try (SocketChannel channel = SocketChannel
			.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.gateway.uri("").getPort()))) {
			write(channel, "PUT /pronote/p HTTP/1.1\r\nHost: x\r\nContent-Length: " + LARGE + "\r\n\r\n");
			CompletableFuture<Long> blockedAt = new CompletableFuture<>();
			CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
				try {
					flood(channel, blockedAt);
				}
				catch (IOException ex) {
					blockedAt.completeExceptionally(ex);
				}
			});
			assertThat(blockedAt.get()).isLessThan(HELD_AT_MOST);
			mayRead.countDown();
			sent.get();
			channel.configureBlocking(true);
			assertThat(Wire.head(channel.socket().getInputStream()).values("X-Size")).containsExactly("" + LARGE);
		}
	}

	@Test
	void bodyOfUnknownLengthIsPassedBothWays() throws Exception {
		this.application.play((head, in, out) -> {
			String body = Wire.chunked(in);
			Wire.send(out, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body);
			throw new IOException("the end of the connection is the end of the body");
		});
		try (Socket socket = this.gateway.connect()) {
			Wire.Head head = this.gateway.ask(socket,
					"POST /pronote/p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
							+ "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
			assertThat(Wire.body(head, socket.getInputStream())).isEqualTo("abcde");
		}
		assertThat(this.application.received().values("Transfer-Encoding")).containsExactly("chunked");
	}

	@Test
	void bodyThatIsExpectedIsAskedForByUs() throws Exception {
		this.application.play((head, in, out) -> {
			assertThat(head.values("Expect")).isEmpty();
			Wire.send(out, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n" + Wire.read(in, 3));
		});
		try (Socket socket = this.gateway.connect()) {
			Wire.Head interim = this.gateway.ask(socket,
					"POST /pronote/p HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
			assertThat(interim.status()).isEqualTo(100);
			assertThat(this.gateway.ask(socket, "abc").status()).isEqualTo(200);
			assertThat(Wire.read(socket.getInputStream(), 3)).isEqualTo("abc");
		}
	}

	@Test
	void refusalArrivesBeforeTheBodyIsSent() throws Exception {
		this.application
			.play((head, in, out) -> Wire.send(out, "HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig"));
		try (Socket socket = this.gateway.connect()) {
			Wire.Head head = this.gateway.ask(socket,
					"POST /pronote/p HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nbegin");
			assertThat(head.status()).isEqualTo(413);
			assertThat(head.values("Connection")).containsExactly("close");
			assertThat(Wire.read(socket.getInputStream(), 3)).isEqualTo("big");
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
		}
	}

	@Test
	void clientThatLeavesEndsTheExchangeWithTheApplication() throws Exception {
		CompletableFuture<Void> ended = new CompletableFuture<>();
		this.application.play((head, in, out) -> {
			Wire.send(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
			try {
				while (true) {
					Wire.send(out, "4\r\ntick\r\n");
				}
			}
			catch (IOException ex) {
				ended.complete(null);
			}
		});
		try (Socket socket = this.gateway.connect()) {
			this.gateway.ask(socket, GET);
		}

		ended.get();
	}

	@Test
	void clientThatBreaksOffItsUploadIsNoWholeRequest() throws Exception {
		CompletableFuture<Throwable> seen = new CompletableFuture<>();
		this.application.play((head, in, out) -> {
			try {
				seen.complete(new AssertionError("a whole body: " + Wire.chunked(in)));
			}
			catch (IOException ex) {
				seen.complete(ex);
			}
		});
		try (Socket socket = this.gateway.connect()) {
			Wire.send(socket.getOutputStream(),
					"POST /pronote/p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
			this.application.received();
		}

		assertThat(seen.get()).isInstanceOf(IOException.class);
	}

	@Test
	void answerOverBeforeItsLengthIsNeverWhole() {
		this.application.play((head, in, out) -> {
			Wire.send(out, "HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n" + "x".repeat(100_000));
			throw new IOException("dies");
		});

		assertThatIOException().isThrownBy(() -> {
			try (InputStream body = this.gateway.uri("/pronote/p").toURL().openStream()) {
				drain(body);
			}
		});
	}

	private static void write(SocketChannel channel, String text) throws IOException {
		channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
	}

	/**
	 * Writes {@link #LARGE} bytes, and says how many had gone when for the first time no
	 * more would go for a while.
	 */
	private static void flood(SocketChannel channel, CompletableFuture<Long> blockedAt) throws IOException {
		channel.configureBlocking(false);
		ByteBuffer block = ByteBuffer.allocate(64 * 1024);
		long sent = 0;
		try (Selector selector = Selector.open()) {
			channel.register(selector, SelectionKey.OP_WRITE);
			while (sent < LARGE) {
				block.clear().limit((int) Math.min(block.capacity(), LARGE - sent));
				int written = channel.write(block);
				sent += written;
				if (written == 0 && selector.select(500) == 0) {
					blockedAt.complete(sent);
					selector.select();
				}
				selector.selectedKeys().clear();
			}
		}
		blockedAt.complete(sent);
	}

	private static long drain(InputStream in) throws IOException {
		byte[] block = new byte[64 * 1024];
		long total = 0;
		while (total < LARGE) {
			int read = in.read(block, 0, (int) Math.min(block.length, LARGE - total));
			if (read < 0) {
				throw new IOException("only " + total + " bytes");
			}
			total += read;
		}
		return total;
	}

}
