package fr.passerelle.gateway.front;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

import fr.passerelle.gateway.proxy.DrainedRequest;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.awaitility.Awaitility;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The room in front of a handler that reads every body on its thread, as servlets do. The
 * tests write raw bytes, so that a body can stop in the middle.
 */
class ControlRoomTests {

	private static final String HALF_A_FORM = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nuser=a";

	private static final int MANY = 300;

	private static final int MAX_PART = 1024;

	private static final String ADDRESS = "X-Address";

	private final Server server = new Server(new QueuedThreadPool(12));

	private final ServerConnector connector = new ServerConnector(this.server, 1, 1);

	private final List<Socket> sockets = new ArrayList<>();

	private final CountDownLatch held = new CountDownLatch(1);

	/** How the server took the end of a form in parts. */
	private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

	/** Where the next request is said to come from; the request carries it. */
	private String address = "192.0.2.1";

	private void start(int maxRequests, Duration bodyTimeout) throws Exception {
		ControlRoom room = new ControlRoom(maxRequests, bodyTimeout,
				(request) -> String.valueOf(request.getHeaders().get(ADDRESS)), (id) -> id.equals("open"),
				"passerelle-console");
		room.setHandler(ControlRoom.keepingFiles(new Reading()));
		// The kernel would drop what overflows, and the client would try again a second
		// later.
		this.connector.setAcceptQueueSize(2 * MANY);
		this.server.addConnector(this.connector);
		this.server.setHandler(new Draining(room));
		this.server.start();
	}

	@AfterEach
	void stop() throws Exception {
		this.held.countDown();
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.server.stop();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST /console/login", "POST /console/login/passkey", "PUT /console/login",
			"PATCH /console/x", "DELETE /console/establishments", "PUT /api/v1/x", "POST /api/v1/tokens",
			"DELETE /actuator/prometheus", "POST /v3/api-docs", "POST /actuator/health" })
	void handleWhenManyBodiesStopInTheMiddleThenOthersAreAnswered(String line) throws Exception {
		start(256, Duration.ofMinutes(1));
		for (int i = 0; i < MANY; i++) {
			send(line + " HTTP/1.1\r\nHost: x\r\n" + HALF_A_FORM);
		}

		// Requests to health itself wait for its four threads, and one address has a
		// share of the places.
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(answer(send("GET /actuator/health HTTP/1.1\r\nHost: x\r\n\r\n")))
				.startsWith("HTTP/1.1 200"));
		assertThat(answer(send("GET /console/login HTTP/1.1\r\nHost: x\r\n\r\n"))).startsWith("HTTP/1.1 200");
		assertThat(answer(send("POST /console/login HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nuser=b")))
			.startsWith("HTTP/1.1 200")
			.contains("read 6 on control-");
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nuser=",
			"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 9000\r\n\r\n--x\r\nContent-Disposition: form-data",
			"Authorization: Basic YWRtaW46eA==\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
			"Authorization: Bearer x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n" })
	void handleWhenBodiesOfAnyKindStopThenOthersAreAnswered(String rest) throws Exception {
		start(256, Duration.ofMinutes(1));
		for (String line : List.of("POST /console/login", "PUT /api/v1/establishments/0330001A/configuration")) {
			for (int i = 0; i < MANY / 2; i++) {
				send(line + " HTTP/1.1\r\nHost: x\r\n" + rest);
			}
		}

		assertThat(answer(send("GET /actuator/health HTTP/1.1\r\nHost: x\r\n\r\n"))).startsWith("HTTP/1.1 200");
		assertThat(answer(send("GET /console/login HTTP/1.1\r\nHost: x\r\n\r\n"))).startsWith("HTTP/1.1 200");
	}

	@Test
	void handleWhenBodyStopsThenTheSenderIsToldAndLetGo() throws Exception {
		start(256, Duration.ofMillis(200));

		assertThat(all(send("POST /console/login HTTP/1.1\r\nHost: x\r\n" + HALF_A_FORM))).startsWith("HTTP/1.1 408")
			.contains("Connection: close");
	}

	@Test
	void handleWhenOneAddressHasItsShareThenAnotherIsServed() throws Exception {
		start(16, Duration.ofSeconds(2));
		List<Socket> halves = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			halves.add(send("POST /console/login HTTP/1.1\r\nHost: x\r\n" + HALF_A_FORM));
		}
		List<String> answers = new ArrayList<>();
		for (Socket half : halves) {
			answers.add(all(half));
		}

		assertThat(answers).filteredOn((answer) -> answer.startsWith("HTTP/1.1 408")).hasSizeGreaterThanOrEqualTo(4);
		assertThat(answers).filteredOn((answer) -> answer.startsWith("HTTP/1.1 503"))
			.isNotEmpty()
			.allMatch((answer) -> answer.contains("Retry-After: "));
	}

	@Test
	void handleWhenAnsweredThenABodyThatStillComesHoldsNoPlace() throws Exception {
		start(16, Duration.ofMinutes(1));
		for (int i = 0; i < MANY; i++) {
			assertThat(answer(send("POST /api/v1/x HTTP/1.1\r\nHost: x\r\n" + HALF_A_FORM))).startsWith("HTTP/1.1 200");
		}
	}

	@Test
	void handleWhenOneIpv6NetworkHasItsShareThenNoOtherAddressOfItEnters() throws Exception {
		start(16, Duration.ofMinutes(1));
		for (int i = 1; i <= 16; i++) {
			this.address = "2001:db8:1:2::" + i;
			send("GET /console/held HTTP/1.1\r\nHost: x\r\n\r\n");
		}
		this.address = "2001:db8:1:2::99";
		// Until the held ones have arrived there is a place.
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(answer(send("GET /console/login HTTP/1.1\r\nHost: x\r\n\r\n")))
				.startsWith("HTTP/1.1 503"));
		this.address = "2001:db8:1:3::1";

		assertThat(answer(send("GET /console/login HTTP/1.1\r\nHost: x\r\n\r\n"))).startsWith("HTTP/1.1 200");
	}

	@Test
	void enterWhenOneAddressHasItsShareThenAnotherStillEnters() {
		Places places = new Places(4, 2);

		assertThat(places.enter("192.0.2.1")).isTrue();
		assertThat(places.enter("192.0.2.1")).isTrue();
		assertThat(places.enter("192.0.2.1")).isFalse();
		assertThat(places.enter("192.0.2.2")).isTrue();
		assertThat(places.enter("192.0.2.3")).isTrue();
		assertThat(places.enter("192.0.2.4")).isFalse();
		places.leave("192.0.2.1");
		assertThat(places.enter("192.0.2.4")).isTrue();
		assertThat(places.taken()).isEqualTo(4);
	}

	@Test
	void handleWhenConsoleIsFullThenHealthAnswersAndTheRestIsToldToComeBack() throws Exception {
		start(64, Duration.ofMinutes(1));
		for (int i = 0; i < 64; i++) {
			this.address = "192.0.2." + i;
			send("GET /console/held HTTP/1.1\r\nHost: x\r\n\r\n");
			assertThat(answer(send("GET /actuator/health HTTP/1.1\r\nHost: x\r\n\r\n"))).startsWith("HTTP/1.1 200");
		}

		// A request that comes before the last of the 64 is held takes the last place.
		Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
			Socket refused = send("GET /api/v1/ents HTTP/1.1\r\nHost: x\r\n\r\n");
			refused.setSoTimeout(1000);
			assertThat(all(refused)).startsWith("HTTP/1.1 503")
				.contains("Retry-After: ")
				.contains("application/problem+json");
		});
		assertThat(answer(send("GET /actuator/health HTTP/1.1\r\nHost: x\r\n\r\n"))).contains("on health-");
	}

	@Test
	void handleWhenNobodySignedInThenALongBodyIsNotHandedOn() throws Exception {
		start(256, Duration.ofMinutes(1));

		assertThat(answer(send(post("/console/x", "", Reception.MAX_KEPT + 1)))).contains("read 0 on");
		assertThat(answer(
				send(post("/console/x", "Cookie: passerelle-console=made-up.node0\r\n", Reception.MAX_KEPT + 1))))
			.contains("read 0 on");
		assertThat(answer(send(post("/api/v1/x", "", 10)))).contains("read 0 on");
	}

	@Test
	void handleWhenSignedInThenALongBodyArrivesWhole() throws Exception {
		start(256, Duration.ofMinutes(1));
		int length = 3 * Reception.MAX_KEPT;

		assertThat(answer(send(post("/console/x", "Cookie: passerelle-console=open.node0\r\n", length))))
			.contains("read " + length + " on control-");
		assertThat(answer(send(post("/api/v1/x", "Authorization: Bearer x\r\n", length))))
			.contains("read " + length + " on control-");
	}

	@ParameterizedTest
	@ValueSource(ints = { 2 * MAX_PART, 3 * Reception.MAX_KEPT })
	void handleWhenAFormHasAPartThatIsTooLargeThenTheConnectionServesOn(int length) throws Exception {
		start(256, Duration.ofMinutes(1));
		String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n"
				+ "x".repeat(length) + "\r\n--b--\r\n";
		Socket socket = send("POST /console/parts HTTP/1.1\r\nHost: x\r\nCookie: passerelle-console=open.node0\r\n"
				+ "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: " + form.length() + "\r\n\r\n"
				+ form);
		assertThat(answer(socket)).endsWith("too large.");
		socket.getOutputStream().write("GET /console/x HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));

		assertThat(answer(socket)).startsWith("HTTP/1.1 200");
		assertThat(this.ended).succeedsWithin(Duration.ofMinutes(1));
	}

	@Test
	void handleWhenLongBodiesStopInTheMiddleThenOnlyAShareOfTheThreadsIsHeld() throws Exception {
		start(256, Duration.ofMinutes(1));
		for (int i = 0; i < 40; i++) {
			this.address = "192.0.2." + i;
			String whole = post("/api/v1/x", "Authorization: Bearer x\r\n", 3 * Reception.MAX_KEPT);
			send(whole.substring(0, whole.length() - 100));
		}

		assertThat(answer(send("GET /console/login HTTP/1.1\r\nHost: x\r\n\r\n"))).startsWith("HTTP/1.1 200");
		assertThat(all(send(post("/api/v1/x", "Authorization: Bearer x\r\n", 3 * Reception.MAX_KEPT))))
			.startsWith("HTTP/1.1 503");
	}

	@Test
	void handleWhenFilesAreTakenSlowlyThenNoThreadWaits() throws Exception {
		start(256, Duration.ofMinutes(1));
		for (int i = 0; i < 60; i++) {
			this.address = "192.0.2." + i;
			Socket slow = new Socket();
			slow.setReceiveBufferSize(1024);
			slow.connect(this.connectorAddress());
			this.sockets.add(slow);
			slow.getOutputStream().write(addressed("GET /console/assets/1/large HTTP/1.1\r\nHost: x\r\n\r\n"));
		}

		assertThat(answer(send("GET /console/login HTTP/1.1\r\nHost: x\r\n\r\n"))).startsWith("HTTP/1.1 200");
	}

	@Test
	void lookWhenAHeadDoesNotArriveThenTheConnectionIsClosedAndAnIdleOneIsNot() throws Exception {
		start(256, Duration.ofMinutes(1));
		SlowHeads heads = new SlowHeads(this.connector.getScheduler(), 100, Duration.ofMillis(300),
				Duration.ofMillis(50));
		heads.start();
		this.connector.addBean(heads, true);
		Socket idle = send("GET /console/login HTTP/1.1\r\nHost: x\r\n\r\n");
		answer(idle);
		Socket second = send("GET /console/login HTTP/1.1\r\nHost: x\r\n\r\n");
		answer(second);

		assertThat(all(send("GET /console/login HTTP/1.1\r\nHost: "))).isEmpty();
		assertThat(all(send(""))).isEmpty();
		second.getOutputStream().write('G');
		assertThat(all(second)).isEmpty();
		idle.getOutputStream().write("GET /console/login HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
		assertThat(answer(idle)).startsWith("HTTP/1.1 200");
	}

	@Test
	void onOpenedWhenThereAreTooManyConnectionsThenTheIdlestIsClosed() throws Exception {
		start(256, Duration.ofMinutes(1));
		SlowHeads heads = new SlowHeads(this.connector.getScheduler(), 10);
		heads.start();
		this.connector.addBean(heads, true);
		Socket idlest = send("GET /console/login HTTP/1.1\r\nHost: x\r\n\r\n");
		answer(idlest);
		Socket last = idlest;
		for (int i = 0; i < 10; i++) {
			last = send("GET /console/login HTTP/1.1\r\nHost: x\r\n\r\n");
			assertThat(answer(last)).startsWith("HTTP/1.1 200");
		}

		assertThat(all(idlest)).isEmpty();
		last.getOutputStream().write("GET /console/login HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
		assertThat(answer(last)).startsWith("HTTP/1.1 200");
	}

	private static String post(String path, String headers, int length) {
		return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n" + headers + "Content-Length: "
				+ length + "\r\n\r\n" + "x".repeat(length);
	}

	private SocketAddress connectorAddress() {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), this.connector.getLocalPort());
	}

	private Socket send(String text) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.connector.getLocalPort());
		socket.setSoTimeout(60_000);
		this.sockets.add(socket);
		socket.getOutputStream().write(addressed(text));
		return socket;
	}

	private byte[] addressed(String text) {
		return text.replace("Host: x\r\n", "Host: x\r\n" + ADDRESS + ": " + this.address + "\r\n")
			.getBytes(StandardCharsets.UTF_8);
	}

	/** Reads what arrives first: head and body are short. */
	private static String answer(Socket socket) throws IOException {
		StringBuilder text = new StringBuilder();
		byte[] buffer = new byte[8192];
		while (text.indexOf("\r\n\r\n") < 0 || !text.toString().endsWith(".")) {
			int read = socket.getInputStream().read(buffer);
			if (read < 0) {
				break;
			}
			text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
		}
		return text.toString();
	}

	private static String all(Socket socket) throws IOException {
		return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	/** As the door does: the unread rest of a body is read for a while. */
	private static final class Draining extends Handler.Wrapper {

		Draining(Handler room) {
			super(room);
		}

		@Override
		public boolean handle(Request request, Response response, Callback callback) throws Exception {
			DrainedRequest drained = new DrainedRequest(request,
					new PasserelleSettings.Proxy(Duration.ofSeconds(3), Duration.ofMinutes(5), 16, 16,
							DataSize.ofKilobytes(16), DataSize.ofKilobytes(32), DataSize.ofMegabytes(128),
							Duration.ofSeconds(60)));
			return super.handle(drained, response, drained.before(callback));
		}

	}

	/** Reads every body to its end before it answers. */
	private final class Reading extends Handler.Abstract {

		@Override
		public boolean handle(Request request, Response response, Callback callback) throws Exception {
			String path = Request.getPathInContext(request);
			if (path.equals("/console/held")) {
				ControlRoomTests.this.held.await();
			}
			if (path.endsWith("/large")) {
				Content.Sink.asOutputStream(response).write(new byte[200 * 1024]);
				response.write(true, ByteBuffer.allocate(0), callback);
				return true;
			}
			if (path.endsWith("/parts")) {
				Content.Sink.write(response, true, parse(request), Callback.from(() -> end(callback)));
				return true;
			}
			long length = 0;
			try (InputStream body = Content.Source.asInputStream(request)) {
				length = body.readAllBytes().length;
			}
			Content.Sink.write(response, true, "read " + length + " on " + Thread.currentThread().getName() + ".",
					callback);
			return true;
		}

		private static String parse(Request request) {
			MultiPartConfig config = new MultiPartConfig.Builder().maxMemoryPartSize(MAX_PART)
				.maxPartSize(MAX_PART)
				.build();
			try {
				MultiPartFormData.Parts parts = MultiPartFormData.getParts(request, request,
						request.getHeaders().get(HttpHeader.CONTENT_TYPE), config);
				return parts.size() + " parts.";
			}
			catch (CompletionException ex) {
				return "too large.";
			}
		}

		private void end(Callback callback) {
			try {
				callback.succeeded();
				ControlRoomTests.this.ended.complete(null);
			}
			catch (RuntimeException ex) {
				ControlRoomTests.this.ended.completeExceptionally(ex);
			}
		}

	}

}
