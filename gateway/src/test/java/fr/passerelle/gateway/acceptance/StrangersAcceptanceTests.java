package fr.passerelle.gateway.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What people without an account do to the administrators' side stops nobody. */
class StrangersAcceptanceTests extends Acceptance {

	private static final int CONNECTIONS = 1_000;

	private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

	/** Every way to have a body read before anybody has signed in, stopped half-way. */
	private static final List<String> HALVES = List.of(
			"POST /console/login HTTP/1.1\r\nHost: x\r\n" + FORM + "Content-Length: 1000\r\n\r\nuser=a",
			"POST /console/login HTTP/1.1\r\nHost: x\r\n" + FORM + "Transfer-Encoding: chunked\r\n\r\n5\r\nuser=",
			"POST /console/logout HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 900\r\n\r\n--x",
			"POST /console/login/passkey HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{",
			"PUT /api/v1/x HTTP/1.1\r\nHost: x\r\n" + FORM + "Content-Length: 60000\r\n\r\nuser=a",
			"PATCH /console/login HTTP/1.1\r\nHost: x\r\n" + FORM + "Content-Length: 60000\r\n\r\nuser=a",
			"DELETE /actuator/health HTTP/1.1\r\nHost: x\r\n" + FORM + "Content-Length: 60000\r\n\r\nuser=a",
			"POST /v3/api-docs HTTP/1.1\r\nHost: x\r\n" + FORM + "Content-Length: 60000\r\n\r\nuser=a",
			"POST /api/v1/establishments HTTP/1.1\r\nHost: x\r\nAuthorization: Basic "
					+ Base64.getEncoder().encodeToString("admin:wrong".getBytes(StandardCharsets.UTF_8))
					+ "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
			"GET /api/v1/ents HTTP/1.1\r\nHost: x\r\nAuthorization: Bas", "GET / HT", "");

	private final List<Socket> sockets = new ArrayList<>();

	@AfterEach
	void close() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	@Test
	void whileAThousandRequestsAreHalfSentEverybodyElseIsAnswered() throws IOException {
		for (int i = 0; i < CONNECTIONS; i++) {
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.world.port);
			this.sockets.add(socket);
			socket.getOutputStream().write(HALVES.get(i % HALVES.size()).getBytes(StandardCharsets.UTF_8));
		}

		assertThat(this.browser.get(college("/actuator/health")).status()).isEqualTo(200);
		assertThat(this.browser.get(college("/actuator/health/liveness")).status()).isEqualTo(200);
		assertThat(this.browser.get(college("/pronote/parent.html")).status()).isEqualTo(302);
		assertThat(this.browser.get(college("/pronote/")).status()).isEqualTo(200);
		assertThat(this.browser.get(college("/console/login")).status()).isEqualTo(200);
		assertThat(this.world.admin("GET", "/ents", null).status()).isEqualTo(200);
	}

	@Test
	void whatCannotBeReadOfAStrangerIsNoFaultOfTheProgram() throws IOException {
		for (String line : List.of("PUT /api/v1/x", "PATCH /console/login", "POST /console/login",
				"DELETE /actuator/health", "GET /actuator/health", "GET /console/login", "POST /v3/api-docs")) {
			for (String rest : List.of(FORM + "Content-Length: 5\r\n\r\na=%zz",
					FORM + "Transfer-Encoding: chunked\r\n\r\n5\r\na=%zz\r\n0\r\n\r\n",
					"Content-Type: multipart/form-data; boundary=\r\nContent-Length: 5\r\n\r\na=%zz",
					"Content-Type: multipart/form-data\r\nContent-Length: 5\r\n\r\na=%zz",
					"Content-Type: application/x-www-form-urlencoded;charset=none\r\nContent-Length: 5\r\n\r\na=%zz")) {
				Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.world.port);
				this.sockets.add(socket);
				socket.getOutputStream()
					.write((line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + rest)
						.getBytes(StandardCharsets.UTF_8));
				String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
				assertThat(answer).as("%s with %s", line, rest).matches("(?s)HTTP/1.1 [234].*");
			}
		}
	}

}
