package fr.passerelle.gateway.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A large body that is refused: who writes all of it before reading still gets the
 * answer.
 */
class EarlyAnswerAcceptanceTests extends Acceptance {

	private static final int BLOCK = 64 * 1024;

	private static final int BLOCKS = 128;

	@ParameterizedTest
	@CsvSource({ "/pronote/parent.html,application/json,401",
			"/pronote/parent.html,application/x-www-form-urlencoded,4",
			"/pronote/logout,application/x-www-form-urlencoded,200", "/nobody,text/plain,404",
			"/pronote//x,text/plain,400", "/api/v1/establishments,application/json,401",
			"/console/login,application/x-www-form-urlencoded,[34]", "/console/nothing,text/plain,4" })
	void refusalArrivesBehindALargeBody(String path, String type, String status) throws IOException {
		for (boolean chunked : new boolean[] { false, true }) {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.world.port)) {
				socket.setSoTimeout(20_000);
				OutputStream out = socket.getOutputStream();
				send(out, "POST " + path + " HTTP/1.1\r\nHost: localhost:" + this.world.port + "\r\nContent-Type: "
						+ type + "\r\n" + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + BLOCK * BLOCKS)
						+ "\r\n\r\n");
				for (int i = 0; i < BLOCKS; i++) {
					send(out, chunked ? Integer.toHexString(BLOCK) + "\r\n" : "");
					send(out, "x".repeat(BLOCK) + (chunked ? "\r\n" : ""));
				}
				send(out, chunked ? "0\r\n\r\n" : "");
				BufferedReader in = new BufferedReader(
						new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
				assertThat(in.readLine()).matches("HTTP/1.1 " + status + ".*");
			}
		}
	}

	private static void send(OutputStream out, String text) throws IOException {
		out.write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

}
