package fr.passerelle.gateway.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import fr.passerelle.gateway.testkit.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that the server itself cannot read: the answer is the gateway's own, tells
 * nothing of the inside and blames no server for a stranger's fault.
 */
class UnreadableRequestAcceptanceTests extends Acceptance {

	private static final String PAGE = "Accept: text/html\r\n";

	@ParameterizedTest
	@ValueSource(strings = { "/console", "/console/login", "/api/v1/establishments", "/api/v1/x", "/actuator/health",
			"/actuator/prometheus", "/v3/api-docs", "/pronote/", "/pronote/parent.html", "/pronote/logout",
			"/pronote/assets/x" })
	void aCookieThatNobodyCanReadShowsNothingOfTheInside(String path) throws IOException {
		for (String cookie : new String[] { "x=a\tb", "x=\"a", "=", "x=a\u0001", "\u00e9=\u00e9",
				"$Version=9; $Path=/" }) {
			String answer = raw("GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\nCookie: " + cookie + "\r\n" + PAGE
					+ "Connection: close\r\n\r\n");
			assertThat(answer).as(cookie)
				.doesNotContain("\tat ")
				.doesNotContain("org.eclipse")
				.doesNotContain("java.lang")
				.doesNotContain("HTTP/1.1 500");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/console/login", "/api/v1/establishments", "/actuator/health" })
	void aCookieThatNobodyCanReadIsToldInTheVisitorsLanguage(String path) throws IOException {
		String answer = raw("GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\nCookie: x=a\tb\r\n" + PAGE
				+ "Accept-Language: fr\r\nConnection: close\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 400")
			.contains("Passerelle-Error: MALFORMED_REQUEST")
			.contains("lang=\"fr\"")
			.contains("effacez les cookies de ce site");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /actuator/health", "HEAD, /actuator/health", "GET, /console/login", "POST, /console/login",
			"GET, /api/v1/ents" })
	void partsWithoutABoundaryAreTheClientsFault(String method, String path) throws IOException {
		String answer = raw(method + " " + path + " HTTP/1.1\r\nHost: " + host()
				+ "\r\nContent-Type: multipart/form-data; boundary=\r\nConnection: close\r\n\r\n");
		assertThat(answer).matches("(?s)HTTP/1.1 [24].*").doesNotContain("\tat ");
	}

	@ParameterizedTest
	@CsvSource({ "POST, /tokens, multipart/form-data, x", "POST, /tokens, application/x-www-form-urlencoded, a=%zz",
			"PUT, /security, multipart/form-data; boundary=, x",
			"POST, /establishments, text/plain; charset=nosuch, x" })
	void aBodyThatCannotBeReadIsTheCallersFault(String method, String path, String type, String body) {
		Reply reply = this.world.admin(method, path, body, "Content-Type", type);
		assertThat(reply.status()).as(reply.toString()).isBetween(400, 415);
		assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/establishments/0330001A/plans/|", "/backups/{}", "/administrators/${x}", "/tokens/^",
			"/establishments/0330001A/identities/`", "/ents/[x]", "/establishments/{uai}" })
	void anUnknownIdWithACharacterThatNoUriHasIsUnknown(String path) throws IOException {
		String credentials = Base64.getEncoder().encodeToString(World.ADMIN.getBytes(StandardCharsets.UTF_8));
		for (String method : new String[] { "GET", "DELETE", "PATCH" }) {
			String answer = raw(method + " /api/v1" + path + " HTTP/1.1\r\nHost: " + host()
					+ "\r\nAuthorization: Basic " + credentials
					+ "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
			assertThat(answer).as(method).matches("(?s)HTTP/1.1 4.*").contains("application/problem+json");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/audit?type=", "/configuration/versions?since=-999999999-01-01T00:00:00Z",
			"/configuration/versions?until=%2B999999999-01-01T00:00:00Z", "/audit?since=-999999999-01-01T00:00:00Z",
			"/audit?until=%2B999999999-01-01T00:00:00Z" })
	void questionsAboutNoTypeAndAnyYearAreAnswered(String question) {
		Reply reply = this.world.admin("GET", "/establishments/0330001A" + question, null);
		assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
	}

	@Test
	void aHeadOfTheLengthThatIsDocumentedIsTakenAndALongerOneIsRefusedByAPageOfOurs() throws IOException {
		String fits = raw("GET /pronote/ HTTP/1.1\r\nHost: " + host() + "\r\nCookie: x=" + "a".repeat(15_000)
				+ "\r\nConnection: close\r\n\r\n");
		assertThat(fits).startsWith("HTTP/1.1 200");
		String tooLong = raw("GET /pronote/ HTTP/1.1\r\nHost: " + host() + "\r\nCookie: x=" + "a".repeat(17_000)
				+ "\r\nConnection: close\r\n\r\n");
		assertThat(tooLong).startsWith("HTTP/1.1 431")
			.contains("Passerelle-Error: MALFORMED_REQUEST")
			.contains("Cache-Control: no-store")
			.contains("Effacez les cookies de ce site");
	}

	@Test
	void aTargetThatIsTooLongIsRefusedByAPageOfOurs() throws IOException {
		String answer = raw("GET /pronote/?" + "q".repeat(17_000) + " HTTP/1.1\r\nHost: " + host()
				+ "\r\nConnection: close\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 414")
			.contains("Passerelle-Error: MALFORMED_REQUEST")
			.contains("Cette adresse est trop longue");
	}

	@Test
	void aStrangerWritesNothingIntoTheLog() throws IOException {
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		root.addAppender(log);
		try {
			for (String head : new String[] { "Host: a b", "Host: [::1", "Host: a:99999999", "Host: a\r\nHost: b",
					"Host: " + host() + "\r\nCookie: x=a\tb", "Host: " + host() + "\r\nContent-Length: -1",
					"Host: " + host() + "\r\nTransfer-Encoding: x", "Host: " + host() + "\r\nX: \u0001" }) {
				for (String path : new String[] { "/pronote/", "/console/login", "/api/v1/x", "/actuator/nothing" }) {
					raw("GET " + path + " HTTP/1.1\r\n" + head + "\r\nConnection: close\r\n\r\n");
				}
			}
		}
		finally {
			root.detachAppender(log);
		}
		assertThat(log.list).isEmpty();
	}

	private String host() {
		return "localhost:" + this.world.port;
	}

	private String raw(String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.world.port)) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			ByteArrayOutputStream answer = new ByteArrayOutputStream();
			socket.getInputStream().transferTo(answer);
			return answer.toString(StandardCharsets.UTF_8);
		}
	}

}
