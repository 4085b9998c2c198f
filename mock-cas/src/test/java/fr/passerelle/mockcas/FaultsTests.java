package fr.passerelle.mockcas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import fr.passerelle.mockcas.junit.MockCas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Every fault, as a client sees it.
 */
class FaultsTests {

	private static final String SERVICE = "https://college.exemple.invalid/pronote/";

	private static final int MIB = 1024 * 1024;

	@RegisterExtension
	static final MockCas ent = MockCas.builder().build();

	@RegisterExtension
	static final MockCas brief = MockCas.builder().name("brief").endlessBytes(MIB).build();

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Visitor gateway = new Visitor(this.client);

	@Test
	void lateHoldsTheClientBeyondItsPatience() {
		ent.inject(Fault.LATE);
		HttpRequest.Builder impatient = HttpRequest.newBuilder(URI.create(url("mdupont")))
			.timeout(Duration.ofMillis(300));
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.gateway.send(impatient))
			.withCauseInstanceOf(HttpTimeoutException.class);
	}

	@Test
	void lateIsRightInTheEnd() {
		ent.inject(FaultOrder.of(Fault.LATE).lasting(Duration.ofMillis(20)));
		assertThat(validate("mdupont").body()).contains("<cas:user>mdupont</cas:user>");
	}

	@Test
	void dripIsRightInTheEnd() {
		ent.inject(FaultOrder.of(Fault.DRIP).lasting(Duration.ofMillis(50)));
		assertThat(validate("mdupont").body()).contains("<cas:user>mdupont</cas:user>")
			.endsWith("</cas:serviceResponse>\n");
	}

	@Test
	void dripSendsTheFirstBytesLongBeforeTheLast() throws Exception {
		ent.inject(Fault.DRIP);
		HttpResponse<InputStream> answer = this.client.send(HttpRequest.newBuilder(URI.create(url("mdupont"))).build(),
				BodyHandlers.ofInputStream());
		try (InputStream body = answer.body()) {
			assertThat((char) body.read()).isEqualTo('<');
		}
	}

	@Test
	void refusedIsAWellFormedRefusalThatSpendsTheTicket() {
		ent.inject(FaultOrder.of(Fault.REFUSED).times(1));
		String url = url("mdupont");
		assertThat(this.gateway.get(url).body()).contains("code=\"INVALID_TICKET\"");
		assertThat(ent.faults()).isEmpty();
		assertThat(this.gateway.get(url).body()).contains("code=\"INVALID_TICKET\"");
	}

	@Test
	void serverErrorIsA500WithAPage() {
		ent.inject(Fault.SERVER_ERROR);
		HttpResponse<String> answer = validate("mdupont");
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.body()).startsWith("<!DOCTYPE html>");
	}

	@Test
	void htmlIsA200WithAPage() {
		ent.inject(Fault.HTML);
		HttpResponse<String> answer = validate("mdupont");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
		assertThat(answer.body()).startsWith("<!DOCTYPE html>").doesNotContain("mdupont");
	}

	@Test
	void emptyIsA200WithNothing() {
		ent.inject(Fault.EMPTY);
		HttpResponse<String> answer = validate("mdupont");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEmpty();
	}

	@Test
	void truncatedPromisesMoreThanItSends() throws Exception {
		ent.inject(Fault.TRUNCATED);
		HttpResponse<InputStream> answer = this.client.send(HttpRequest.newBuilder(URI.create(url("mdupont"))).build(),
				BodyHandlers.ofInputStream());
		assertThat(answer.statusCode()).isEqualTo(200);
		int promised = Integer.parseInt(answer.headers().firstValue("Content-Length").orElse(""));
		AtomicInteger received = new AtomicInteger();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
			while (answer.body().read() >= 0) {
				received.incrementAndGet();
			}
		});
		assertThat(received).hasValue(promised / 2);
	}

	@Test
	void endlessGoesOnUntilTheClientLeaves() throws Exception {
		ent.inject(FaultOrder.of(Fault.ENDLESS).times(1));
		HttpResponse<InputStream> answer = this.client.send(HttpRequest.newBuilder(URI.create(url("mdupont"))).build(),
				BodyHandlers.ofInputStream());
		try (InputStream body = answer.body()) {
			assertThat(body.readNBytes(8 * MIB)).hasSize(8 * MIB).startsWith((byte) '<').endsWith((byte) ' ');
		}
		assertThat(validate("mdupont").body()).contains("<cas:user>mdupont</cas:user>");
	}

	@Test
	void endlessHasAnEndForClientsThatNeverLeave() {
		brief.inject(Fault.ENDLESS);
		String ticket = brief.signIn("mdupont", SERVICE);
		assertThat(this.gateway.get(brief.url() + "/serviceValidate?service=" + SERVICE + "&ticket=" + ticket).body())
			.hasSize(MIB);
	}

	@Test
	void doctypeTemptsTheReaderToFetchSomething() {
		ent.inject(Fault.DOCTYPE);
		String body = validate("mdupont").body();
		assertThat(body).containsSubsequence("<?xml", "<!DOCTYPE", ent.url() + "/__doctype", "<cas:user>mdupont");
		assertThat(ent.requests()).noneMatch((request) -> request.path().equals("/__doctype"));
		new Visitor().get(ent.url() + "/__doctype");
		assertThat(ent.requests()).anyMatch((request) -> request.path().equals("/__doctype"));
	}

	@Test
	void wrongClockShowsInTheDate() {
		ent.inject(Fault.WRONG_CLOCK);
		String date = validate("mdupont").body().replaceAll("(?s).*<cas:authenticationDate>(.*?)<.*", "$1");
		assertThat(Instant.parse(date)).isBefore(Instant.now().minusSeconds(3500));
	}

	@Test
	void wrongServiceIsARefusal() {
		ent.inject(Fault.WRONG_SERVICE);
		assertThat(validate("mdupont").body()).contains("code=\"INVALID_SERVICE\"");
	}

	@Test
	void redirectLeadsToWhereAnyoneIsWelcome() {
		ent.inject(Fault.REDIRECT);
		HttpResponse<String> answer = validate("mdupont");
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(this.gateway.get(Visitor.location(answer)).body()).contains("<cas:user>intrus</cas:user>");
	}

	@Test
	void dropClosesWithoutAByte() {
		ent.inject(Fault.DROP);
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> validate("mdupont"));
	}

	@Test
	void answerOfTheTestsOwnIsSentByteForByteAndSpendsTheTicket() {
		ent.inject(FaultOrder.answering("no\n\n").times(1));
		String url = url("mdupont");
		HttpResponse<String> answer = this.gateway.get(url);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("no\n\n");
		assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
		assertThat(this.gateway.get(url).body()).contains("code=\"INVALID_TICKET\"");
	}

	@Test
	void answerOfTheTestsOwnHasItsStatusAndType() {
		ent.inject(FaultOrder.answering(new OwnAnswer(503, "application/xml", "<é & />")));
		HttpResponse<String> answer = validate("mdupont");
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/xml");
		assertThat(answer.body()).isEqualTo("<é & />");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVER_ERROR", "HTML", "EMPTY", "DOCTYPE", "REDIRECT", "REFUSED", "WRONG_SERVICE" })
	void everyFaultSpendsTheTicket(Fault fault) {
		ent.inject(FaultOrder.of(fault).times(1));
		String url = url("mdupont");
		this.gateway.get(url);
		assertThat(this.gateway.get(url).body()).contains("code=\"INVALID_TICKET\"");
	}

	@Test
	void faultForOneTicketLeavesTheOthersAlone() {
		String ticket = ent.signIn("mdupont", SERVICE);
		ent.inject(FaultOrder.of(Fault.EMPTY).forTicket(ticket));
		assertThat(validate("mdupont").body()).isNotEmpty();
		assertThat(this.gateway.get(ent.url() + "/serviceValidate?service=" + SERVICE + "&ticket=" + ticket).body())
			.isEmpty();
	}

	@Test
	void faultForOnePersonWinsOverOneForAll() {
		ent.inject(FaultOrder.of(Fault.EMPTY).forPerson("mdupont"));
		ent.inject(Fault.SERVER_ERROR);
		assertThat(validate("mdupont").statusCode()).isEqualTo(200);
		assertThat(validate("sroux").statusCode()).isEqualTo(500);
	}

	@Test
	void faultForAFewTimesThenOver() {
		ent.inject(FaultOrder.of(Fault.EMPTY).times(2));
		assertThat(validate("mdupont").body()).isEmpty();
		assertThat(validate("mdupont").body()).isEmpty();
		assertThat(validate("mdupont").body()).isNotEmpty();
	}

	@Test
	void faultAtLoginLeavesValidationsAlone() {
		ent.inject(FaultOrder.of(Fault.SERVER_ERROR).atLogin());
		assertThat(this.gateway.get(ent.url() + "/login").statusCode()).isEqualTo(500);
		assertThat(validate("mdupont").statusCode()).isEqualTo(200);
		ent.clearFaults();
		assertThat(this.gateway.get(ent.url() + "/login").statusCode()).isEqualTo(200);
	}

	@Test
	void impossibleOrdersAreRefused() {
		FaultOrder late = FaultOrder.of(Fault.LATE);
		assertThatIllegalArgumentException().isThrownBy(() -> late.lasting(Duration.ofMillis(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> late.lasting(Duration.ofMinutes(11)));
		assertThatIllegalArgumentException().isThrownBy(() -> late.times(0));
		assertThatIllegalArgumentException().isThrownBy(() -> late.forPerson("mdupont").atLogin());
		assertThatIllegalArgumentException().isThrownBy(() -> FaultOrder.of(Fault.REFUSED).atLogin());
		assertThatIllegalArgumentException().isThrownBy(() -> FaultOrder.of(Fault.DROP).lasting(Duration.ZERO));
	}

	private HttpResponse<String> validate(String username) {
		return this.gateway.get(url(username));
	}

	private static String url(String username) {
		return ent.url() + "/serviceValidate?service=" + Visitor.encode(SERVICE) + "&ticket="
				+ ent.signIn(username, SERVICE);
	}

}
