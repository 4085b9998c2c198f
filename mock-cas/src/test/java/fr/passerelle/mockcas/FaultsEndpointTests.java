package fr.passerelle.mockcas;

import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import fr.passerelle.mockcas.junit.MockCas;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The faults that clients switch over HTTP.
 */
class FaultsEndpointTests {

	@RegisterExtension
	static final MockCas ent = MockCas.builder().build();

	private final Visitor visitor = new Visitor();

	@Test
	void putAddsGetListsDeleteClears() {
		assertThat(put("""
				{"fault": "late", "delayMs": 1500, "ticket": "ST-1", "person": null, "times": 2}""").statusCode())
			.isEqualTo(200);
		assertThat(ent.faults())
			.containsExactly(FaultOrder.of(Fault.LATE).lasting(Duration.ofMillis(1500)).forTicket("ST-1").times(2));
		assertThat(this.visitor.get(url()).body()).contains("\"late\"", "1500", "\"ST-1\"");
		assertThat(this.visitor.method("DELETE", url(), "").statusCode()).isEqualTo(200);
		assertThat(ent.faults()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "late", "drip", "refused", "500", "HTML", "empty", "truncated", "endless", "DOCTYPE",
			"wrong clock", "wrong service", "redirect", "drop", "wrong-clock", "WRONG_SERVICE" })
	void everyFaultOfTheContractIsKnownByItsName(String name) {
		assertThat(put("{\"fault\": \"" + name + "\"}").statusCode()).isEqualTo(200);
		assertThat(ent.faults()).hasSize(1);
	}

	@Test
	void answerOfTheCallersOwnIsTakenWhole() {
		assertThat(put("""
				{"fault": "answer", "status": 200, "contentType": "text/plain", "body": "no\\n\\n", "times": 1}""")
			.statusCode()).isEqualTo(200);
		assertThat(ent.faults())
			.containsExactly(FaultOrder.answering(new OwnAnswer(200, "text/plain", "no\n\n")).times(1));
	}

	@Test
	void statusMayBeANumberAndLoginMayBeThePlace() {
		assertThat(put("{\"fault\": 500, \"at\": \"login\"}").statusCode()).isEqualTo(200);
		assertThat(ent.faults()).containsExactly(FaultOrder.of(Fault.SERVER_ERROR).atLogin());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"fault": "lat"}                       | wrong-service, redirect, drop
			{}                                     | late, drip, refused
			{"fault": "late", "delay": 3}          | delayMs
			{"fault": "late", "delayMs": "3"}      | whole number
			{"fault": "late", "delayMs": -3}       | between 0 and
			{"fault": "late", "times": 0}          | 1 or more
			{"fault": "answer"}                    | status, contentType and body
			{"fault": "answer", "status": 200}     | is required with fault
			{"fault": "answer", "status": 99, "body": ""} | between 200 and 599
			{"fault": "late", "body": "x"}         | that one alone
			{"fault": "late", "times": 4294967297} | too large
			{"fault": "late", "ticket": 7}         | must be a text
			{"fault": "late", "at": "logout"}      | validation, login
			{"fault": "refused", "at": "login"}    | late, drip, 500
			["late"]                               | JSON object
			null                                   | JSON object
			late                                   | JSON object
			""")
	void mistakeIsABadRequestThatNamesWhatIsAccepted(String body, String hint) {
		HttpResponse<String> answer = put(body);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("\"error\"", hint);
		assertThat(ent.faults()).isEmpty();
	}

	@Test
	void emptyBodyIsABadRequest() {
		assertThat(put("").statusCode()).isEqualTo(400);
	}

	@Test
	void otherMethodsAreRefused() {
		assertThat(this.visitor.method("POST", url(), "{}").statusCode()).isEqualTo(405);
	}

	private HttpResponse<String> put(String body) {
		return this.visitor.method("PUT", url(), body);
	}

	private static String url() {
		return ent.url() + "/__faults";
	}

}
