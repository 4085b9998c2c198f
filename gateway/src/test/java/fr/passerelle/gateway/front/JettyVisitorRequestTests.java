package fr.passerelle.gateway.front;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

import fr.passerelle.gateway.http.BodyTooLargeException;
import fr.passerelle.gateway.http.RequestPath;
import fr.passerelle.gateway.http.UnreadableBodyException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Bodies of the gateway's own forms, from slow clients. */
@Timeout(60)
class JettyVisitorRequestTests {

	private static final String CHUNKED = "Transfer-Encoding: chunked";

	private final KeptBytes room = new KeptBytes(1000);

	private final Server server = new Server();

	private final ServerConnector connector = new ServerConnector(this.server);

	@BeforeEach
	void start() throws Exception {
		this.server.addConnector(this.connector);
		this.server.setHandler(new Form());
		this.server.start();
	}

	@AfterEach
	void stop() throws Exception {
		this.server.stop();
	}

	@Test
	void bodyThatDoesNotComeIsGivenUp() throws IOException {
		assertThat(post("Content-Length: 10", "half")).startsWith("HTTP/1.1 408");
	}

	@Test
	void bodyThatComesIsRead() throws IOException {
		assertThat(post("Content-Length: 10", "whole body")).startsWith("HTTP/1.1 200");
	}

	@Test
	void bodyBeyondTheLimitIsTooLarge() throws IOException {
		assertThat(post("Content-Length: 101", "")).startsWith("HTTP/1.1 413");
		assertThat(post(CHUNKED, "65\r\n" + "x".repeat(0x65) + "\r\n0\r\n\r\n")).startsWith("HTTP/1.1 413");
	}

	@Test
	void bodyWithoutRoomIsToComeBack() throws IOException {
		this.room.keep(900);

		assertThat(post("Content-Length: 60", "x".repeat(60))).startsWith("HTTP/1.1 503").contains("Retry-After: 2");
	}

	@Test
	void bodyThatIsNoHttpIsMalformed() throws IOException {
		assertThat(post(CHUNKED, "no number\r\n")).startsWith("HTTP/1.1 400");
	}

	private String post(String length, String sent) throws IOException {
		try (Socket client = new Socket(InetAddress.getLoopbackAddress(), this.connector.getLocalPort())) {
			client.getOutputStream()
				.write(("POST /f HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + length + "\r\n\r\n" + sent)
					.getBytes(StandardCharsets.ISO_8859_1));
			return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

	private final class Form extends Handler.Abstract.NonBlocking {

		@Override
		public boolean handle(Request request, Response response, Callback callback) {
			new JettyVisitorRequest(request, new RequestPath("/f", "/f", "/f"), "192.0.2.7", Duration.ofSeconds(1),
					Held.of(request, new Held.Room(new KeptBytes(1000), JettyVisitorRequestTests.this.room)))
				.body(100)
				.thenApply((body) -> 200)
				.exceptionally(BodyTooLargeException.instead(() -> 413))
				.whenComplete((status, failure) -> {
					if (failure != null) {
						Reply.unreadable((UnreadableBodyException) Objects.requireNonNull(failure.getCause()), request,
								response, callback);
					}
					else {
						response.setStatus(status);
						callback.succeeded();
					}
				});
			return true;
		}

	}

}
