package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Bytes that an application sends behind its answer reach no visitor. */
@Timeout(60)
@SuppressWarnings("StringConcatToTextBlock") // lines end in CRLF on the wire
class OneAnswerTransportTests {

	private static final String OWN = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nown";

	private static final String FORGED = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged";

	private final ScriptedApplication application;

	private final TestGateway gateway;

	OneAnswerTransportTests(@TempDir Path dataDir) throws IOException {
		this.application = ScriptedApplication.answering(OWN);
		this.gateway = new TestGateway(dataDir, this.application.uri());
	}

	@AfterEach
	void stop() {
		this.gateway.close();
		this.application.close();
	}

	@ParameterizedTest
	@CsvSource({ "GET,200 OK,Content-Length: 0", "GET,204 No Content,X-A: 1", "GET,304 Not Modified,Content-Length: 50",
			"GET,304 Not Modified,X-A: 1", "HEAD,200 OK,Content-Length: 50" })
	void connectionThatBroughtMoreThanItsAnswerIsNotUsedAgain(String method, String status, String field)
			throws Exception {
		this.application.play((head, in, out) -> Wire.send(out, head.start().endsWith("/pronote/more HTTP/1.1")
				? "HTTP/1.1 " + status + "\r\n" + field + "\r\n\r\n" + FORGED : OWN));
		try (Socket socket = this.gateway.connect()) {
			Wire.Head first = this.gateway.ask(socket, method + " /pronote/more HTTP/1.1\r\nHost: x\r\n\r\n");
			assertThat(first.start()).contains(status.substring(0, 3));
			Wire.Head second = this.gateway.ask(socket, "GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n");
			assertThat(Wire.body(second, socket.getInputStream())).isEqualTo("own");
		}
		assertThat(this.application.connections()).isEqualTo(2);
	}

	@Test
	void connectionOfAnOrderlyAnswerIsUsedAgain() throws Exception {
		this.application.play((head, in, out) -> Wire.send(out,
				head.start().contains("/304") ? "HTTP/1.1 304 Not Modified\r\nContent-Length: 50\r\n\r\n" : OWN));
		try (Socket socket = this.gateway.connect()) {
			this.gateway.ask(socket, "GET /pronote/304 HTTP/1.1\r\nHost: x\r\n\r\n");
			for (int i = 0; i < 3; i++) {
				Wire.body(this.gateway.ask(socket, "GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n"),
						socket.getInputStream());
			}
		}
		assertThat(this.application.connections()).isEqualTo(1);
	}

	/** A body behind this head may come at any later moment. */
	@Test
	void connectionOfAHeadIsNotUsedAgain() throws Exception {
		this.application.play((head, in, out) -> Wire.send(out,
				head.start().startsWith("HEAD") ? "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n" : OWN));
		try (Socket socket = this.gateway.connect()) {
			this.gateway.ask(socket, "HEAD /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n");
			this.gateway.ask(socket, "GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n");
		}
		assertThat(this.application.connections()).isEqualTo(2);
		assertThat(this.application.received().values("Connection")).containsExactly("close");
	}

}
