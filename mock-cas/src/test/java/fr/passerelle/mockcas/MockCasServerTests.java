package fr.passerelle.mockcas;

import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Servers as a whole: start and stop, certificates, several side by side, journal, reset.
 */
class MockCasServerTests {

	private static final String SERVICE = "https://x.invalid/";

	@Test
	void twoServersKnowNothingOfEachOther() {
		try (MockCasServer a = started(MockCasServer.server().name("A"));
				MockCasServer b = started(MockCasServer.server().name("B").people(List.of(Person.of("lea"))))) {
			Visitor browser = new Visitor();
			String ticket = Visitor.ticket(browser.signIn(a.url() + "/login?service=" + SERVICE, "mdupont"));
			assertThat(browser.get(b.url() + "/serviceValidate?service=" + SERVICE + "&ticket=" + ticket).body())
				.contains("INVALID_TICKET");
			browser.signIn(b.url() + "/login?service=" + SERVICE, "lea");
			assertThat(browser.cookies()).as("one cookie jar, two sessions").hasSize(2);
			assertThat(browser.get(a.url() + "/login?service=" + SERVICE).statusCode()).isEqualTo(302);
			assertThat(browser.get(b.url() + "/login?service=" + SERVICE).statusCode()).isEqualTo(302);
			assertThat(b.issuedTickets()).extracting(IssuedTicket::username).containsExactly("lea", "lea");
		}
	}

	@Test
	void stoppedServerIsUnreachableAndComesBackWhereItWas() {
		try (MockCasServer ent = started(MockCasServer.server())) {
			String ticket = ent.signIn("mdupont", SERVICE);
			String url = ent.url() + "/validate?service=" + SERVICE + "&ticket=" + ticket;
			ent.stop();
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> new Visitor().get(url));
			ent.start();
			assertThat(new Visitor().get(url).body()).isEqualTo("yes\nmdupont\n");
		}
	}

	@Test
	void neverStartedServerHasNoAddress() {
		try (MockCasServer ent = MockCasServer.server().build()) {
			assertThatIllegalStateException().isThrownBy(ent::url);
		}
	}

	@Test
	void httpsShowsACertificateThatItsOwnContextTrusts() {
		try (MockCasServer ent = started(MockCasServer.server().https())) {
			HttpClient trusting = HttpClient.newBuilder().sslContext(ent.trustingContext()).build();
			Visitor browser = new Visitor(trusting);
			assertThat(ent.httpsUrl()).startsWith("https://localhost:");
			assertThat(
					browser.signIn(ent.httpsUrl() + "/login", "mdupont").headers().firstValue("Set-Cookie").orElse(""))
				.endsWith("; Secure");
			assertThat(browser.get(ent.httpsUrl().replace("localhost", "127.0.0.1") + "/login").statusCode())
				.isEqualTo(200);
			assertThat(ent.certificatePem()).startsWith("-----BEGIN CERTIFICATE-----\n");
			assertThat(ent.certificate().getSubjectX500Principal().getName()).contains("mock-cas");
			assertThatExceptionOfType(UncheckedIOException.class)
				.isThrownBy(() -> new Visitor().get(ent.httpsUrl() + "/login"))
				.withCauseInstanceOf(SSLHandshakeException.class);
		}
	}

	@Test
	void certificateOfAnotherNameIsRefusedByClients() {
		try (MockCasServer ent = started(MockCasServer.server().https().certificateNames("autre.exemple.invalid"))) {
			HttpClient trusting = HttpClient.newBuilder().sslContext(ent.trustingContext()).build();
			assertThatExceptionOfType(UncheckedIOException.class)
				.isThrownBy(() -> new Visitor(trusting).get(ent.httpsUrl() + "/login"))
				.withCauseInstanceOf(SSLException.class)
				.withStackTraceContaining("No subject alternative");
		}
	}

	@Test
	void expiredCertificateIsNoLongerValid() {
		try (MockCasServer ent = started(MockCasServer.server().https().expiredCertificate())) {
			assertThat(ent.certificate().getNotAfter().toInstant()).isBefore(Instant.now());
		}
	}

	@Test
	void withoutHttpsThereIsNoCertificate() {
		try (MockCasServer ent = started(MockCasServer.server())) {
			assertThatIllegalStateException().isThrownBy(ent::httpsUrl);
			assertThatIllegalStateException().isThrownBy(ent::certificate);
		}
	}

	@Test
	void pathMayBeAnother() {
		try (MockCasServer ent = started(MockCasServer.server().path("/casshib/shib/ent"))) {
			assertThat(ent.url()).endsWith("/casshib/shib/ent");
			assertThat(new Visitor().get(ent.url() + "/login").statusCode()).isEqualTo(200);
			assertThat(new Visitor().get(ent.url().replace("/casshib/shib/ent", "/cas") + "/login").statusCode())
				.isEqualTo(404);
		}
		assertThatIllegalArgumentException().isThrownBy(() -> MockCasServer.server().path("cas/"));
	}

	@Test
	void journalKeepsWhatWasAskedAndHidesItFromText() {
		try (MockCasServer ent = started(MockCasServer.server())) {
			String ticket = ent.signIn("mdupont", SERVICE);
			new Visitor().get(ent.url() + "/serviceValidate?service=" + SERVICE + "&ticket=" + ticket);
			new Visitor().get(ent.url() + "/nowhere");
			assertThat(ent.requests()).hasSize(2);
			RecordedRequest validation = ent.validations().get(0);
			assertThat(validation.ticket()).isEqualTo(ticket);
			assertThat(validation.service()).isEqualTo(SERVICE);
			assertThat(validation.outcome()).isEqualTo("success");
			assertThat(validation.method()).isEqualTo("GET");
			assertThat(validation.headers()).containsKey("host");
			assertThat(validation.toString()).doesNotContain(ticket);
		}
	}

	@Test
	void awaitReturnsAsSoonAsTheRequestCame() {
		try (MockCasServer ent = started(MockCasServer.server())) {
			CompletableFuture<Boolean> waiting = CompletableFuture
				.supplyAsync(() -> ent.awaitValidations(1, Duration.ofSeconds(20)));
			new Visitor().get(ent.url() + "/validate");
			assertThat(waiting.join()).isTrue();
			assertThat(ent.awaitValidations(2, Duration.ofMillis(1))).isFalse();
			assertThat(ent.awaitRequests((requests) -> requests.size() == 1, Duration.ZERO)).isTrue();
		}
	}

	@Test
	void resetForgetsAllButPeople() {
		try (MockCasServer ent = started(MockCasServer.server().layout(Layout.FLAT))) {
			ent.person("nouveau")
				.name("Nou", "Veau")
				.profile("National_ELV")
				.establishment("0330001A")
				.attribute("x", "y");
			String ticket = ent.signIn("nouveau", SERVICE);
			ent.inject(Fault.DROP);
			ent.layout(Layout.NESTED);
			ent.resetAll();
			assertThat(ent.faults()).isEmpty();
			assertThat(ent.ssoSessions()).isZero();
			assertThat(ent.issuedTickets()).isEmpty();
			assertThat(new Visitor().get(ent.url() + "/validate?service=" + SERVICE + "&ticket=" + ticket).body())
				.isEqualTo("no\n\n");
			assertThat(new Visitor()
				.get(ent.url() + "/serviceValidate?service=" + SERVICE + "&ticket=" + ent.signIn("nouveau", SERVICE))
				.body()).doesNotContain("attributes").contains("<cas:x>y</cas:x>");
		}
	}

	@Test
	void signInRefusesWhomItDoesNotKnow() {
		try (MockCasServer ent = MockCasServer.server().services("https://x.invalid/*").build()) {
			assertThatIllegalArgumentException().isThrownBy(() -> ent.signIn("nobody", SERVICE));
			assertThatIllegalArgumentException().isThrownBy(() -> ent.signIn("mdupont", "https://y.invalid/"));
			assertThat(ent.signIn("mdupont", SERVICE)).startsWith("ST-");
		}
	}

	@Test
	void administrationOfTheServerUnderneathIsClosed() {
		try (MockCasServer ent = started(MockCasServer.server())) {
			String admin = ent.url().replace("/cas", "/__admin/mappings");
			assertThat(new Visitor().get(admin).statusCode()).isEqualTo(401);
			assertThat(new Visitor().method("DELETE", admin, "").statusCode()).isEqualTo(401);
		}
	}

	@Test
	void attributeNamesHaveToBeElements() {
		assertThatIllegalArgumentException().isThrownBy(() -> Person.of("x").withAttribute("a b", "c"));
		assertThatIllegalArgumentException().isThrownBy(() -> Person.of(" "));
	}

	private static MockCasServer started(MockCasBuilder<MockCasServer> builder) {
		MockCasServer server = builder.build();
		server.start();
		return server;
	}

}
