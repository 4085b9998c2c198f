package fr.passerelle.gateway.front;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnteroomTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final Server server = new Server(new QueuedThreadPool(12));

	private final ServerConnector connector = new ServerConnector(this.server, 1, 1);

	private final HttpClient client = HttpClient.newHttpClient();

	private Anteroom start(int places, Duration patience) throws Exception {
		Anteroom room = new Anteroom(places, patience);
		this.server.addConnector(this.connector);
		this.server.setHandler(room);
		this.server.start();
		return room;
	}

	@AfterEach
	void stop() throws Exception {
		this.server.stop();
	}

	@Test
	void whoWaitsIsLetThroughWhenItOpens() throws Exception {
		Anteroom room = start(2, LONG);
		CompletableFuture<HttpResponse<String>> one = ask("/console/login");
		CompletableFuture<HttpResponse<String>> other = ask("/api/v1/ents");
		awaitWaiting(room, 2);

		room.open(new Served());

		assertThat(one.get().body()).isEqualTo("served /console/login");
		assertThat(other.get().body()).isEqualTo("served /api/v1/ents");
		assertThat(ask("/console").get().body()).isEqualTo("served /console");
		assertThat(room.waiting()).isZero();
	}

	@Test
	void whenAllPlacesAreTakenThenOneMoreIsToldToComeBack() throws Exception {
		Anteroom room = start(2, LONG);
		List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
		waiting.add(ask("/console/1"));
		waiting.add(ask("/console/2"));
		awaitWaiting(room, 2);

		HttpResponse<String> answer = ask("/console/3").get();

		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
		room.open(new Served());
		assertThat(waiting).allSatisfy((one) -> assertThat(one.get().statusCode()).isEqualTo(200));
	}

	@Test
	void whenTheWaitIsTooLongThenTheRequestIsToldToComeBack() throws Exception {
		Anteroom room = start(2, Duration.ofMillis(50));

		HttpResponse<String> answer = ask("/console").get();

		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
		assertThat(room.waiting()).isZero();
	}

	@Test
	void healthIsAnsweredWithoutAPlace() throws Exception {
		start(0, LONG);

		assertThat(ask("/actuator/health/liveness").get().body()).isEqualTo("{\"status\":\"UP\"}");
		for (String path : List.of("/actuator/health", "/actuator/health/readiness")) {
			HttpResponse<String> answer = ask(path).get();
			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(answer.body()).isEqualTo("{\"status\":\"OUT_OF_SERVICE\"}");
		}
	}

	@Test
	void whenTheHandlerFailsThenTheRequestThatWaitedFails() throws Exception {
		Anteroom room = start(1, LONG);
		CompletableFuture<HttpResponse<String>> one = ask("/console");
		awaitWaiting(room, 1);

		room.open(new Handler.Abstract() {

			@Override
			public boolean handle(Request request, Response response, Callback callback) {
				throw new IllegalStateException("broken");
			}

		});

		assertThat(one.get().statusCode()).isEqualTo(500);
	}

	private static void awaitWaiting(Anteroom room, int number) {
		Awaitility.await().until(room::waiting, (waiting) -> waiting == number);
	}

	private CompletableFuture<HttpResponse<String>> ask(String path) {
		URI address = URI.create("http://127.0.0.1:" + this.connector.getLocalPort() + path);
		return this.client.sendAsync(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
	}

	private static final class Served extends Handler.Abstract {

		@Override
		public boolean handle(Request request, Response response, Callback callback) {
			String text = "served " + Request.getPathInContext(request);
			response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
			return true;
		}

	}

}
