package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@Timeout(60)
@SuppressWarnings("StringConcatToTextBlock") // lines end in CRLF on the wire
class ReverseProxyTests {

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	private static final String CHUNKED_POST = "POST /pronote/p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
			+ "Trailer: Passerelle-User\r\n\r\n3\r\nabc\r\n0\r\nPasserelle-User: admin\r\n\r\n";

	private final Path dataDir;

	private final ScriptedApplication application;

	private final TestGateway gateway;

	ReverseProxyTests(@TempDir Path dataDir) throws IOException {
		this.dataDir = dataDir;
		this.application = ScriptedApplication.answering(OK);
		this.gateway = new TestGateway(dataDir, this.application.uri());
	}

	@AfterEach
	void stop() {
		this.gateway.close();
		this.application.close();
	}

	@Test
	void requestArrivesWithWhoComesAndNothingForged() throws Exception {
		try (Socket socket = this.gateway.connect()) {
			assertThat(this.gateway
				.ask(socket,
						"GET /pronote/parent.html HTTP/1.1\r\nHost: x\r\npasserelle_user: admin\r\n"
								+ "Connection: Passerelle-User\r\nCookie: a=1; passerelle-parent=s\r\n\r\n")
				.status()).isEqualTo(200);
		}

		Wire.Head received = this.application.received();
		assertThat(received.start()).isEqualTo("GET /pronote/parent.html HTTP/1.1");
		assertThat(received.values("Passerelle-User")).containsExactly("p.durand");
		assertThat(received.values("Passerelle-Name")).containsExactly("Zo%C3%A9 Durand");
		assertThat(received.values("passerelle_user")).isEmpty();
		assertThat(received.values("Cookie")).containsExactly("a=1");
		assertThat(received.values("Host")).containsExactly(this.application.uri().getAuthority());
		assertThat(received.values("X-Forwarded-Host")).containsExactly("0330001a.example.fr");
	}

	@Test
	void nothingIsAddedThatTheClientDidNotSay() throws Exception {
		ask("GET /pronote/assets/a.css HTTP/1.1\r\nHost: x\r\n\r\n");

		assertThat(this.application.received().fields())
			.allMatch((line) -> line.startsWith("Host: ") || line.matches("X-Forwarded-(Proto|Host|For): .*"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/pronote/p?a=1&b=%zz", "/pronote/p?x=a|b\"c\"{d}[e]^`\\<>", "/pronote/p?a=/../;b//c",
			"/pronote/p?", "/pronote/p?a+b=%20%C3%A9&?&#x" })
	void queryArrivesByteForByte(String target) throws Exception {
		String sent = target.replace("&#x", "&%23x");

		assertThat(ask("GET " + sent + " HTTP/1.1\r\nHost: x\r\n\r\n").status()).isEqualTo(200);

		assertThat(this.application.received().start()).isEqualTo("GET " + sent + " HTTP/1.1");
	}

	@Test
	void bytesOutsideAsciiInHeadersArePassedAsTheyAre() throws Exception {
		this.application.play((head, in, out) -> Wire.send(out,
				"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Name: caf\u00c3\u00a9 \u00e9\r\n\r\n"));

		Wire.Head answer = ask("GET /pronote/p HTTP/1.1\r\nHost: x\r\nX-Name: caf\u00c3\u00a9 \u00e9\r\n\r\n");

		assertThat(this.application.received().values("X-Name")).containsExactly("caf\u00c3\u00a9 \u00e9");
		assertThat(answer.values("X-Name")).containsExactly("caf\u00c3\u00a9 \u00e9");
	}

	@ParameterizedTest
	@ValueSource(strings = { "DELETE", "PROPFIND", "OPTIONS", "patch" })
	void methodArrivesAsSent(String method) throws Exception {
		ask(method + " /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n");

		assertThat(this.application.received().start()).startsWith(method + " ");
	}

	@Test
	void headIsAnsweredWithoutABodyAndWithItsLength() throws Exception {
		this.application.play((head, in, out) -> Wire.send(out,
				"HTTP/1.1 200 OK\r\nContent-Length: " + (head.start().startsWith("HEAD") ? 1234 : 0) + "\r\n\r\n"));
		try (Socket socket = this.gateway.connect()) {
			Wire.Head head = this.gateway.ask(socket, "HEAD /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n");
			assertThat(head.values("Content-Length")).containsExactly("1234");

			// The next answer follows directly: no body came between.
			assertThat(this.gateway.ask(socket, "GET /pronote/q HTTP/1.1\r\nHost: x\r\n\r\n").status()).isEqualTo(200);
		}
	}

	@Test
	void headOfAnAnswerOfUnknownLengthClaimsNoLength() throws Exception {
		this.application
			.play((head, in, out) -> Wire.send(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-A: 1\r\n\r\n"));
		try (Socket socket = this.gateway.connect()) {
			for (int i = 0; i < 2; i++) {
				Wire.Head head = this.gateway.ask(socket, "HEAD /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n");
				assertThat(head.status()).isEqualTo(200);
				assertThat(head.values("Content-Length")).isEmpty();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "204 No Content", "304 Not Modified" })
	void answerWithoutBodyEndsAtItsHead(String status) throws Exception {
		this.application
			.play((head, in, out) -> Wire.send(out, "HTTP/1.1 " + status + "\r\nETag: \"1\"\r\nX-A: 1\r\n\r\n"));
		try (Socket socket = this.gateway.connect()) {
			for (int i = 0; i < 3; i++) {
				Wire.Head head = this.gateway.ask(socket, "GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n");
				assertThat(head.start()).startsWith("HTTP/1.1 " + status.substring(0, 3));
				assertThat(head.values("ETag")).containsExactly("\"1\"");
				assertThat(head.values("Transfer-Encoding")).isEmpty();
				assertThat(head.values("Content-Length")).isEmpty();
			}
		}
		assertThat(this.application.connections()).isEqualTo(1);
	}

	@Test
	void redirectsCompressionAndPasswordsAreTheBrowsersBusiness() throws Exception {
		this.application.play((head, in, out) -> Wire.send(out,
				"HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Encoding: gzip\r\nSet-Cookie: a=1\r\n"
						+ "Content-Length: 4\r\n\r\n\u001f\u008bzz"));
		try (Socket socket = this.gateway.connect()) {
			Wire.Head head = this.gateway.ask(socket, "GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n");
			assertThat(head.status()).isEqualTo(302);
			assertThat(head.values("Location")).containsExactly("/x");
			assertThat(head.values("Content-Encoding")).containsExactly("gzip");
			assertThat(Wire.read(socket.getInputStream(), 4)).isEqualTo("\u001f\u008bzz");
		}
		this.application.play((head, in, out) -> Wire.send(out,
				"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"));

		assertThat(ask("GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n").values("WWW-Authenticate"))
			.containsExactly("Basic realm=x");
		assertThat(this.application.received().values("Cookie")).isEmpty();
		assertThat(this.application.received().values("Cookie")).isEmpty();
	}

	@Test
	void hintsAreHandedOnAndOtherInterimAnswersAreNotTheAnswer() throws Exception {
		this.application.play((head, in, out) -> Wire.send(out,
				"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n"
						+ "Link: </a.css>\r\nSet-Cookie: passerelle-parent=x\r\n\r\nHTTP/1.1 199 Odd\r\n\r\n" + OK));
		try (Socket socket = this.gateway.connect()) {
			Wire.Head hint = this.gateway.ask(socket, "GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n");
			assertThat(hint.status()).isEqualTo(103);
			assertThat(hint.values("Link")).containsExactly("</a.css>");
			assertThat(hint.values("Set-Cookie")).isEmpty();
			assertThat(Wire.head(socket.getInputStream()).status()).isEqualTo(200);
			assertThat(Wire.read(socket.getInputStream(), 2)).isEqualTo("ok");
		}
	}

	@Test
	void trailersEndHere() throws Exception {
		this.application.play((head, in, out) -> {
			Wire.chunked(in);
			Wire.send(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n"
					+ "2\r\nok\r\n0\r\nX-T: passerelle\r\n\r\n");
		});
		try (Socket socket = this.gateway.connect()) {
			Wire.Head head = this.gateway.ask(socket, CHUNKED_POST);
			assertThat(head.values("Trailer")).isEmpty();
			assertThat(Wire.body(head, socket.getInputStream())).isEqualTo("ok");
			assertThat(this.gateway.ask(socket, CHUNKED_POST).status()).isEqualTo(200);
		}
		assertThat(this.application.received().values("Trailer")).isEmpty();
	}

	@Test
	void applicationThatIsDownIsAnsweredByUs() throws Exception {
		try (ServerSocket free = new ServerSocket(0)) {
			this.gateway.leadsTo(URI.create("http://127.0.0.1:" + free.getLocalPort()));
		}

		assertUnreachable(ask("GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n"));
		assertUnreachable(ask("POST /pronote/p HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"));
		assertUnreachable(
				ask("POST /pronote/p HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nX", "hello\r\n\r\n",
			"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
			"HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n" })
	void applicationThatAnswersNoHttpIsAnsweredByUs(String answer) throws Exception {
		this.application.play((head, in, out) -> {
			Wire.send(out, answer);
			throw new IOException("closes");
		});

		Wire.Head head = ask("POST /pronote/p HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");

		assertUnreachable(head);
		assertThat(head.values("Set-Cookie")).isEmpty();
	}

	@Test
	void applicationThatHangsIsAnsweredByUsAfterTheIdleTime() throws Exception {
		CountDownLatch over = new CountDownLatch(1);
		this.application.play((head, in, out) -> over.await());
		PasserelleSettings.Proxy impatient = TestGateway.settings(Duration.ofMillis(200), 64, 64);
		try (TestGateway other = new TestGateway(this.dataDir, this.application.uri(), impatient);
				Socket socket = other.connect()) {
			assertUnreachable(other.ask(socket, "GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n"));
		}
		over.countDown();
	}

	@Test
	void anAnswersHeadMayBeAsLongAsTheSettingSays() throws Exception {
		int most = (int) TestGateway.SETTINGS.maxAnswerHead().toBytes();
		this.application.play((head, in, out) -> Wire.send(out, answerWith(most - 100)));
		assertThat(ask("GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n").status()).isEqualTo(200);
		this.application.play((head, in, out) -> Wire.send(out, answerWith(most + 100)));
		assertUnreachable(ask("GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n"));
	}

	private static String answerWith(int length) {
		return "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: " + "a".repeat(length) + "\r\n\r\n";
	}

	@Test
	void applicationThatHangsHoldsUpNoOther() throws Exception {
		CountDownLatch over = new CountDownLatch(1);
		this.application.play((head, in, out) -> over.await());
		PasserelleSettings.Proxy narrow = TestGateway.settings(Duration.ofMinutes(1), 1, 1);
		try (ScriptedApplication healthy = ScriptedApplication.answering(OK);
				TestGateway other = new TestGateway(this.dataDir, this.application.uri(), narrow);
				Socket holding = other.connect();
				Socket waiting = other.connect();
				Socket refused = other.connect();
				Socket lucky = other.connect()) {
			Wire.send(holding.getOutputStream(), "GET /pronote/1 HTTP/1.1\r\nHost: x\r\n\r\n");
			this.application.received();
			Wire.send(waiting.getOutputStream(), "GET /pronote/2 HTTP/1.1\r\nHost: x\r\n\r\n");
			Wire.send(refused.getOutputStream(), "GET /pronote/3 HTTP/1.1\r\nHost: x\r\n\r\n");
			// One is on its way and one waits, so the third is refused without waiting.
			assertUnreachable(Wire.head(firstAnswered(waiting, refused)));

			other.leadsTo(healthy.uri());
			assertThat(other.ask(lucky, "GET /pronote/4 HTTP/1.1\r\nHost: x\r\n\r\n").status()).isEqualTo(200);
		}
		over.countDown();
	}

	@Test
	void answerCutShortBreaksTheClientsConnection() throws Exception {
		this.application.play((head, in, out) -> {
			Wire.send(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
			throw new IOException("dies");
		});
		try (Socket socket = this.gateway.connect()) {
			assertThat(this.gateway.ask(socket, "GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n").status()).isEqualTo(200);
			assertThatIOException().isThrownBy(() -> Wire.chunked(socket.getInputStream()));
		}
		this.application.play((head, in, out) -> {
			Wire.send(out, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
			throw new IOException("dies");
		});
		try (Socket socket = this.gateway.connect()) {
			assertThat(this.gateway.ask(socket, "GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n").status()).isEqualTo(200);
			assertThatIOException().isThrownBy(() -> Wire.read(socket.getInputStream(), 10));
		}
	}

	@Test
	void keptConnectionThatTheApplicationClosedIsNoErrorForARead() throws Exception {
		ask("GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n");
		this.application.play((head, in, out) -> {
			this.application.play((again, in2, out2) -> Wire.send(out2, OK));
			throw new IOException("closes a kept connection");
		});

		assertThat(ask("GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n").status()).isEqualTo(200);
	}

	@Test
	void whatMayNotBeDoneTwiceIsSentOnce() throws Exception {
		this.application.play((head, in, out) -> {
			throw new IOException("closes");
		});

		assertUnreachable(ask("POST /pronote/p HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"));

		this.application.received();
		assertThat(this.application.receivedNothing()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 3\r\nContent-Length: 30",
			"Content-Length: 3\r\nTransfer-Encoding: chunked", "Content-Length: +3", "Content-Length: 3, 3",
			"Transfer-Encoding: xchunked", "Transfer-Encoding: chunked, identity", "Transfer-Encoding : chunked",
			"Content-Length: 3\r\n Folded: x" })
	void ambiguousLengthsNeverReachTheApplication(String framing) throws Exception {
		try (Socket socket = this.gateway.connect()) {
			Wire.Head head = this.gateway.ask(socket, "POST /pronote/p HTTP/1.1\r\nHost: x\r\n" + framing
					+ "\r\n\r\n0\r\n\r\nGET /pronote/smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
			assertThat(head.status()).isBetween(400, 501);
		}
		assertThat(this.application.receivedNothing()).isTrue();
	}

	private Wire.Head ask(String request) throws IOException {
		try (Socket socket = this.gateway.connect()) {
			return this.gateway.ask(socket, request);
		}
	}

	private static InputStream firstAnswered(Socket one, Socket other) throws IOException {
		while (true) {
			for (Socket socket : new Socket[] { one, other }) {
				if (socket.getInputStream().available() > 0) {
					return socket.getInputStream();
				}
			}
			Thread.onSpinWait();
		}
	}

	private static void assertUnreachable(Wire.Head head) {
		assertThat(head.status()).isEqualTo(502);
		assertThat(head.values("Passerelle-Error")).containsExactly("UPSTREAM_UNREACHABLE");
	}

}
