package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import fr.passerelle.gateway.proxy.StrictApplication.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body's bytes are never the next request: each request of a client is one request to
 * the application, with the body that was sent, or none.
 */
@Timeout(120)
@SuppressWarnings("StringConcatToTextBlock") // lines end in CRLF on the wire
class RequestFramingTests {

	private static final String HIDDEN = "GET /pronote/hidden HTTP/1.1\r\nHost: x\r\nPasserelle-User: admin\r\n\r\n";

	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
			"PROPFIND", "REPORT", "MKCOL", "SEARCH", "QUERY", "LOCK", "PRI", "FOO", "get", "patch", "post", "*",
			"M-SEARCH");

	private static final List<String> TYPES = List.of("", "Content-Type:\r\n", "Content-Type: text/plain\r\n",
			"Content-Type: ;;;\r\n", "Content_Type: text/plain\r\n", "content-type: a/b\r\nContent-Type: c/d\r\n");

	private static final List<String> EXTRAS = List.of("", "Expect: 100-continue\r\n", "TE: trailers, chunked\r\n",
			"Connection: content-type\r\n", "Connection: content-length, transfer-encoding\r\n",
			"Content_Length: 0\r\n", "Content_Length: 3\r\nTransfer_Encoding: identity\r\n",
			"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
					+ "AAAAAAAAAAAAAAAAAAAAAA==\r\n");

	private final StrictApplication application;

	private final TestGateway gateway;

	RequestFramingTests(@TempDir Path dataDir) throws IOException {
		this.application = new StrictApplication();
		this.gateway = new TestGateway(dataDir, this.application.uri());
	}

	@AfterEach
	void stop() {
		this.gateway.close();
		this.application.close();
	}

	static Stream<String> methods() {
		return METHODS.stream();
	}

	@ParameterizedTest
	@MethodSource("methods")
	void bodyArrivesWithItsRequestAndIsNoneItself(String method) throws Exception {
		for (String type : TYPES) {
			for (String extra : EXTRAS) {
				String head = method + " /pronote/p HTTP/1.1\r\nHost: x\r\n" + type + extra;
				String chunk = Integer.toHexString(HIDDEN.length()) + "\r\n" + HIDDEN + "\r\n0\r\n\r\n";
				assertOneRequest(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk, HIDDEN);
				assertOneRequest(head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "");
				assertOneRequest(head + "Content-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN, HIDDEN);
				if (!extra.contains("websocket")) {
					assertOneRequest(head + "Content-Length: 0\r\n\r\n", "");
					assertOneRequest(head + "\r\n", "");
				}
			}
		}

		assertThat(this.application.faults()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Connection: keep-alive\r\n", "Content-Type: text/plain\r\n" })
	void olderProtocolIsFramedAsWell(String extra) throws Exception {
		for (String method : METHODS) {
			String head = method + " /pronote/p HTTP/1.0\r\nHost: x\r\n" + extra;
			try (Socket socket = this.gateway.connect()) {
				Wire.send(socket.getOutputStream(), head + "Content-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN);
				assertThat(Wire.head(socket.getInputStream()).status()).isEqualTo(200);
			}
			assertThat(this.application.takeReceived()).singleElement()
				.satisfies((request) -> assertThat(request.body()).isEqualTo(HIDDEN));
			try (Socket socket = this.gateway.connect()) {
				Wire.send(socket.getOutputStream(), head + "Transfer-Encoding: chunked\r\n\r\n"
						+ Integer.toHexString(HIDDEN.length()) + "\r\n" + HIDDEN + "\r\n0\r\n\r\n");
				Wire.head(socket.getInputStream());
			}
			assertThat(this.application.takeReceived())
				.allMatch((request) -> request.start().endsWith("/pronote/p HTTP/1.1"));
		}

		assertThat(this.application.faults()).isEmpty();
	}

	@Test
	void bodyThatEndsEarlyEndsTheConnectionToTheApplication() throws Exception {
		for (String framing : List.of("Content-Length: 90\r\n\r\nGET /pronote/x",
				"Transfer-Encoding: chunked\r\n\r\n90\r\nGET /pronote/x")) {
			try (Socket socket = this.gateway.connect()) {
				Wire.send(socket.getOutputStream(), "DELETE /pronote/p HTTP/1.1\r\nHost: x\r\n" + framing);
				socket.shutdownOutput();
				while (socket.getInputStream().read() >= 0) {
					// Any answer is right: the request never was whole.
				}
			}
			assertOneRequest("GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n", "");
		}

		assertThat(this.application.faults()).isEmpty();
	}

	/**
	 * Both requests in one packet: the second one's answer is its own. Where the client
	 * promised to wait for 100 and did not, the server may close before it reads that
	 * one.
	 */
	private void assertOneRequest(String request, String body) throws IOException {
		try (Socket socket = this.gateway.connect()) {
			Wire.send(socket.getOutputStream(),
					request + "GET /pronote/next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
			String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
			assertThat(all).as(request).contains("HTTP/1.1 200");
		}
		Received first = new Received(request.substring(0, request.indexOf('\r')), body);
		Received next = new Received("GET /pronote/next HTTP/1.1", "");
		List<Received> received = this.application.takeReceived();
		if (request.contains("Expect") && received.size() == 1) {
			assertThat(received).as(request).containsExactly(first);
		}
		else {
			assertThat(received).as(request).containsExactly(first, next);
		}
	}

}
