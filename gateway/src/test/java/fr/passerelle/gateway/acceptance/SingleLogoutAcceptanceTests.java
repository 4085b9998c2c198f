package fr.passerelle.gateway.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An ENT's logout message ends what its ticket opened, wherever below the establishment
 * and under whatever label it is posted; every other body is the application's.
 */
class SingleLogoutAcceptanceTests extends Acceptance {

	private static final String MESSAGE = "<samlp:LogoutRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
			+ " ID=\"x\" Version=\"2.0\" IssueInstant=\"2026-09-01T08:00:00Z\">"
			+ "<saml:NameID xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">Lef\u00e8vre</saml:NameID>"
			+ "<samlp:SessionIndex>%s</samlp:SessionIndex></samlp:LogoutRequest>";

	@ParameterizedTest
	@ValueSource(strings = { "/pronote/parent.html", "/pronote/mobile.parent.html?fd=1", "/pronote/parent/notes/3",
			"/pronote/", "/pronote/logout", "/pronote/eleve.html", "/pronote/mobile.html", "/pronote/cahier/x",
			"/pronote/etablissement.html", "/pronote/entreprise.html", "/pronote/assets/logo.png",
			"/pronote/nobody/knows/this", "/pronote", "/" })
	void postWhenAnywhereBelowTheEstablishmentThenTheSessionEnds(String address) {
		String ticket = enter();
		this.world.application.asked().clear();
		Reply reply = tell(college(address), "logoutRequest=" + TestBrowser.encode(MESSAGE.formatted(ticket)),
				"application/x-www-form-urlencoded");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(this.world.application.asked()).noneMatch((target) -> target.equals(address));
		isOutside();
	}

	static Stream<String> labels() {
		return Stream.of("", "application/x-www-form-urlencoded",
				"application/x-www-form-urlencoded; charset=ISO-8859-1", "text/plain", "text/plain; charset=x-unknown",
				"application/octet-stream", "text/xml", "application/json",
				"application/samlassertion+xml; charset=us-ascii", "multipart/form-data; boundary=b", "nonsense");
	}

	@ParameterizedTest
	@MethodSource("labels")
	void postWhenLabelledAnyhowThenTheContentCounts(String label) {
		String[] addresses = { "/pronote/parent.html", "/pronote/logout", "/pronote/assets/x" };
		for (int i = 0; i < BODIES.size(); i++) {
			String ticket = enter();
			String body = BODIES.get(i).replace("%s", ticket);
			assertThat(tell(college(addresses[i % addresses.length]), body, label).status()).as(body).isEqualTo(200);
			isOutside();
		}
	}

	private static final List<String> BODIES = bodies(MESSAGE);

	private static List<String> bodies(String message) {
		return List.of(message, "\r\n <?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- fin -->" + message,
				"logoutRequest=" + TestBrowser.encode(message).replace("%25s", "%s"),
				"RelayState=a%26b&logoutRequest=" + TestBrowser.encode(message).replace("%25s", "%s") + "&x=1",
				"logoutRequest=" + message,
				"--b\r\nContent-Disposition: form-data; name=\"logoutRequest\"\r\n\r\n" + message + "\r\n--b--\r\n");
	}

	@Test
	void postWhenTheEstablishmentIsNotPublishedThenTheSessionEndsAllTheSame() {
		String ticket = enter();
		String document = this.world.collegeDocument();
		this.world.put(World.COLLEGE_UAI, document.replace("published: true\nupstream", "published: false\nupstream"));
		assertThat(tell(college("/pronote/assets/x"), MESSAGE.formatted(ticket), "text/xml").status()).isEqualTo(200);
		this.world.put(World.COLLEGE_UAI, document);
		isOutside();
	}

	@Test
	void postWhenTheTicketOpenedNothingThenAnsweredAlikeAndNothingEnds() {
		String ticket = enter();
		for (String other : new String[] { ticket + "x", ticket.substring(1), "ST-0" }) {
			assertThat(tell(college("/pronote/"), MESSAGE.formatted(other), "text/xml").status()).isEqualTo(200);
		}
		tell(lycee("/pronote/"), MESSAGE.formatted(ticket), "text/xml");
		this.browser.get(college("/pronote/parent.html")).isEcho();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"logoutRequest\":1}", "a=1&b=2",
			"<p:LogoutRequest xmlns:p=\"urn:x\">ST-1</p:LogoutRequest>", "logoutRequest=none",
			"--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n--b--\r\n", "" })
	void postWhenItIsNoLogoutMessageThenThePublicPathGetsItByteForByte(String body) {
		for (String text : new String[] { body, body + "&".repeat(5000), body + "x".repeat(100_000) }) {
			Reply reply = tell(college("/pronote/assets/form"), text, "text/plain");
			assertThat(reply.status()).isEqualTo(200);
			assertThat(reply.json().get("body").asString()).isEqualTo(text);
		}
	}

	@Test
	void postWhenABodyArrivesSlowlyThenThePublicPathHasItsFirstPieceBeforeTheLast() throws Exception {
		try (ServerSocket application = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			this.world.put(World.COLLEGE_UAI,
					this.world.collegeDocument()
						.replace("upstream: " + this.world.application.url(),
								"upstream: http://127.0.0.1:" + application.getLocalPort()));
			CompletableFuture<Socket> asked = CompletableFuture.supplyAsync(() -> accept(application));
			try (Socket visitor = new Socket(InetAddress.getLoopbackAddress(), this.world.port)) {
				write(visitor, "POST /pronote/assets/up HTTP/1.1\r\nHost: localhost:" + this.world.port
						+ "\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{first}\r\n");
				Socket upstream = asked.get();
				InputStream in = upstream.getInputStream();
				assertThat(readUntil(in, "{first}")).startsWith("POST /pronote/assets/up");
				write(visitor, "8\r\n{second}\r\n0\r\n\r\n");
				assertThat(readUntil(in, "{second}")).contains("{second}");
				write(upstream, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone");
				assertThat(readUntil(visitor.getInputStream(), "done")).startsWith("HTTP/1.1 200");
				upstream.close();
			}
		}
	}

	@Test
	void postWhenSomeoneIsInsideThenTheApplicationGetsWhateverItIs() {
		String ticket = enter();
		Reply reply = this.browser.send("POST", college("/pronote/parent/slo"), MESSAGE.formatted(ticket),
				"Content-Type", "text/xml");
		assertThat(reply.json().get("body").asString()).isEqualTo(MESSAGE.formatted(ticket));
		this.browser.get(college("/pronote/parent.html")).isEcho();
	}

	private String enter() {
		this.browser.cookies("localhost:" + this.world.port).clear();
		this.browser.cookies("127.0.0.1:" + this.world.port).clear();
		int before = this.world.horizon.issuedTickets().size();
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		return this.world.horizon.issuedTickets().get(before).value();
	}

	private void isOutside() {
		this.browser.get(college("/pronote/parent.html")).isRedirectStarting(loginFor("/pronote/parent.html"));
	}

	private static Reply tell(String address, String body, String label) {
		String[] headers = label.isEmpty() ? new String[0] : new String[] { "Content-Type", label };
		return new TestBrowser().send("POST", address, body, headers);
	}

	private static Socket accept(ServerSocket server) {
		try {
			return server.accept();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void write(Socket socket, String text) throws IOException {
		OutputStream out = socket.getOutputStream();
		out.write(text.getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	private static String readUntil(InputStream in, String end) throws IOException {
		StringBuilder text = new StringBuilder();
		for (int c = in.read(); c >= 0; c = in.read()) {
			text.append((char) c);
			if (text.toString().endsWith(end)) {
				break;
			}
		}
		return text.toString();
	}

}
