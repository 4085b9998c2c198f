package fr.passerelle.gateway.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import fr.passerelle.gateway.fuzz.Fuzz;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever head comes, on whatever side: no blame for the server, nothing of the inside.
 */
class RequestFuzzAcceptanceTests extends Acceptance {

	private static final int PATIENCE_MS = 20_000;

	@Test
	void everyRequestGetsAnAnswerThatTellsNothingOfTheInside() throws IOException {
		List<byte[]> corpus = new ClassPathResource("fuzz/requests.txt").getContentAsString(StandardCharsets.UTF_8)
			.lines()
			.map((line) -> line.replace("\\r", "\r")
				.replace("\\n", "\n")
				.replace("HOST", "localhost:" + this.world.port))
			.map((request) -> request.getBytes(StandardCharsets.ISO_8859_1))
			.toList();
		Fuzz.run(corpus, 400, (input) -> {
			String answer = answer(input);
			assertThat(answer).doesNotContain("\tat ")
				.doesNotContain("org.eclipse")
				.doesNotContain("org.springframework")
				.doesNotStartWith("HTTP/1.1 500");
		});
	}

	private String answer(byte[] request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.world.port)) {
			socket.setSoTimeout(PATIENCE_MS);
			ByteArrayOutputStream answer = new ByteArrayOutputStream();
			try {
				socket.getOutputStream().write(request);
				socket.shutdownOutput();
				socket.getInputStream().transferTo(answer);
			}
			catch (IOException ex) {
				// Broken off: what came until then counts.
			}
			return answer.toString(StandardCharsets.ISO_8859_1);
		}
	}

}
