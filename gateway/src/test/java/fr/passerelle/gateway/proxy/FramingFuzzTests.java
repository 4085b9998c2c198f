package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that are nearly right, in pieces and in a row: whatever the gateway makes of
 * them, an application that reads by the book never sees a request that was not
 * forwarded. {@code -Dfuzz.seconds=300} goes on for that long, from another seed.
 */
@SuppressWarnings("StringConcatToTextBlock") // lines end in CRLF on the wire
class FramingFuzzTests {

	private static final int IN_THE_BUILD = 300;

	private static final List<String> PIECES = List.of("\r\n", "\n", "\r", "0\r\n\r\n", "Content-Length: 4\r\n",
			"Transfer-Encoding: chunked\r\n", "Transfer-Encoding: identity\r\n", "Content-Type: a/b\r\n",
			"Expect: x\r\n", "Connection: close\r\n", "Connection: transfer-encoding\r\n",
			"GET /pronote/hidden HTTP/1.1\r\nHost: x\r\n\r\n", " ", "\t", "\u0000", "\u000b", "ffffffffffffffff\r\n",
			"-1", "+3", "0x3", ";", ":", "HTTP/1.0");

	private final StrictApplication application;

	private final TestGateway gateway;

	FramingFuzzTests(@TempDir Path dataDir) throws IOException {
		this.application = new StrictApplication();
		this.gateway = new TestGateway(dataDir, this.application.uri());
	}

	@AfterEach
	void stop() {
		this.gateway.close();
		this.application.close();
	}

	@Test
	void applicationSeesNoRequestThatWasNotForwarded() throws Exception {
		long seconds = Long.getLong("fuzz.seconds", 0);
		long seed = (seconds > 0) ? System.nanoTime() : 7;
		long end = System.nanoTime() + seconds * 1_000_000_000L;
		Random random = new Random(seed);
		List<String> corpus = corpus();
		for (int i = 0; i < IN_THE_BUILD || System.nanoTime() < end; i++) {
			StringBuilder sent = new StringBuilder();
			for (int row = random.nextInt(3); row >= 0; row--) {
				sent.append(changed(corpus.get(random.nextInt(corpus.size())), random));
			}
			// As long as before, so that lengths stay right; a late arrival is of its own
			// round.
			String round = sent.toString().replace("pronote", "r%06d".formatted(i));
			send(round);
			assertThat(this.application.takeReceived()).as("seed %d, round %d: %s", seed, i, round)
				.extracting((request) -> request.start().replace(" HTTP/1.1", ""))
				.isSubsetOf(this.gateway.forwarded());
			assertThat(this.application.faults()).as("seed %d, round %d: %s", seed, i, round).isEmpty();
		}
	}

	private static List<String> corpus() throws IOException {
		return new ClassPathResource("fuzz/framing.txt").getContentAsString(StandardCharsets.UTF_8)
			.lines()
			.map((line) -> line.replace("\\r", "\r").replace("\\n", "\n"))
			.toList();
	}

	private static String changed(String request, Random random) {
		StringBuilder text = new StringBuilder(request);
		for (int times = random.nextInt(4); times > 0; times--) {
			int at = random.nextInt(text.length());
			switch (random.nextInt(4)) {
				case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
				case 1 -> text.deleteCharAt(at);
				case 2 -> text.setCharAt(at, (char) random.nextInt(256));
				default -> {
					int line = text.indexOf("\r\n", at);
					text.insert((line < 0) ? text.length() : line + 2, PIECES.get(random.nextInt(PIECES.size())));
				}
			}
		}
		return text.toString();
	}

	private void send(String request) throws IOException {
		try (Socket socket = this.gateway.connect()) {
			Wire.send(socket.getOutputStream(), request);
			socket.shutdownOutput();
			while (socket.getInputStream().read(new byte[8192]) >= 0) {
				// Any answer is right: the application's requests are compared.
			}
		}
		catch (IOException ex) {
			// Refused in the midst of it.
		}
	}

}
