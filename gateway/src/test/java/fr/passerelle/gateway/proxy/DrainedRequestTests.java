package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** Clients that write their whole body before they read, as some proxies do. */
@Timeout(60)
@SuppressWarnings("StringConcatToTextBlock") // lines end in CRLF on the wire
class DrainedRequestTests {

	private static final int BLOCK = 64 * 1024;

	private static final int BLOCKS = 128;

	private final Path dataDir;

	private final ScriptedApplication application;

	private final CountDownLatch over = new CountDownLatch(1);

	DrainedRequestTests(@TempDir Path dataDir) throws IOException {
		this.dataDir = dataDir;
		this.application = ScriptedApplication
			.answering("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
	}

	@BeforeEach
	void refuseUnread() {
		this.application.play((head, in, out) -> {
			Wire.send(out, "HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
			// It reads nothing more, and closes later: a reset could overtake the answer.
			this.over.await();
		});
	}

	@AfterEach
	void stop() {
		this.over.countDown();
		this.application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 8388608", "Transfer-Encoding: chunked" })
	void answerArrivesAfterABodyThatTheApplicationDidNotRead(String framing) throws Exception {
		try (TestGateway gateway = gateway(DataSize.ofMegabytes(16), Duration.ofSeconds(50));
				Socket socket = gateway.connect()) {
			Wire.send(socket.getOutputStream(), "POST /pronote/p HTTP/1.1\r\nHost: x\r\n" + framing + "\r\n\r\n");
			write(socket.getOutputStream(), framing.contains("chunked"), BLOCKS);

			assertThat(Wire.head(socket.getInputStream()).status()).isEqualTo(413);
			assertThat(Wire.read(socket.getInputStream(), 3)).isEqualTo("big");
		}
	}

	@Test
	void bodyLargerThanTheBoundIsNotReadToItsEnd() throws Exception {
		try (TestGateway gateway = gateway(DataSize.ofKilobytes(64), Duration.ofSeconds(50));
				Socket socket = gateway.connect()) {
			Wire.send(socket.getOutputStream(),
					"POST /pronote/p HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000000\r\n\r\n");

			assertThatIOException().isThrownBy(() -> write(socket.getOutputStream(), false, 30_000));
		}
	}

	@Test
	void clientThatSendsNothingMoreIsNotWaitedForLongerThanTheBound() throws Exception {
		try (TestGateway gateway = gateway(DataSize.ofMegabytes(16), Duration.ofMillis(50));
				Socket socket = gateway.connect()) {
			Wire.Head head = gateway.ask(socket,
					"POST /pronote/p HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000000\r\n\r\nbegin");
			assertThat(head.status()).isEqualTo(413);
			Wire.read(socket.getInputStream(), 3);

			assertThatIOException().isThrownBy(() -> write(socket.getOutputStream(), false, 30_000));
		}
	}

	private TestGateway gateway(DataSize size, Duration time) {
		PasserelleSettings.Proxy usual = TestGateway.SETTINGS;
		return new TestGateway(this.dataDir, this.application.uri(),
				new PasserelleSettings.Proxy(usual.connectTimeout(), usual.idleTimeout(), usual.maxConnections(),
						usual.maxQueued(), usual.maxRequestHead(), usual.maxAnswerHead(), size, time));
	}

	private static void write(OutputStream out, boolean chunked, int blocks) throws IOException {
		byte[] block = new byte[BLOCK];
		for (int i = 0; i < blocks; i++) {
			if (chunked) {
				Wire.send(out, Integer.toHexString(BLOCK) + "\r\n");
			}
			out.write(block);
			if (chunked) {
				Wire.send(out, "\r\n");
			}
		}
		if (chunked) {
			Wire.send(out, "0\r\n\r\n");
		}
	}

}
