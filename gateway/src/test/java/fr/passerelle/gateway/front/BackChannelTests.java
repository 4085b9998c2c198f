package fr.passerelle.gateway.front;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import fr.passerelle.gateway.http.UnreadableBodyException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Bodies that might be a logout message and are no such message. */
@Timeout(60)
class BackChannelTests {

	private final Server server = new Server();

	private final ServerConnector connector = new ServerConnector(this.server);

	@BeforeEach
	void start() throws Exception {
		this.server.addConnector(this.connector);
		this.server.setHandler(new Listening());
		this.server.start();
	}

	@AfterEach
	void stop() throws Exception {
		this.server.stop();
	}

	@Test
	void listenWhenTheBodyDoesNotComeThenItIsGivenUp() throws IOException {
		assertThat(post("5\r\nuser=\r\n")).startsWith("HTTP/1.1 408");
	}

	@Test
	void listenWhenTheBodyComesInSingleBytesThenItGoesOnWhole() throws IOException {
		StringBuilder chunks = new StringBuilder();
		for (char one : ("user=" + "x".repeat(3000)).toCharArray()) {
			chunks.append("1\r\n").append(one).append("\r\n");
		}
		assertThat(post(chunks + "0\r\n\r\n")).startsWith("HTTP/1.1 200").endsWith("3005.");
	}

	@Test
	void listenWhenTheBodyHasNoRoomThenItIsRefused() throws IOException {
		String message = "logoutRequest=" + "x".repeat(20_000);

		assertThat(post(Integer.toHexString(message.length()) + "\r\n" + message + "\r\n0\r\n\r\n"))
			.startsWith("HTTP/1.1 503");
	}

	private String post(String body) throws IOException {
		try (Socket client = new Socket(InetAddress.getLoopbackAddress(), this.connector.getLocalPort())) {
			client.getOutputStream()
				.write(("POST /f HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + body)
					.getBytes(StandardCharsets.ISO_8859_1));
			return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

	private static final class Listening extends Handler.Abstract.NonBlocking {

		private final Held.Room room = new Held.Room(new KeptBytes(16 * 1024), new KeptBytes(16 * 1024));

		@Override
		public boolean handle(Request request, Response response, Callback callback) {
			BackChannel.listen(request, Duration.ofSeconds(2), Held.of(request, this.room), new BackChannel.Next() {

				@Override
				public void message(byte[] body) {
					Content.Sink.write(response, true, "a message", callback);
				}

				@Override
				public void other(byte[] begun, boolean whole) {
					Request again = new ReplayedRequest(request, ByteBuffer.wrap(begun), whole);
					Content.Source.asByteArrayAsync(again, 5000,
							Promise.Invocable.from(Invocable.InvocationType.BLOCKING,
									(body) -> Content.Sink.write(response, true, body.length + ".", callback),
									callback::failed));
				}

				@Override
				public void broken(UnreadableBodyException failure) {
					Reply.unreadable(failure, request, response, callback);
				}

			});
			return true;
		}

	}

}
