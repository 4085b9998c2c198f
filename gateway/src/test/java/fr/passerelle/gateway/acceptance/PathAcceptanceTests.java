package fr.passerelle.gateway.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Request targets as no decent client writes them, over a bare socket. */
class PathAcceptanceTests extends Acceptance {

	@ParameterizedTest
	@ValueSource(strings = { "/pronote/assets/../parent.html", "/pronote/assets/..%2fparent.html",
			"/pronote/assets/%2e%2e/parent.html", "/pronote/assets/%2E./parent.html", "/pronote//parent.html",
			"//parent.html", "/pronote/assets/..;/parent.html", "/pronote/parent.html;x",
			"/pronote/assets/..\\parent.html", "/pronote/assets/%5c..%5cparent.html", "/pronote/assets%2fx",
			"/pronote/assets/%252e%252e/parent.html", "/pronote/assets/x%00.css", "/pronote/assets/x%0d%0aX: y",
			"/pronote/assets/./x", "/pronote/assets/x#y", "/pronote/assets/%c0%ae%c0%ae/x", "/pronote/assets/%zz",
			"pronote/assets/x", "*", "/pronote/assets/\u00e9" })
	void anAmbiguousTargetIsRefusedAndReachesNoApplication(String target) throws IOException {
		String answer = raw("GET " + target + " HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 400").contains("Passerelle-Error: MALFORMED_REQUEST");
		assertThat(this.world.application.asked()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "TRACE,400", "CONNECT,400", "trace,400", "Connect,400", "head,400", ";GET,400", "(HEAD,400" })
	void methodsThatHaveNoUseHereAreRefused(String method, int status) throws IOException {
		assertThat(raw(method + " /pronote/assets/x HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 " + status);
		assertThat(this.world.application.asked()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "HTTP/1.1,'gzip, chunked'", "HTTP/1.1,'chunked, chunked'", "HTTP/1.0,chunked" })
	void aBodyInACodingThatTheApplicationCannotKnowIsRefused(String version, String coding) throws IOException {
		assertThat(raw("POST /pronote/assets/x " + version + "\r\nHost: " + host() + "\r\nTransfer-Encoding: " + coding
				+ "\r\nConnection: close\r\n\r\n3\r\nabc\r\n0\r\n\r\n"))
			.startsWith("HTTP/1.1 400");
		assertThat(this.world.application.asked()).isEmpty();
	}

	@Test
	void oneSpellingIsTheSameAsAnother() throws IOException {
		String answer = raw(
				"GET /%70ronote/%70arent.html HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 302")
			.contains("service=" + TestBrowser.encode(college("/pronote/parent.html")));
		String asset = raw("GET /pronote/%61ssets/a%7Eb.css?q=%7c&&x HTTP/1.1\r\nHost: " + host()
				+ "\r\nConnection: close\r\n\r\n");
		assertThat(asset).startsWith("HTTP/1.1 200");
		assertThat(this.world.application.asked()).containsExactly("/pronote/assets/a~b.css?q=%7c&&x");
	}

	@Test
	void anAbsoluteTargetCannotNameAnotherHost() throws IOException {
		String answer = raw("GET http://evil.example/pronote/parent.html HTTP/1.1\r\nHost: " + host()
				+ "\r\nConnection: close\r\n\r\n");
		assertThat(answer).doesNotContain("evil.example/pronote").doesNotContain("HTTP/1.1 200");
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "localhost.evil.example", "xlocalhost", "", "localhost:1:2" })
	void anUnknownHostGetsNoPage(String host) throws IOException {
		String answer = raw("GET /pronote/parent.html HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
		assertThat(answer).matches("(?s)HTTP/1.1 4(21|00).*");
		assertThat(answer).doesNotContain("<html").doesNotContain("Location");
	}

	@Test
	void theHostsLetterCaseDoesNotCountAndForwardingHeadersOfStrangersDoNot() throws IOException {
		assertThat(raw("GET /pronote/parent.html HTTP/1.1\r\nHost: LOCALHOST:" + this.world.port
				+ "\r\nX-Forwarded-Host: 127.0.0.1\r\nForwarded: host=127.0.0.1\r\nX-Forwarded-Proto: https\r\n"
				+ "Connection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 302")
			.contains("service=" + TestBrowser.encode(college("/pronote/parent.html")));
	}

	@ParameterizedTest
	@CsvSource({ "/", "/pronote" })
	void theRootsLeadToPageCommune(String path) {
		this.browser.get(college(path)).isRedirectTo(college("/pronote/"));
		Reply commune = this.browser.open(college(path));
		assertThat(commune.status()).isEqualTo(200);
		assertThat(commune.body())
			.contains("Espace Parents", "Espace Élèves", "Page Établissement", college("/pronote/parent.html"),
					college("/pronote/mobile.parent.html"))
			.doesNotContain("Espace Entreprise");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nobody", "/pronote/nobody.html", "/pronote/PARENT.html", "/pronote/parent.html/",
			"/pronotes/", "/pronote/parents/x", "/.passerelle/x", "/.passerelle/assets/x/../y", "/pronote/commune/x" })
	void aPathThatNobodyOwnsIsUnknown(String path) {
		Reply reply = this.browser.get(college(path.contains("..") ? "/.passerelle/assets/none" : path));
		reply.isRefused(ErrorCode.UNKNOWN_PATH);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/api/v1/establishments", "/actuator/prometheus", "/v3/api-docs", "/actuator/env", "/console" })
	void theAdministratorsSideAnswersOnEveryHostAndLetsNobodyIn(String path) throws IOException {
		for (String host : new String[] { host(), "anything.example" }) {
			assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
				.startsWith(path.equals("/console") ? "HTTP/1.1 303" : "HTTP/1.1 401");
		}
		assertThat(raw("GET /actuator/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 200")
			.contains("UP");
	}

	private String host() {
		return "localhost:" + this.world.port;
	}

	private String raw(String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.world.port)) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			ByteArrayOutputStream answer = new ByteArrayOutputStream();
			socket.getInputStream().transferTo(answer);
			return answer.toString(StandardCharsets.UTF_8);
		}
	}

}
