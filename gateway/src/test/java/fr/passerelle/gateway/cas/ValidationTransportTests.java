package fr.passerelle.gateway.cas;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import fr.passerelle.gateway.cas.RawServer.Script;
import fr.passerelle.gateway.enthealth.Observation;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import fr.passerelle.gateway.login.ServiceTicket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole exchange against servers that misbehave.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ValidationTransportTests {

	private static final Duration AMPLE = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofMillis(300);

	@Test
	void completeSendsServiceAndTicketOnceAndReadsTheAnswer() {
		try (RawServer ent = new RawServer(RawServer.answering(CasFixture.SUCCESS));
				CasProtocol protocol = CasFixture.protocol(AMPLE)) {
			assertThat(outcome(protocol, ent)).isEqualTo("AUTHENTICATED lea.martin {}");
			assertThat(ent.requests()).singleElement()
				.asString()
				.startsWith("GET /cas/serviceValidate?service=https%3A%2F%2F0990000a.example.fr%2Fpronote%2Feleve.html"
						+ "&ticket=ST-1-canary HTTP/1.1\r\n")
				.containsIgnoringCase("\r\nAccept-Encoding: identity\r\n")
				.doesNotContainIgnoringCase("cookie");
		}
	}

	@Test
	void completeWhenTheAnswerIsCompressedAllTheSameThenItIsRead() throws IOException {
		byte[] packed = UnpackedTests.gzip(CasFixture.SUCCESS.getBytes(StandardCharsets.UTF_8));
		try (RawServer ent = new RawServer((socket, request) -> {
			RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.length
					+ "\r\nConnection: close\r\n\r\n");
			socket.getOutputStream().write(packed);
			socket.getOutputStream().flush();
		}); CasProtocol protocol = CasFixture.protocol(AMPLE)) {
			assertThat(outcome(protocol, ent)).isEqualTo("AUTHENTICATED lea.martin {}");
		}
	}

	@Test
	void completeOfSamlPostsTheTicketInTheBodyOnly() {
		try (RawServer ent = new RawServer(RawServer.answering(""));
				CasProtocol protocol = CasFixture.protocol(AMPLE)) {
			URI address = ent.address("localhost", "/cas/samlValidate?TARGET=");
			assertThat(CasFixture.outcome(protocol, CasFixture.delegation(Validation.SAML1, address)))
				.isEqualTo("INVALID");
			assertThat(ent.requests()).singleElement()
				.asString()
				.startsWith(
						"POST /cas/samlValidate?TARGET=https%3A%2F%2F0990000a.example.fr%2Fpronote%2Feleve.html HTTP/1.1")
				.containsIgnoringCase("SOAPAction: \"http://www.oasis-open.org/committees/security\"\r\n")
				.containsIgnoringCase("Content-Type: text/xml; charset=utf-8\r\n")
				.contains("IssueInstant=\"2026-03-02T09:00:00Z\"")
				.containsOnlyOnce("ST-1-canary")
				.contains("<samlp:AssertionArtifact>ST-1-canary</samlp:AssertionArtifact>");
		}
	}

	@ParameterizedTest
	@EnumSource(Validation.class)
	void completeNeverSendsATicketTwiceWhenTheServerDropsAFreshConnection(Validation validation) {
		try (RawServer ent = new RawServer((socket, request) -> socket.close());
				CasProtocol protocol = CasFixture.protocol(AMPLE)) {
			Delegation delegation = CasFixture.delegation(validation, ent.address("localhost", "/cas/validate"));
			assertThat(CasFixture.outcome(protocol, delegation)).isEqualTo("UNREACHABLE");
			assertThat(ent.requests()).hasSize(1);
		}
	}

	@Test
	void completeWhenTheEntDropsAConnectionThatItKeptThenTheTicketIsLostAndNeverSentAgain() {
		AtomicInteger asked = new AtomicInteger();
		List<Observation> observed = new ArrayList<>();
		Script dropsTheSecond = (socket, request) -> {
			if (asked.incrementAndGet() == 2) {
				throw new IOException("dropped");
			}
			RawServer.write(socket, RawServer.ok(CasFixture.SUCCESS));
		};
		try (RawServer ent = new RawServer(dropsTheSecond);
				CasProtocol protocol = CasFixture.protocol(AMPLE, 8, observed::add)) {
			assertThat(outcome(protocol, ent)).startsWith("AUTHENTICATED");
			assertThat(CasFixture.validate(protocol, delegation(ent)).join()).isInstanceOfSatisfying(Unavailable.class,
					(lost) -> {
						assertThat(lost.cause()).isEqualTo(Cause.UNREACHABLE);
						assertThat(lost.lost()).isTrue();
					});
			assertThat(ent.requests()).hasSize(2);
			assertThat(observed).as("a lost ticket says nothing of the ENT").hasSize(1);
			assertThat(outcome(protocol, ent)).startsWith("AUTHENTICATED");
		}
	}

	@Test
	void completeWhenTheEntDropsAFreshConnectionThenTheTicketIsNotCalledLost() {
		try (RawServer ent = new RawServer((socket, request) -> socket.close());
				CasProtocol protocol = CasFixture.protocol(AMPLE)) {
			assertThat(CasFixture.validate(protocol, delegation(ent)).join())
				.isEqualTo(new Unavailable(Cause.UNREACHABLE, "The ENT's server refuses or drops the connection."));
		}
	}

	@Test
	void completeUsesAConnectionAgainForAShortTime() {
		MovableClock clock = new MovableClock();
		List<Socket> connections = new ArrayList<>();
		try (RawServer ent = new RawServer(noting(connections)); CasProtocol protocol = protocol(clock)) {
			outcome(protocol, ent);
			clock.move(EntTransport.KEPT_IDLE.minusMillis(1));
			outcome(protocol, ent);
			assertThat(connections).hasSize(2).containsOnly(connections.get(0));

			clock.move(EntTransport.KEPT_IDLE);
			outcome(protocol, ent);
			assertThat(connections.get(2)).isNotSameAs(connections.get(0));
		}
	}

	@Test
	void completeUsesNoConnectionForLongerThanAMinute() {
		MovableClock clock = new MovableClock();
		List<Socket> connections = new ArrayList<>();
		try (RawServer ent = new RawServer(noting(connections)); CasProtocol protocol = protocol(clock)) {
			for (int i = 0; i < 61; i++) {
				outcome(protocol, ent);
				clock.move(Duration.ofSeconds(1));
			}
			assertThat(connections.subList(0, 60)).containsOnly(connections.get(0));
			assertThat(connections.get(60)).isNotSameAs(connections.get(0));
		}
	}

	@Test
	void completeWhenTheEntHasDroppedAKeptConnectionThenItGetsANewOneEachTimeForTenMinutes() {
		MovableClock clock = new MovableClock();
		List<Socket> connections = new ArrayList<>();
		Script dropsTheSecond = (socket, request) -> {
			connections.add(socket);
			if (connections.size() == 2) {
				throw new IOException("dropped");
			}
			RawServer.write(socket, RawServer.ok(CasFixture.SUCCESS));
		};
		try (RawServer ent = new RawServer(dropsTheSecond); CasProtocol protocol = protocol(clock)) {
			for (int i = 0; i < 4; i++) {
				outcome(protocol, ent);
			}
			assertThat(connections.subList(1, 4)).doesNotHaveDuplicates();

			clock.move(EntTransport.DISTRUST);
			outcome(protocol, ent);
			outcome(protocol, ent);
			assertThat(connections.get(5)).isSameAs(connections.get(4));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ",
			"HTTP/1.0 200 OK\r\nContent-Length: " })
	void completeWhenTheEntSaysThatItClosesThenTheConnectionIsNotUsedAgain(String head) {
		assertThat(connectionsOfTwo(head + CasFixture.SUCCESS.length() + "\r\n\r\n" + CasFixture.SUCCESS)).isEqualTo(2);
	}

	/** Else one person's answer could be read as the next one's. */
	@Test
	void completeWhenMoreThanAnAnswerCameThenTheConnectionIsNotUsedAgain() {
		assertThat(connectionsOfTwo(RawServer.ok(CasFixture.SUCCESS) + RawServer.ok("another person"))).isEqualTo(2);
	}

	private static int connectionsOfTwo(String answer) {
		Set<Socket> connections = ConcurrentHashMap.newKeySet();
		try (RawServer ent = new RawServer((socket, request) -> {
			connections.add(socket);
			RawServer.write(socket, answer);
		}); CasProtocol protocol = CasFixture.protocol(AMPLE)) {
			for (int i = 0; i < 2; i++) {
				assertThat(outcome(protocol, ent)).isEqualTo("AUTHENTICATED lea.martin {}");
			}
			return connections.size();
		}
	}

	/**
	 * An ENT that closes each connection behind its answer, unannounced: whatever the
	 * moment at which the gateway notices, no ticket is sent twice.
	 */
	@Test
	void completeWhenTheEntClosesKeptConnectionsAtAnyMomentThenNoTicketIsSentTwice() {
		AtomicInteger answered = new AtomicInteger();
		Script closes = (socket, request) -> {
			RawServer.write(socket, RawServer.ok(CasFixture.SUCCESS));
			if (answered.incrementAndGet() % 3 != 0) {
				socket.close();
			}
		};
		MovableClock clock = new MovableClock();
		try (RawServer ent = new RawServer(closes); CasProtocol protocol = protocol(clock)) {
			for (int i = 0; i < 100; i++) {
				String ticket = "ST-" + i + "-canary";
				protocol.complete(delegation(ent), Corpus.SERVICE, new ServiceTicket(ticket))
					.toCompletableFuture()
					.join();
				clock.move(EntTransport.DISTRUST);
			}
			assertThat(ent.requests()).extracting((request) -> request.lines().findFirst().orElseThrow())
				.doesNotHaveDuplicates();
		}
	}

	private static Script noting(List<Socket> connections) {
		return (socket, request) -> {
			connections.add(socket);
			RawServer.write(socket, RawServer.ok(CasFixture.SUCCESS));
		};
	}

	private static CasProtocol protocol(Clock clock) {
		return CasFixture.protocol(AMPLE, 8, (observation) -> {
		}, clock);
	}

	@ParameterizedTest
	@ValueSource(strings = { "301", "302", "303", "307", "308", "401", "407", "404", "500", "503", "204", "206" })
	void completeWhenStatusIsNotOkThenInvalidAndNothingIsSentAgain(String status) {
		try (RawServer elsewhere = new RawServer(RawServer.answering(CasFixture.SUCCESS));
				RawServer ent = new RawServer((socket, request) -> RawServer.write(socket,
						"HTTP/1.1 " + status + " X\r\nLocation: " + elsewhere.address("localhost", "/")
								+ "\r\nWWW-Authenticate: Basic realm=\"x\"\r\n" + "Content-Length: 0\r\n\r\n"));
				CasProtocol protocol = CasFixture.protocol(AMPLE)) {
			assertThat(detail(protocol, ent)).startsWith("INVALID").contains("status " + status);
			assertThat(ent.requests()).hasSize(1);
			assertThat(elsewhere.requests()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3 })
	void completeWhenTheAnswerIsNotThereInTimeThenTimeout(int kind) {
		Script script = switch (kind) {
			case 0 -> RawServer.silent();
			case 1 -> (socket, request) -> RawServer.drip(socket, RawServer.ok("y".repeat(5000)));
			case 2 -> (socket, request) -> RawServer.drip(socket, "HTTP/1.1 200 OK\r\nX: " + "y".repeat(5000));
			default -> (socket, request) -> {
				RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<cas");
				RawServer.awaitClose(socket);
			};
		};
		try (RawServer ent = new RawServer(script); CasProtocol protocol = CasFixture.protocol(SHORT)) {
			assertThat(outcome(protocol, ent)).isEqualTo("TIMEOUT");
			assertThat(ent.requests()).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Transfer-Encoding: chunked", "Connection: close", "Content-Length: 99999999" })
	void completeWhenTheAnswerIsEndlessThenInvalid(String framing) {
		Script endless = (socket, request) -> {
			RawServer.write(socket, "HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n");
			while (true) {
				RawServer.write(socket,
						framing.startsWith("T") ? "400\r\n" + "y".repeat(1024) + "\r\n" : "y".repeat(1024));
			}
		};
		try (RawServer ent = new RawServer(endless); CasProtocol protocol = CasFixture.protocol(AMPLE)) {
			assertThat(detail(protocol, ent)).startsWith("INVALID").contains("longer than 65536 bytes");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Connection: close", "Content-Length: %d" })
	void completeTakesAnAnswerOfTheBoundAndNotOneByteMore(String framing) {
		for (int excess : new int[] { 0, 1 }) {
			String body = CasFixture.SUCCESS + " ".repeat(64 * 1024 + excess - CasFixture.SUCCESS.length());
			String head = "HTTP/1.1 200 OK\r\n" + String.format(Locale.ROOT, framing, body.length()) + "\r\n\r\n";
			try (RawServer ent = new RawServer((socket, request) -> {
				RawServer.write(socket, head + body);
				socket.close();
			}); CasProtocol protocol = CasFixture.protocol(AMPLE)) {
				assertThat(outcome(protocol, ent)).isEqualTo((excess == 0) ? "AUTHENTICATED lea.martin {}" : "INVALID");
			}
		}
	}

	@Test
	void completeWhenHeadersAreEndlessThenInvalid() {
		Script endless = (socket, request) -> {
			RawServer.write(socket, "HTTP/1.1 200 OK\r\n");
			while (true) {
				RawServer.write(socket, "X-Y: " + "y".repeat(512) + "\r\n");
			}
		};
		try (RawServer ent = new RawServer(endless); CasProtocol protocol = CasFixture.protocol(AMPLE)) {
			assertThat(outcome(protocol, ent)).isEqualTo("INVALID");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<cas:serviceResponse",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<cas:\r\n", "HTTP/1.1 200 OK\r\nContent-Le",
			"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
			"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef" })
	void completeWhenTheAnswerBreaksOffOrIsMalformedThenInvalid(String answer) {
		Script cut = (socket, request) -> {
			RawServer.write(socket, answer);
			socket.close();
		};
		try (RawServer ent = new RawServer(cut); CasProtocol protocol = CasFixture.protocol(AMPLE)) {
			assertThat(outcome(protocol, ent)).isEqualTo("INVALID");
			assertThat(ent.requests()).hasSize(1);
		}
	}

	@Test
	void completeWhenTheServerDoesNotSpeakHttpThenNotAuthenticated() {
		Script smtp = (socket, request) -> {
			RawServer.write(socket, "220 mail.example.fr ESMTP\r\n");
			socket.close();
		};
		try (RawServer ent = new RawServer(smtp); CasProtocol protocol = CasFixture.protocol(AMPLE)) {
			assertThat(outcome(protocol, ent)).isIn("INVALID", "UNREACHABLE");
		}
	}

	@Test
	void completeWhenNobodyListensThenUnreachable() throws IOException {
		int port;
		try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = closed.getLocalPort();
		}
		try (CasProtocol protocol = CasFixture.protocol(AMPLE)) {
			assertThat(CasFixture.outcome(protocol,
					CasFixture.delegation(Validation.CAS2, URI.create("http://localhost:" + port + "/validate"))))
				.isEqualTo("UNREACHABLE");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "file:///etc/passwd", "ftp://localhost/x", "relative", "mailto:x@example.fr",
			"http:///nohost", "http://localhost:99999/x" })
	void completeWhenTheAddressCannotBeCalledThenUnreachable(String address) {
		try (CasProtocol protocol = CasFixture.protocol(AMPLE)) {
			assertThat(CasFixture.outcome(protocol, CasFixture.delegation(Validation.CAS2, URI.create(address))))
				.isEqualTo("UNREACHABLE");
		}
	}

	@Test
	void completeWhenTheEntHoldsAllItMayThenUnreachableAtOnceAndOthersGoOn() {
		Set<Thread> before = entThreads();
		try (RawServer hanging = new RawServer(RawServer.silent());
				RawServer other = new RawServer(RawServer.answering(CasFixture.SUCCESS));
				CasProtocol protocol = CasFixture.protocol(AMPLE, 100)) {
			List<CompletableFuture<DelegationOutcome>> held = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				held.add(CasFixture.validate(protocol, delegation(hanging)));
			}
			CompletableFuture<DelegationOutcome> oneMore = CasFixture.validate(protocol, delegation(hanging));
			assertThat(oneMore).isDone();
			assertThat(Corpus.words(oneMore.join())).isEqualTo("UNREACHABLE");
			assertThat(outcome(protocol, other)).startsWith("AUTHENTICATED");
			assertThat(held).noneMatch(CompletableFuture::isDone);
			assertThat(entThreads()).filteredOn((thread) -> !before.contains(thread)).hasSizeLessThan(held.size());
		}
	}

	@Test
	void completeWhenTheEntIsBusyThenTheOthersWaitTheirTurn() {
		try (RawServer ent = new RawServer(
				(socket, request) -> RawServer.write(socket, RawServer.ok(CasFixture.SUCCESS)));
				CasProtocol protocol = CasFixture.protocol(AMPLE, 2, 100, (observation) -> {
				}, Corpus.CLOCK)) {
			List<CompletableFuture<DelegationOutcome>> rush = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				rush.add(CasFixture.validate(protocol, delegation(ent)));
			}
			assertThat(rush).extracting((one) -> Corpus.words(one.join())).containsOnly("AUTHENTICATED lea.martin {}");
			assertThat(ent.requests()).hasSize(50);
		}
	}

	@Test
	void completeWhenTheEntHangsThenThoseWhoWaitAreToldInHalfTheTime() {
		MovableClock clock = new MovableClock();
		try (RawServer ent = new RawServer(RawServer.silent());
				CasProtocol protocol = CasFixture.protocol(AMPLE, 1, 100, (observation) -> {
				}, clock)) {
			CompletableFuture<DelegationOutcome> underWay = CasFixture.validate(protocol, delegation(ent));
			CompletableFuture<DelegationOutcome> waiting = CasFixture.validate(protocol, delegation(ent));
			assertThat(waiting).isNotDone();
			clock.move(AMPLE.dividedBy(2));
			assertThat(Corpus.words(waiting.join())).isEqualTo("TIMEOUT");
			assertThat(Corpus.words(CasFixture.validate(protocol, delegation(ent)).join())).isEqualTo("TIMEOUT");
			assertThat(underWay).isNotDone();
			assertThat(ent.requests()).hasSizeLessThanOrEqualTo(1);
		}
	}

	/** Earlier tests' threads may still be ending. */
	private static Set<Thread> entThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("ent"))
			.collect(Collectors.toSet());
	}

	@Test
	void permitsComeBackAfterEveryOutcome() {
		try (RawServer ent = new RawServer((socket, request) -> {
			if (request.contains("late")) {
				RawServer.awaitClose(socket);
			}
			throw new IOException("dropped");
		}); CasProtocol protocol = CasFixture.protocol(SHORT, 1)) {
			URI late = ent.address("localhost", "/late");
			URI dropped = ent.address("localhost", "/dropped");
			for (int i = 0; i < 3; i++) {
				assertThat(CasFixture.outcome(protocol, CasFixture.delegation(Validation.CAS2, late)))
					.isEqualTo("TIMEOUT");
				assertThat(CasFixture.outcome(protocol, CasFixture.delegation(Validation.CAS2, dropped)))
					.isEqualTo("UNREACHABLE");
			}
		}
	}

	@Test
	void closeEndsWhatIsUnderWayAndTakesNothingMore() {
		CasProtocol protocol = CasFixture.protocol(AMPLE);
		try (RawServer ent = new RawServer(RawServer.silent())) {
			CompletableFuture<DelegationOutcome> underWay = CasFixture.validate(protocol, delegation(ent));
			while (ent.requests().isEmpty()) {
				Thread.onSpinWait();
			}
			protocol.close();
			assertThat(Corpus.words(underWay.join())).isEqualTo("UNREACHABLE");
			assertThat(outcome(protocol, ent)).isEqualTo("UNREACHABLE");
		}
	}

	private static Delegation delegation(RawServer ent) {
		return CasFixture.delegation(Validation.CAS2, ent.address("localhost", "/cas/serviceValidate"));
	}

	private static String outcome(CasProtocol protocol, RawServer ent) {
		return CasFixture.outcome(protocol, delegation(ent));
	}

	/** Cause and sentence, after making sure that the sentence gives no ticket away. */
	private static String detail(CasProtocol protocol, RawServer ent) {
		DelegationOutcome outcome = CasFixture.validate(protocol, delegation(ent)).join();
		assertThat(outcome).isInstanceOf(Unavailable.class);
		Unavailable unavailable = (Unavailable) outcome;
		assertThat(unavailable.detail()).doesNotContain("canary").doesNotContain("http");
		return unavailable.cause() + " " + unavailable.detail();
	}

}
