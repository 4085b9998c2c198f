package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/** What one visitor may hold of an application, and for how long. */
@Timeout(120)
@SuppressWarnings("StringConcatToTextBlock") // lines end in CRLF on the wire
class VisitorBoundsTests {

	private static final int CONNECTIONS = 40;

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	private static final String UPGRADE = "GET /pronote/ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n"
			+ "Upgrade: websocket\r\nSec-WebSocket-Key: a\r\nSec-WebSocket-Version: 13\r\n\r\n";

	private static final String EVENTS = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
			+ "Transfer-Encoding: chunked\r\n\r\n";

	private final CountDownLatch over = new CountDownLatch(1);

	private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

	private final List<Socket> clients = new ArrayList<>();

	private final ScriptedApplication application;

	private final TestGateway gateway;

	VisitorBoundsTests(@TempDir Path dataDir) throws IOException {
		this.application = new ScriptedApplication(this::play);
		PasserelleSettings.Visitors visitors = new PasserelleSettings.Visitors(50, 20, Duration.ofSeconds(10),
				Duration.ofSeconds(30), DataSize.ofKilobytes(16), Duration.ofSeconds(3));
		this.gateway = new TestGateway(dataDir, this.application.uri(),
				TestGateway.settings(Duration.ofMinutes(10), CONNECTIONS, 4096), visitors, InetAddress::getAllByName);
	}

	private void play(Wire.Head head, InputStream in, OutputStream out) throws Exception {
		if (head.start().contains("/fast")) {
			Wire.send(out, OK);
		}
		else if (head.start().contains("/big")) {
			Wire.send(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
			try {
				byte[] block = new byte[65_536];
				while (true) {
					out.write(block);
				}
			}
			finally {
				this.ended.add("big");
			}
		}
		else if (head.start().contains("/ws")) {
			Wire.send(out, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
			await(in, "ws");
		}
		else if (head.start().contains("/events")) {
			Wire.send(out, EVENTS);
			await(in, "events");
		}
		else {
			await(in, "slow");
		}
	}

	private void await(InputStream in, String what) throws IOException {
		try {
			while (in.read() >= 0) {
				// Any answer is right.
			}
		}
		finally {
			this.ended.add(what);
		}
	}

	@BeforeEach
	void leasesLast() {
		TestPassages.LASTS.set(true);
	}

	@AfterEach
	void stop() throws IOException {
		TestPassages.LASTS.set(true);
		this.over.countDown();
		for (Socket client : this.clients) {
			client.close();
		}
		this.gateway.close();
		this.application.close();
	}

	private Socket send(String request) throws IOException {
		Socket client = this.gateway.connect();
		this.clients.add(client);
		Wire.send(client.getOutputStream(), request);
		return client;
	}

	private static String get(String target) {
		return "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n";
	}

	private int ask(String target) throws IOException {
		return Wire.head(send(get(target)).getInputStream()).status();
	}

	private String ended() throws InterruptedException {
		return this.ended.poll(20, TimeUnit.SECONDS);
	}

	private static void until(BooleanSupplier condition) {
		while (!condition.getAsBoolean()) {
			Thread.onSpinWait();
		}
	}

	@Test
	void aRequestThatFailsBeforeItIsSentHoldsNothing() throws Exception {
		this.gateway.leadsTo(URI.create("http:/nowhere"));
		try (Socket socket = this.gateway.connect()) {
			assertThat(this.gateway.ask(socket, "GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n").status()).isEqualTo(500);
		}
		assertThat(this.gateway.proxy().open()).isZero();
	}

	@Test
	void hundredReadersOfOneAddressThatReadNothingStopNobodyElse() throws Exception {
		for (int i = 0; i < 100; i++) {
			send(get("/pronote/assets/big"));
		}
		until(() -> this.application.connections() >= CONNECTIONS / 4);
		assertThat(ask("/pronote/assets/fast?from=198.51.100.1")).isEqualTo(200);
		assertThat(ask("/pronote/fast")).isEqualTo(200);
		assertThat(this.application.connections()).isLessThan(CONNECTIONS);
	}

	@Test
	void readerThatTakesNothingGivesItsPlaceToAnotherOfItsAddress() throws Exception {
		for (int i = 0; i < CONNECTIONS / 4; i++) {
			assertThat(ask("/pronote/assets/big")).isEqualTo(200);
		}
		assertThat(ask("/pronote/assets/fast")).isEqualTo(502);
		int status = 502;
		// Less than the window in which a slow reader is dropped anyway.
		for (int i = 0; i < 4 && status != 200; i++) {
			this.ended.poll(TestGateway.LOOKS.toMillis(), TimeUnit.MILLISECONDS);
			this.gateway.proxy().look();
			this.gateway.clock().move(Duration.ofSeconds(6));
			status = ask("/pronote/assets/fast");
		}
		assertThat(status).isEqualTo(200);
	}

	@Test
	void onePersonHoldsNoMoreThanAShareOfAnApplication() throws Exception {
		for (int i = 0; i < 8; i++) {
			send(get("/pronote/slow"));
		}
		until(() -> this.gateway.proxy().open() == 8);
		Wire.Head refused = Wire.head(send(get("/pronote/fast")).getInputStream());
		assertThat(refused.status()).isEqualTo(502);
		assertThat(ask("/pronote/other/fast")).isEqualTo(200);
	}

	@Test
	void webSocketsAndEventStreamsCountInTheShare() throws Exception {
		for (int i = 0; i < 4; i++) {
			assertThat(Wire.head(send(UPGRADE).getInputStream()).status()).isEqualTo(101);
			assertThat(ask("/pronote/events")).isEqualTo(200);
		}
		assertThat(ask("/pronote/fast")).isEqualTo(502);
		assertThat(Wire.head(send(UPGRADE).getInputStream()).status()).isEqualTo(502);
		this.clients.get(0).close();
		until(() -> this.gateway.proxy().open() == 7);
		assertThat(ask("/pronote/fast")).isEqualTo(200);
	}

	@Test
	void oneIpv6NetworkIsOneAddress() throws Exception {
		for (int i = 0; i < CONNECTIONS / 4; i++) {
			send(get("/pronote/assets/slow?from=2001:db8:0:1::" + i));
		}
		until(() -> this.gateway.proxy().open() == CONNECTIONS / 4);
		assertThat(ask("/pronote/assets/fast?from=2001:db8:0:1:ffff::1")).isEqualTo(502);
		assertThat(ask("/pronote/assets/fast?from=2001:db8:0:2::1")).isEqualTo(200);
	}

	@Test
	void readerThatTakesNothingIsDroppedAndItsApplicationFreed() throws Exception {
		send(get("/pronote/big"));
		this.application.received();
		String seen = null;
		for (int i = 0; i < 100 && seen == null; i++) {
			this.gateway.clock().move(Duration.ofSeconds(31));
			seen = this.ended.poll(TestGateway.LOOKS.toMillis(), TimeUnit.MILLISECONDS);
		}
		assertThat(seen).isEqualTo("big");
	}

	@Test
	void eventStreamWithNothingToSayIsNoSlowReader() throws Exception {
		Socket client = send(get("/pronote/events"));
		assertThat(Wire.head(client.getInputStream()).status()).isEqualTo(200);
		for (int i = 0; i < 3; i++) {
			this.gateway.clock().move(Duration.ofMinutes(5));
			assertThat(this.ended.poll(TestGateway.LOOKS.toMillis(), TimeUnit.MILLISECONDS)).isNull();
		}
	}

	@Test
	void bodyThatDoesNotComeIsBrokenOff() throws Exception {
		Socket client = send("POST /pronote/slow HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nx");
		this.application.received();
		String seen = null;
		for (int i = 0; i < 100 && seen == null; i++) {
			this.gateway.clock().move(Duration.ofSeconds(31));
			seen = this.ended.poll(TestGateway.LOOKS.toMillis(), TimeUnit.MILLISECONDS);
		}
		assertThat(seen).isEqualTo("slow");
		assertThat(client.getInputStream().read()).isNegative();
	}

	@Test
	void clientThatHasGoneEndsItsRequestWhileTheApplicationThinks() throws Exception {
		Socket client = send(get("/pronote/slow"));
		this.application.received();
		client.close();
		String seen = null;
		for (int i = 0; i < 100 && seen == null; i++) {
			this.gateway.clock().move(Duration.ofSeconds(2));
			seen = this.ended.poll(TestGateway.LOOKS.toMillis(), TimeUnit.MILLISECONDS);
		}
		assertThat(seen).isEqualTo("slow");
	}

	@Test
	void clientThatHasResetItsConnectionEndsItsEventStream() throws Exception {
		Socket client = send(get("/pronote/events"));
		assertThat(Wire.head(client.getInputStream()).status()).isEqualTo(200);
		client.setSoLinger(true, 0);
		client.close();
		String seen = null;
		for (int i = 0; i < 100 && seen == null; i++) {
			this.gateway.clock().move(Duration.ofSeconds(2));
			seen = this.ended.poll(TestGateway.LOOKS.toMillis(), TimeUnit.MILLISECONDS);
		}
		assertThat(seen).isEqualTo("events");
	}

	@Test
	void clientThatOnlyClosedItsSendingSideStillGetsItsAnswer() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		this.application.play((head, in, out) -> {
			answer.await();
			Wire.send(out, OK);
		});
		Socket client = send(get("/pronote/slow"));
		client.shutdownOutput();
		this.application.received();
		assertThat(this.ended.poll(TestGateway.LOOKS.toMillis(), TimeUnit.MILLISECONDS)).isNull();
		answer.countDown();
		Wire.Head head = Wire.head(client.getInputStream());
		assertThat(head.status()).isEqualTo(200);
		assertThat(Wire.body(head, client.getInputStream())).isEqualTo("ok");
	}

	@Test
	void requestThatCameEarlyIsAnsweredAfterAWatchedOne() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		this.application.play((head, in, out) -> {
			if (head.start().contains("/slow")) {
				answer.await();
			}
			Wire.send(out, OK);
		});
		Socket client = send(get("/pronote/slow"));
		this.application.received();
		assertThat(this.ended.poll(TestGateway.LOOKS.toMillis(), TimeUnit.MILLISECONDS)).isNull();
		Wire.send(client.getOutputStream(), get("/pronote/fast"));
		assertThat(this.ended.poll(TestGateway.LOOKS.toMillis(), TimeUnit.MILLISECONDS)).isNull();
		answer.countDown();
		for (int i = 0; i < 2; i++) {
			Wire.Head head = Wire.head(client.getInputStream());
			assertThat(head.status()).isEqualTo(200);
			assertThat(Wire.body(head, client.getInputStream())).isEqualTo("ok");
		}
		assertThat(this.application.received().start()).contains("/pronote/fast");
	}

	@Test
	void keptConnectionIsUsedAgainAfterAWatchedRequest() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		this.application.play((head, in, out) -> {
			if (head.start().contains("/slow")) {
				answer.await();
			}
			Wire.send(out, OK);
		});
		Socket client = send(get("/pronote/slow"));
		this.application.received();
		assertThat(this.ended.poll(TestGateway.LOOKS.toMillis(), TimeUnit.MILLISECONDS)).isNull();
		answer.countDown();
		for (int i = 0; i < 3; i++) {
			Wire.Head head = Wire.head(client.getInputStream());
			assertThat(Wire.body(head, client.getInputStream())).isEqualTo("ok");
			Wire.send(client.getOutputStream(), get("/pronote/fast"));
		}
	}

	@Test
	void requestThatWaitsTooLongForAConnectionIsToldSo() throws Exception {
		for (int i = 0; i < CONNECTIONS; i++) {
			send(get("/pronote/assets/slow?from=198.51.100." + i));
		}
		until(() -> this.application.connections() == CONNECTIONS);
		Socket waiting = send(get("/pronote/fast"));
		until(() -> this.gateway.proxy().open() == CONNECTIONS + 1);
		this.gateway.clock().move(Duration.ofSeconds(11));
		assertThat(Wire.head(waiting.getInputStream()).status()).isEqualTo(502);
		assertThat(this.gateway.proxy().open()).isEqualTo(CONNECTIONS);
	}

	@Test
	void endedLeaseClosesWebSocketsStreamsAndRequestsUnderWay() throws Exception {
		Socket tunnel = send(UPGRADE);
		assertThat(Wire.head(tunnel.getInputStream()).status()).isEqualTo(101);
		Socket events = send(get("/pronote/events"));
		assertThat(Wire.head(events.getInputStream()).status()).isEqualTo(200);
		Socket download = send(get("/pronote/big"));
		assertThat(Wire.head(download.getInputStream()).status()).isEqualTo(200);
		Socket thinking = send(get("/pronote/slow"));
		until(() -> this.gateway.proxy().open() == 4);
		TestPassages.LASTS.set(false);
		assertThat(List.of(ended(), ended(), ended(), ended())).containsExactlyInAnyOrder("ws", "events", "big",
				"slow");
		assertThat(tunnel.getInputStream().read()).isNegative();
		assertThat(Wire.head(thinking.getInputStream()).status()).isEqualTo(401);
		until(() -> this.gateway.proxy().open() == 0);
	}

	@Test
	void whatAVisitorSendsThroughAWebSocketIsAUseOfTheSession() throws Exception {
		Socket tunnel = send(UPGRADE);
		assertThat(Wire.head(tunnel.getInputStream()).status()).isEqualTo(101);
		int before = TestPassages.USES.get();
		Wire.send(tunnel.getOutputStream(), "message");
		until(() -> TestPassages.USES.get() > before);
	}

}
