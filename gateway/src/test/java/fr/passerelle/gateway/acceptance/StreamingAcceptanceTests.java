package fr.passerelle.gateway.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import fr.passerelle.gateway.testkit.Reply;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What does not end with one answer: events and tunnels, through the front door with a
 * session.
 */
class StreamingAcceptanceTests extends Acceptance {

	@Test
	void eventsArriveOneByOneAsTheApplicationSendsThem() throws Exception {
		try (ServerSocket application = listen()) {
			String cookie = signInBefore(application);
			CompletableFuture<Socket> asked = accepted(application);
			try (Socket visitor = ask("GET /pronote/parent/live HTTP/1.1", cookie, "Accept: text/event-stream")) {
				Socket upstream = asked.get();
				// Whoever answers before the question is asked may be heard by nobody.
				assertThat(head(upstream.getInputStream())).startsWith("GET /pronote/parent/live");
				write(upstream,
						"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
				InputStream answer = visitor.getInputStream();
				for (int event = 1; event <= 3; event++) {
					String text = "data: " + event + "\n\n";
					write(upstream, Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
					assertThat(readUntil(answer, text)).contains(text);
				}
				upstream.close();
			}
		}
	}

	@Test
	void aWebSocketIsTunnelledBothWaysWithTheIdentityAndOnlyForSomeoneInside() throws Exception {
		try (ServerSocket application = listen()) {
			String cookie = signInBefore(application);
			CompletableFuture<Socket> asked = accepted(application);
			try (Socket visitor = ask("GET /pronote/parent/ws?x=1 HTTP/1.1", cookie, UPGRADE)) {
				Socket upstream = asked.get();
				assertThat(head(upstream.getInputStream())).contains("GET /pronote/parent/ws?x=1 HTTP/1.1",
						"Passerelle-User: mdupont", "Passerelle-Assertion: ");
				write(upstream, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
						+ "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
				assertThat(head(visitor.getInputStream())).startsWith("HTTP/1.1 101");
				write(visitor, "ping-from-the-visitor");
				assertThat(readUntil(upstream.getInputStream(), "visitor")).isEqualTo("ping-from-the-visitor");
				write(upstream, "pong-from-the-application");
				assertThat(readUntil(visitor.getInputStream(), "application")).isEqualTo("pong-from-the-application");
				upstream.close();
			}
			try (Socket stranger = ask("GET /pronote/parent/ws HTTP/1.1", "none=1", UPGRADE)) {
				assertThat(head(stranger.getInputStream())).startsWith("HTTP/1.1 401");
			}
		}
	}

	@Test
	void anEndedSessionAClosedEspaceAndAStoppedPublicationCloseWhatIsOpen() throws Exception {
		String sessions = "/establishments/" + World.COLLEGE_UAI + "/sessions?all=true";
		String espace = "/establishments/" + World.COLLEGE_UAI + "/espaces/parent";
		String publication = "/establishments/" + World.COLLEGE_UAI + "/publication";
		for (Supplier<Reply> end : List.<Supplier<Reply>>of(() -> this.world.admin("DELETE", sessions, null),
				() -> this.world.admin("PATCH", espace, "{\"published\": false}", "Content-Type", "application/json"),
				() -> this.world.admin("PUT", publication, "{\"published\": false}", "Content-Type",
						"application/json"))) {
			try (ServerSocket application = listen()) {
				this.world.reset();
				String cookie = signInBefore(application);
				try (Socket events = open(application, cookie, "Accept: text/event-stream",
						"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
						Socket tunnel = open(application, cookie, UPGRADE,
								"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")) {
					assertThat(end.get().status()).isBetween(200, 299);
					for (Socket open : new Socket[] { events, tunnel }) {
						open.setSoTimeout(5_000);
						assertThat(open.getInputStream().readAllBytes()).hasSizeLessThan(10);
					}
				}
			}
		}
		this.world.reset();
	}

	private Socket open(ServerSocket application, String cookie, String headers, String answer) throws Exception {
		CompletableFuture<Socket> asked = accepted(application);
		Socket visitor = ask("GET /pronote/parent/live HTTP/1.1", cookie, headers);
		Socket upstream = asked.get();
		head(upstream.getInputStream());
		write(upstream, answer);
		head(visitor.getInputStream());
		return visitor;
	}

	private static final String UPGRADE = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
			+ "Sec-Fetch-Mode: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

	/**
	 * Signs in as a parent while the usual application serves, then puts the other one
	 * behind Espace Parents.
	 */
	private String signInBefore(ServerSocket application) {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		this.world.put(World.COLLEGE_UAI,
				this.world.collegeDocument()
					.replace("directLogin: true, loginParameters", "directLogin: true, upstream: \"http://127.0.0.1:"
							+ application.getLocalPort() + "\", loginParameters"));
		return "passerelle-s-parent=" + this.browser.cookies("localhost:" + this.world.port).get("passerelle-s-parent");
	}

	private Socket ask(String line, String cookie, String headers) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.world.port);
		socket.setSoTimeout(20_000);
		write(socket, line + "\r\nHost: localhost:" + this.world.port + "\r\nCookie: " + cookie + "\r\n" + headers
				+ "\r\n\r\n");
		return socket;
	}

	private static ServerSocket listen() throws IOException {
		return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
	}

	private static CompletableFuture<Socket> accepted(ServerSocket server) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				Socket socket = server.accept();
				socket.setSoTimeout(20_000);
				return socket;
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private static void write(Socket socket, String text) throws IOException {
		OutputStream out = socket.getOutputStream();
		out.write(text.getBytes(StandardCharsets.ISO_8859_1));
		out.flush();
	}

	private static String head(InputStream in) throws IOException {
		return readUntil(in, "\r\n\r\n");
	}

	private static String readUntil(InputStream in, String end) throws IOException {
		StringBuilder text = new StringBuilder();
		while (text.indexOf(end) < 0) {
			int c = in.read();
			assertThat(c).as("the end of the stream after: " + text).isNotNegative();
			text.append((char) c);
		}
		return text.toString();
	}

}
