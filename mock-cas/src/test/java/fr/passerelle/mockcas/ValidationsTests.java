package fr.passerelle.mockcas;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import fr.passerelle.mockcas.junit.MockCas;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of validation, over HTTP.
 */
class ValidationsTests {

	private static final String SERVICE = "https://college.exemple.invalid/pronote/parent.html";

	private static final SettableClock clock = new SettableClock();

	@RegisterExtension
	static final MockCas ent = MockCas.builder().clock(clock).build();

	private final Visitor gateway = new Visitor();

	@ParameterizedTest
	@EnumSource(names = "SAML1", mode = EnumSource.Mode.EXCLUDE)
	void goodTicketNamesThePersonOnceOnly(Dialect dialect) {
		String ticket = ent.signIn("mdupont", SERVICE);
		assertThat(validate(dialect, SERVICE, ticket)).contains("mdupont");
		assertThat(validate(dialect, SERVICE, ticket)).doesNotContain("mdupont");
	}

	@Test
	void cas1AnswersInTwoLines() {
		assertThat(validate(Dialect.CAS1, SERVICE, ent.signIn("mdupont", SERVICE))).isEqualTo("yes\nmdupont\n");
		assertThat(validate(Dialect.CAS1, SERVICE, "ST-unknown")).isEqualTo("no\n\n");
	}

	@Test
	void wrongServiceBurnsTheTicket() {
		String ticket = ent.signIn("mdupont", SERVICE);
		assertThat(validate(Dialect.CAS2, SERVICE + "/", ticket)).contains("code=\"INVALID_SERVICE\"");
		assertThat(validate(Dialect.CAS2, SERVICE, ticket)).contains("code=\"INVALID_TICKET\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://COLLEGE.exemple.invalid/pronote/parent.html",
			"https://college.exemple.invalid:443/pronote/parent.html",
			"https://college.exemple.invalid/pronote/parent.html?",
			"https://college.exemple.invalid/pronote/%70arent.html" })
	void serviceIsComparedCharacterByCharacter(String almost) {
		assertThat(validate(Dialect.CAS2, almost, ent.signIn("mdupont", SERVICE))).contains("INVALID_SERVICE");
	}

	@Test
	void ticketIsGoodForFiveMinutes() {
		String ticket = ent.signIn("mdupont", SERVICE);
		clock.advance(Duration.ofMinutes(5));
		assertThat(validate(Dialect.CAS3, SERVICE, ticket)).contains("code=\"INVALID_TICKET\"");
	}

	@Test
	void missingParametersAreAnInvalidRequest() {
		assertThat(this.gateway.get(ent.url() + "/serviceValidate").body()).contains("code=\"INVALID_REQUEST\"");
		assertThat(this.gateway.get(ent.url() + "/serviceValidate?ticket=ST-1").body()).contains("INVALID_REQUEST");
		assertThat(this.gateway.get(ent.url() + "/validate").body()).isEqualTo("no\n\n");
	}

	@Test
	void refusalEscapesWhatItQuotes() {
		String answer = validate(Dialect.CAS2, SERVICE + "?a=b&c=<d>", ent.signIn("mdupont", SERVICE));
		assertThat(answer).contains("?a=b&amp;c=&lt;d&gt;");
		assertThat(validate(Dialect.CAS2, SERVICE, "ST-<\"&'\u0001")).contains("ST-&lt;&quot;&amp;&#39;\uFFFD");
	}

	@Test
	void proxyTicketIsForProxyAddressesOnly() {
		assertThat(validate(Dialect.CAS2, SERVICE, proxyTicket())).contains("code=\"INVALID_TICKET_SPEC\"");
		assertThat(validate(Dialect.CAS3, SERVICE, proxyTicket())).contains("code=\"INVALID_TICKET_SPEC\"");
		assertThat(validate(Dialect.CAS1, SERVICE, proxyTicket())).isEqualTo("no\n\n");
		assertThat(validate(Dialect.CAS2_PROXY, SERVICE, proxyTicket())).contains("<cas:user>mdupont</cas:user>")
			.containsSubsequence("<cas:proxy>https://b.invalid/</cas:proxy>",
					"<cas:proxy>https://a.invalid/</cas:proxy>");
	}

	@Test
	void renewRefusesTicketsOfTheSession() {
		Visitor browser = new Visitor();
		String login = ent.url() + "/login?service=" + Visitor.encode(SERVICE);
		String fresh = Visitor.ticket(browser.signIn(login, "mdupont"));
		String reused = Visitor.ticket(browser.get(login));
		assertThat(this.gateway.get(url(Dialect.CAS2, SERVICE, fresh) + "&renew=true").body()).contains("mdupont");
		assertThat(this.gateway.get(url(Dialect.CAS2, SERVICE, reused) + "&renew=true").body())
			.contains("code=\"INVALID_TICKET\"");
	}

	@Test
	void proxyGrantingIsRefused() {
		String url = url(Dialect.CAS2, SERVICE, ent.signIn("mdupont", SERVICE)) + "&pgtUrl=https://x.invalid/";
		assertThat(this.gateway.get(url).body()).contains("code=\"UNAUTHORIZED_SERVICE_PROXY\"");
	}

	@Test
	void forgottenPersonIsRefused() {
		ent.person("passager");
		String ticket = ent.signIn("passager", SERVICE);
		ent.forget("passager");
		assertThat(validate(Dialect.CAS2, SERVICE, ticket)).contains("code=\"INVALID_TICKET\"");
	}

	@Test
	void jsonOnDemand() {
		String good = this.gateway.get(url(Dialect.CAS3, SERVICE, ent.signIn("mdupont", SERVICE)) + "&format=JSON")
			.body();
		assertThat(JsonText.readObject(good)).extracting("serviceResponse")
			.extracting("authenticationSuccess")
			.extracting("user")
			.isEqualTo("mdupont");
		assertThat(this.gateway.get(url(Dialect.CAS3, SERVICE, "ST-1") + "&format=JSON").body())
			.contains("\"INVALID_TICKET\"");
	}

	@Test
	void manyGatewaysAtOnceThenOneSucceeds() throws Exception {
		String url = url(Dialect.CAS2, SERVICE, ent.signIn("mdupont", SERVICE));
		ExecutorService pool = Executors.newFixedThreadPool(8);
		Callable<String> call = () -> new Visitor().get(url).body();
		int won = 0;
		for (Future<String> answer : pool.invokeAll(List.of(call, call, call, call, call, call, call, call))) {
			won += answer.get().contains("authenticationSuccess") ? 1 : 0;
		}
		pool.shutdown();
		assertThat(won).isOne();
		assertThat(ent.validations()).hasSize(8)
			.filteredOn((request) -> request.outcome().equals("success"))
			.hasSize(1);
	}

	@Test
	void answersAreNotKept() {
		assertThat(this.gateway.get(url(Dialect.CAS2, SERVICE, "ST-1")).headers().firstValue("Cache-Control"))
			.hasValue("no-store");
	}

	private static String proxyTicket() {
		return ent.proxyTicket("mdupont", SERVICE, "https://b.invalid/", "https://a.invalid/");
	}

	private String validate(Dialect dialect, String service, String ticket) {
		return this.gateway.get(url(dialect, service, ticket)).body();
	}

	private static String url(Dialect dialect, String service, String ticket) {
		return ent.url() + dialect.path() + "?service=" + Visitor.encode(service) + "&ticket=" + Visitor.encode(ticket);
	}

}
