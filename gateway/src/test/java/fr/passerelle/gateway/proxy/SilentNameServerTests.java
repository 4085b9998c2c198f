package fr.passerelle.gateway.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A zone whose name server never answers, seen by the other applications. */
@Timeout(120)
class SilentNameServerTests {

	private static final String GET = "GET /pronote/p HTTP/1.1\r\nHost: x\r\n\r\n";

	private final CountDownLatch over = new CountDownLatch(1);

	private final AtomicBoolean silent = new AtomicBoolean(true);

	private final ScriptedApplication application;

	private final TestGateway gateway;

	SilentNameServerTests(@TempDir Path dataDir) throws IOException {
		this.application = ScriptedApplication
			.answering("HTTP/1.1 200 OK\r\nConnection: close\r\n" + "Content-Length: 2\r\n\r\nok");
		PasserelleSettings.Proxy bounds = TestGateway.settings(Duration.ofMinutes(1), 256, 256);
		PasserelleSettings.Proxy settings = new PasserelleSettings.Proxy(Duration.ofSeconds(2), bounds.idleTimeout(),
				bounds.maxConnections(), bounds.maxQueued(), bounds.maxRequestHead(), bounds.maxAnswerHead(),
				bounds.drainSize(), bounds.drainTime());
		this.gateway = new TestGateway(dataDir, this.application.uri(), settings, this::addresses);
	}

	private InetAddress[] addresses(String host) throws UnknownHostException {
		if (host.startsWith("silent") && this.silent.get()) {
			try {
				this.over.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			throw new UnknownHostException(host);
		}
		return new InetAddress[] { InetAddress.getLoopbackAddress() };
	}

	@AfterEach
	void stop() {
		this.over.countDown();
		this.gateway.close();
		this.application.close();
	}

	private URI at(String host) {
		return URI.create("http://" + host + ":" + this.application.uri().getPort());
	}

	@Test
	void hundredRequestsToASilentZoneHoldUpNoOtherApplication() throws Exception {
		List<Socket> waiting = new ArrayList<>();
		try {
			this.gateway.leadsTo(at("silent.example.fr"));
			for (int i = 0; i < 100; i++) {
				Socket socket = this.gateway.connect();
				waiting.add(socket);
				Wire.send(socket.getOutputStream(), GET);
			}
			assertThat(Wire.head(waiting.get(0).getInputStream()).status()).isEqualTo(502);
			this.gateway.leadsTo(at("other.example.fr"));
			try (Socket socket = this.gateway.connect()) {
				assertThat(this.gateway.ask(socket, GET).status()).isEqualTo(200);
			}
		}
		finally {
			for (Socket socket : waiting) {
				socket.close();
			}
		}
	}

	@Test
	void moreSilentZonesThanThreadsHoldUpNoApplicationThatWasReachedBefore() throws Exception {
		this.gateway.leadsTo(at("other.example.fr"));
		try (Socket socket = this.gateway.connect()) {
			assertThat(this.gateway.ask(socket, GET).status()).isEqualTo(200);
		}
		List<Socket> waiting = new ArrayList<>();
		for (int i = 0; i < ApplicationAddresses.MAX_LOOKUPS; i++) {
			this.gateway.leadsTo(at("silent" + i + ".example.fr"));
			Socket socket = this.gateway.connect();
			waiting.add(socket);
			Wire.send(socket.getOutputStream(), GET);
		}
		for (Socket socket : waiting) {
			assertThat(Wire.head(socket.getInputStream()).status()).isEqualTo(502);
			socket.close();
		}
		this.gateway.leadsTo(at("other.example.fr"));
		try (Socket socket = this.gateway.connect()) {
			assertThat(this.gateway.ask(socket, GET).status()).isEqualTo(200);
		}
	}

	@Test
	void applicationWhoseNameServerFallsSilentGoesOnWhereItWas() throws Exception {
		this.gateway.leadsTo(at("silent.example.fr"));
		this.silent.set(false);
		try (Socket socket = this.gateway.connect()) {
			assertThat(this.gateway.ask(socket, GET).status()).isEqualTo(200);
		}
		this.silent.set(true);
		try (Socket socket = this.gateway.connect()) {
			assertThat(this.gateway.ask(socket, GET).status()).isEqualTo(200);
		}
	}

}
