package fr.passerelle.gateway.cas;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import fr.passerelle.gateway.diagnosis.Diagnosis;
import fr.passerelle.gateway.diagnosis.DiagnosisWords;
import fr.passerelle.gateway.diagnosis.Finding;
import fr.passerelle.gateway.diagnosis.Step;
import fr.passerelle.gateway.diagnosis.Step.Kind;
import fr.passerelle.gateway.diagnosis.Step.Status;
import fr.passerelle.gateway.diagnosis.TestDiagnoses;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Validation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Diagnoses of servers that no mock ENT is: with every certificate, every redirect and
 * every odd answer.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExaminedServersTests {

	private static final String LOGIN = "<html><head><title>\n Connexion &nbsp;<b>ENT</b> </title></head>"
			+ "<form><input type=\"password\"></form></html>";

	private static ServerKeys keys;

	private final TestLines lines = new TestLines(Clock.systemUTC(), Duration.ofSeconds(2));

	@BeforeAll
	static void makeKeys(@TempDir Path folder) throws IOException, InterruptedException {
		keys = new ServerKeys(folder);
		keys.make("authority", "-ext", "bc=ca:true", "-validity", "400");
		keys.make("sound", "-signer", "authority", "-ext", "san=dns:localhost", "-validity", "300");
		keys.make("soon", "-signer", "authority", "-ext", "san=dns:localhost", "-validity", "9");
		keys.make("expired", "-signer", "authority", "-ext", "san=dns:localhost", "-startdate", "-3d", "-validity",
				"1");
		keys.make("future", "-signer", "authority", "-ext", "san=dns:localhost", "-startdate", "+5d");
	}

	@AfterEach
	void close() {
		this.lines.close();
	}

	@ParameterizedTest
	@CsvSource({ "sound,authority,TLS_TRUSTED,OK", "soon,authority,TLS_EXPIRES_SOON,WARNING",
			"expired,authority,TLS_EXPIRED,FAILED", "future,authority,TLS_NOT_YET_VALID,FAILED",
			"sound,expired,TLS_UNTRUSTED,FAILED" })
	void everyCertificateIsJudgedAsALoginWould(String key, String trusted, Finding finding, Status status)
			throws Exception {
		try (RawServer ent = new RawServer("https", keys.context(key).getServerSocketFactory(),
				cas("INVALID_TICKET"))) {
			Diagnosis diagnosis = TestDiagnoses.run(this.lines,
					settings(ent, Validation.CAS2, "/serviceValidate", List.of(keys.certificate(trusted))));
			assertThat(step(diagnosis, Kind.TLS).finding()).isEqualTo(finding);
			assertThat(step(diagnosis, Kind.TLS).status()).isEqualTo(status);
			assertThat(step(diagnosis, Kind.VALIDATION).finding())
				.isEqualTo((status != Status.FAILED) ? Finding.VALIDATION_REFUSES : Finding.NOT_TRIED);
		}
	}

	@Test
	void anOwnAuthorityThatIsMissingIsNamed() throws Exception {
		try (RawServer ent = new RawServer("https", keys.context("sound").getServerSocketFactory(),
				cas("INVALID_TICKET"))) {
			Step step = step(TestDiagnoses.run(this.lines, settings(ent, Validation.CAS2, "/validate", List.of())),
					Kind.TLS);
			assertThat(new DiagnosisWords().seen(step, Locale.FRENCH)).contains("CN=authority");
		}
	}

	@ParameterizedTest
	@CsvSource({ "INVALID_TICKET,VALIDATION_REFUSES,OK", "INVALID_SERVICE,VALIDATION_SERVICE_REFUSED,FAILED",
			"UNAUTHORIZED_SERVICE,VALIDATION_SERVICE_REFUSED,FAILED", "INTERNAL_ERROR,VALIDATION_REFUSES_ODDLY,WARNING",
			"INVALID_REQUEST,VALIDATION_REFUSES_ODDLY,WARNING" })
	void everyCodeOfARefusalIsRead(String code, Finding finding, Status status) {
		try (RawServer ent = new RawServer(cas(code))) {
			Step step = step(TestDiagnoses.run(this.lines, settings(ent, Validation.CAS2, "/serviceValidate")),
					Kind.VALIDATION);
			assertThat(step.finding()).isEqualTo(finding);
			assertThat(step.status()).isEqualTo(status);
			assertThat(step.seen().get(0)).isEqualTo(code);
			if (finding == Finding.VALIDATION_SERVICE_REFUSED) {
				assertThat(new DiagnosisWords().remedy(step, Locale.FRENCH))
					.contains("https://0330001a.example.fr/pronote/**");
			}
		}
	}

	@Test
	void aSamlStatusIsReadAndAServiceThatItDoesNotKnowIsSaid() {
		String saml = """
				<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>\
				<p:Response xmlns:p="urn:oasis:names:tc:SAML:1.0:protocol" IssueInstant="%s"><p:Status>\
				<p:StatusCode Value="p:RequestDenied"/><p:StatusMessage>%s</p:StatusMessage></p:Status></p:Response>\
				</s:Body></s:Envelope>""";
		for (String message : List.of("Ticket not recognized", "service 'x' is not authorized to use CAS")) {
			String body = saml.formatted(Instant.now(), message);
			try (RawServer ent = new RawServer(answering(() -> RawServer.ok(body)))) {
				Diagnosis diagnosis = TestDiagnoses.run(this.lines, settings(ent, Validation.SAML1, "/samlValidate"));
				assertThat(step(diagnosis, Kind.VALIDATION).finding()).isEqualTo(
						message.startsWith("Ticket") ? Finding.VALIDATION_REFUSES : Finding.VALIDATION_SERVICE_REFUSED);
				assertThat(step(diagnosis, Kind.CLOCK).finding()).isEqualTo(Finding.CLOCK_AGREES);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "samlp:AuthnFailed", "saml1p:Responder", "Requester", "samlp:RequestDenied",
			"urn:oasis:names:tc:SAML:2.0:status:AuthnFailed" })
	void examineWhenASamlServerRefusesByAnyOfItsCodesThenAllIsWell(String code) {
		String body = """
				<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>\
				<p:Response xmlns:p="urn:oasis:names:tc:SAML:1.0:protocol" IssueInstant="%s"><p:Status>\
				<p:StatusCode Value="%s"/></p:Status></p:Response></s:Body></s:Envelope>""".formatted(Instant.now(),
				code);
		try (RawServer ent = new RawServer(answering(() -> RawServer.ok(body)))) {
			Step step = step(TestDiagnoses.run(this.lines, settings(ent, Validation.SAML1, "/samlValidate")),
					Kind.VALIDATION);
			assertThat(step.finding()).isEqualTo(Finding.VALIDATION_REFUSES);
			assertThat(step.status()).isEqualTo(Status.OK);
		}
	}

	@Test
	void aServerThatAcceptsAMadeUpTicketIsAnAlarmAndShowsNobody() {
		try (RawServer ent = new RawServer(answering(() -> RawServer.ok(CasFixture.SUCCESS)))) {
			Diagnosis diagnosis = TestDiagnoses.run(this.lines, settings(ent, Validation.CAS2, "/serviceValidate"));
			assertThat(step(diagnosis, Kind.VALIDATION).finding()).isEqualTo(Finding.VALIDATION_ACCEPTS_ANYTHING);
			assertThat(diagnosis.toString()).doesNotContain("lea.martin");
		}
	}

	@ParameterizedTest
	@CsvSource({ "https://ent.example.fr/cas/login?service=x,VALIDATION_REDIRECTS_TO_LOGIN",
			"https://localhost/serviceValidate?ticket=x,VALIDATION_REDIRECTS_TO_HTTPS",
			"/elsewhere,VALIDATION_REDIRECTS" })
	void aRedirectOfTheValidationIsSaidAndNeverFollowed(String location, Finding finding) {
		try (RawServer ent = new RawServer(answering(() -> redirect(location)))) {
			Diagnosis diagnosis = TestDiagnoses.run(this.lines, settings(ent, Validation.CAS2, "/serviceValidate"));
			Step step = step(diagnosis, Kind.VALIDATION);
			assertThat(step.finding()).isEqualTo(finding);
			assertThat(step.seen().get(0)).doesNotContain("?");
			assertThat(ent.requests().stream().filter((request) -> request.contains("ticket=ST-"))).hasSize(1);
		}
	}

	@ParameterizedTest
	@CsvSource({ "403,VALIDATION_FORBIDDEN", "503,VALIDATION_SERVER_ERROR", "418,VALIDATION_STATUS",
			"404,VALIDATION_NOT_FOUND" })
	void everyStatusHasItsRemedy(int status, Finding finding) {
		try (RawServer ent = new RawServer(answering(() -> status(status)))) {
			assertThat(step(TestDiagnoses.run(this.lines, settings(ent, Validation.CAS2, "/serviceValidate")),
					Kind.VALIDATION)
				.finding()).isEqualTo(finding);
		}
	}

	@ParameterizedTest
	@CsvSource({ "https://0330001a.example.fr/pronote/parent.html?ticket=ST-9,LOGIN_PAGE_RETURNS",
			"/login?again=1,LOGIN_PAGE_LOOP", "javascript:alert(1),LOGIN_PAGE_BAD_REDIRECT",
			"file:///etc/passwd,LOGIN_PAGE_BAD_REDIRECT", "http://user:pw@localhost/,LOGIN_PAGE_BAD_REDIRECT" })
	void redirectsOfTheLoginPageAreFollowedOnlyWhereABrowserWouldAndSafely(String location, Finding finding) {
		try (RawServer ent = new RawServer(answering(() -> redirect(location)))) {
			Step step = step(TestDiagnoses.run(this.lines, settings(ent, Validation.CAS2, "/serviceValidate")),
					Kind.LOGIN_PAGE);
			assertThat(step.finding()).isEqualTo(finding);
			assertThat(step.toString()).doesNotContain("ST-9", "pw");
		}
	}

	@Test
	void aLoginPageOnAnotherHostIsFollowedAndItsTitleCleaned() {
		try (RawServer wayf = new RawServer(answering(() -> html(LOGIN)));
				RawServer ent = new RawServer((socket, request) -> RawServer.write(socket,
						request.startsWith("GET /login") ? redirect(wayf.address("127.0.0.1", "/wayf?x=1").toString())
								: RawServer.ok(failure("INVALID_TICKET"))))) {
			Step step = step(TestDiagnoses.run(this.lines, settings(ent, Validation.CAS2, "/serviceValidate")),
					Kind.LOGIN_PAGE);
			assertThat(step.finding()).isEqualTo(Finding.LOGIN_PAGE_ELSEWHERE);
			assertThat(step.seen().get(0)).endsWith("/wayf");
			assertThat(step.seen().subList(1, 3)).containsExactly("1", "Connexion &nbsp; ENT");
		}
	}

	@Test
	void noCookieNoCredentialAndNothingOfABodyTravels() {
		try (RawServer ent = new RawServer(answering(() -> "HTTP/1.1 200 OK\r\nSet-Cookie: TGC=canary\r\n"
				+ "WWW-Authenticate: Basic\r\nContent-Type: text/html\r\nContent-Length: 60\r\n\r\n"
				+ "<html>secret-of-the-intranet".concat(" ".repeat(32))))) {
			Diagnosis diagnosis = TestDiagnoses.run(this.lines, settings(ent, Validation.CAS2, "/serviceValidate"));
			assertThat(diagnosis.toString()).doesNotContain("secret-of-the-intranet");
			assertThat(ent.requests()).allSatisfy((request) -> assertThat(request.toLowerCase(Locale.ROOT))
				.doesNotContain("cookie:", "authorization:"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "0,CLOCK_AGREES,OK", "300,CLOCK_AHEAD,WARNING", "-300,CLOCK_BEHIND,WARNING" })
	void theDateThatAServerSaysIsCompared(int seconds, Finding finding, Status status) {
		String date = DateTimeFormatter.RFC_1123_DATE_TIME
			.format(Instant.now().plusSeconds(seconds).atOffset(ZoneOffset.UTC));
		try (RawServer ent = new RawServer(answering(
				() -> RawServer.ok(failure("INVALID_TICKET")).replace("\r\n\r\n", "\r\nDate: " + date + "\r\n\r\n")))) {
			Step step = step(TestDiagnoses.run(this.lines, settings(ent, Validation.CAS2, "/serviceValidate")),
					Kind.CLOCK);
			assertThat(step.finding()).isEqualTo(finding);
			assertThat(step.status()).isEqualTo(status);
		}
	}

	private static RawServer.Script cas(String code) {
		return (socket, request) -> RawServer.write(socket,
				request.startsWith("GET /login") ? html(LOGIN) : RawServer.ok(failure(code)));
	}

	private static RawServer.Script answering(Supplier<String> answer) {
		return (socket, request) -> RawServer.write(socket, answer.get());
	}

	private static String failure(String code) {
		return "<cas:serviceResponse xmlns:cas=\"http://www.yale.edu/tp/cas\"><cas:authenticationFailure code=\"" + code
				+ "\">no</cas:authenticationFailure></cas:serviceResponse>";
	}

	private static String html(String body) {
		return RawServer.ok(body).replace("text/xml", "text/html");
	}

	private static String redirect(String location) {
		return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
	}

	private static String status(int status) {
		return "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n";
	}

	private static Cas settings(RawServer ent, Validation validation, String path) {
		return settings(ent, validation, path, List.of());
	}

	private static Cas settings(RawServer ent, Validation validation, String path, List<X509Certificate> trusted) {
		URI login = ent.address("localhost", "/login");
		return new Cas(login, ent.address("localhost", path), login, validation, false, trusted);
	}

	private static Step step(Diagnosis diagnosis, Kind kind) {
		return diagnosis.steps().stream().filter((step) -> step.kind() == kind).findFirst().orElseThrow();
	}

}
