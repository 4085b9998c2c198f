package fr.passerelle.tryit.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import fr.passerelle.tryit.sample.Verdict.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The gateway's keys as the sample application fetches them.
 */
class PublishedKeysTests {

	private static final String ORIGIN = "http://localhost:8080";

	private final HttpServer server;

	private final AssertionVerifier verifier;

	private final AtomicInteger fetched = new AtomicInteger();

	private volatile int status = 200;

	private volatile String published = "";

	PublishedKeysTests() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/.passerelle/jwks.json", (exchange) -> {
			this.fetched.incrementAndGet();
			byte[] body = this.published.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(this.status, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.server.start();
		URI keys = URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + "/.passerelle/jwks.json");
		this.verifier = new AssertionVerifier(Set.of(ORIGIN), AssertionVerifier.publishedKeys(keys),
				Clock.fixed(Instant.parse("2026-09-01T08:00:00Z"), ZoneOffset.UTC));
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void fetchedOnceForManyAssertions() {
		SigningGateway gateway = published(new SigningGateway());

		assertThat(verdict(gateway).kind()).isEqualTo(Kind.GOOD);
		assertThat(verdict(gateway).kind()).isEqualTo(Kind.GOOD);
		assertThat(this.fetched).hasValue(1);
	}

	@Test
	void newKeyAfterRotationThenFetchedAgain() {
		SigningGateway before = published(new SigningGateway("before"));
		assertThat(verdict(before).kind()).isEqualTo(Kind.GOOD);

		SigningGateway after = published(new SigningGateway("after"));

		assertThat(verdict(after).kind()).isEqualTo(Kind.GOOD);
		assertThat(verdict(before).kind()).isEqualTo(Kind.BAD);
	}

	@Test
	void madeUpKeyIdsThenFewFetches() {
		SigningGateway gateway = published(new SigningGateway());
		assertThat(verdict(gateway).kind()).isEqualTo(Kind.GOOD);

		for (int i = 0; i < 50; i++) {
			assertThat(verdict(new SigningGateway("made-up-" + i)).kind()).isEqualTo(Kind.BAD);
		}

		assertThat(this.fetched).hasValueLessThanOrEqualTo(2);
		assertThat(verdict(gateway).kind()).isEqualTo(Kind.GOOD);
	}

	@Test
	void addressAwayThenBadAndSaidSo() {
		this.server.stop(0);

		assertThat(verdict(new SigningGateway()).explanation()).contains("ne peuvent pas être lues");
	}

	@Test
	void addressAnswersAnErrorThenBadAndSaidSo() {
		SigningGateway gateway = published(new SigningGateway());
		this.status = 503;

		assertThat(verdict(gateway).explanation()).contains("ne peuvent pas être lues");
	}

	@Test
	void addressAwayLaterThenTheLastKeysAreKept() {
		SigningGateway gateway = published(new SigningGateway());
		assertThat(verdict(gateway).kind()).isEqualTo(Kind.GOOD);
		this.server.stop(0);

		assertThat(verdict(new SigningGateway("unknown")).explanation()).contains("n’est pas signée");
		assertThat(verdict(gateway).kind()).isEqualTo(Kind.GOOD);
	}

	@Test
	void moreThanAKeySetHasThenNotRead() {
		SigningGateway gateway = published(new SigningGateway());
		this.published = gateway.keySet() + " ".repeat(64 * 1024);

		assertThat(verdict(gateway).explanation()).contains("ne peuvent pas être lues");
	}

	@Test
	void keysOfOtherKindsThenPassedOver() {
		SigningGateway gateway = published(new SigningGateway());
		this.published = this.published.replace("{\"keys\":[",
				"{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"essai-1\",\"n\":\"AQ\",\"e\":\"AQAB\"},");

		assertThat(verdict(gateway).kind()).isEqualTo(Kind.GOOD);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "{\"keys\":{}}", "{\"keys\":[{}]}",
			"{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"essai-1\",\"x\":\"!\",\"y\":\"AQ\"}]}" })
	void notAKeySetThenBadAndSaidSo(String set) {
		this.published = set;

		assertThat(verdict(new SigningGateway()).explanation()).contains("ne peuvent pas être lues");
	}

	private SigningGateway published(SigningGateway gateway) {
		this.published = gateway.keySet().toString();
		return gateway;
	}

	private Verdict verdict(SigningGateway gateway) {
		return this.verifier.verify(new Caller("1001", "Zoé d'Alméida", List.of("ELV"), "eleve", "0330001A", "horizon",
				gateway.sign(AssertionVerifierTests.CLAIMS), ORIGIN));
	}

}
