package fr.passerelle.gateway.front;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import fr.passerelle.gateway.http.RequestPath;
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
		assertThat(post("half")).startsWith("HTTP/1.1 400");
	}

	@Test
	void bodyThatComesIsRead() throws IOException {
		assertThat(post("whole body")).startsWith("HTTP/1.1 200");
	}

	private String post(String sent) throws IOException {
		try (Socket client = new Socket(InetAddress.getLoopbackAddress(), this.connector.getLocalPort())) {
			client.getOutputStream()
				.write(("POST /f HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n" + sent)
					.getBytes(StandardCharsets.ISO_8859_1));
			return new String(client.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
		}
	}

	private static final class Form extends Handler.Abstract.NonBlocking {

		@Override
		public boolean handle(Request request, Response response, Callback callback) {
			new JettyVisitorRequest(request, new RequestPath("/f", "/f", "/f"), "192.0.2.7", Duration.ofSeconds(1),
					Held.of(request, new Held.Room(new KeptBytes(1000), new KeptBytes(1000))))
				.body(100)
				.whenComplete((body, failure) -> {
					response.setStatus((failure == null) ? 200 : 400);
					callback.succeeded();
				});
			return true;
		}

	}

}
