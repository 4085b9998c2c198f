package fr.passerelle.mockcas;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import fr.passerelle.mockcas.junit.MockCas;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The login page and the way back from it.
 */
class LoginFlowTests {

	private static final String SERVICE = "https://college.exemple.invalid/pronote/parent.html";

	@RegisterExtension
	static final MockCas ent = MockCas.builder().name("ENT <Gascogne>").build();

	@RegisterExtension
	static final MockCas strict = MockCas.builder()
		.name("strict")
		.services("https://college.exemple.invalid/pronote/**", "https://lycee.exemple.invalid/*/eleve.html")
		.build();

	private final Visitor visitor = new Visitor();

	@Test
	void arriveWithoutSessionThenPageShowsEveryone() {
		HttpResponse<String> page = this.visitor.get(login(ent, SERVICE));
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(page.body()).contains("<html lang=\"fr\">", "<title>Portail ENT de test</title>", SERVICE,
				"Parente de deux élèves", "Zoé d&#39;Alméida", "ENT &lt;Gascogne&gt;");
		assertThat(page.body().split("<button", -1)).hasSize(ent.people().size() + 1);
	}

	@Test
	void pageHasOneFormWithoutActionSoThatFragmentsSurvive() {
		assertThat(this.visitor.get(login(ent, SERVICE)).body()).containsOnlyOnce("<form method=\"post\">");
	}

	@Test
	void pageEscapesTheService() {
		String page = this.visitor.get(login(ent, "https://x.invalid/?q=\"><script>alert(1)</script>")).body();
		assertThat(page).doesNotContain("<script").contains("&lt;script&gt;");
	}

	@Test
	void signInThenBackWithTicketAndCookie() {
		HttpResponse<String> back = this.visitor.signIn(login(ent, SERVICE), "mdupont");
		assertThat(back.statusCode()).isEqualTo(302);
		assertThat(Visitor.location(back)).startsWith(SERVICE + "?ticket=ST-");
		assertThat(Visitor.ticket(back)).matches("ST-\\d+-[A-Za-z0-9]{32}-ent-gascogne").hasSizeLessThan(256);
		assertThat(back.headers().firstValue("Set-Cookie").orElse("")).startsWith("TGC-")
			.contains("; Path=/cas; HttpOnly; SameSite=Lax")
			.doesNotContain("Secure");
		assertThat(back.headers().firstValue("Cache-Control")).hasValue("no-store");
	}

	@Test
	void signInWithServiceInTheBody() {
		HttpResponse<String> back = this.visitor.post(ent.url() + "/login", "application/x-www-form-urlencoded",
				"username=mdupont&service=" + Visitor.encode(SERVICE));
		assertThat(Visitor.location(back)).startsWith(SERVICE + "?ticket=ST-");
	}

	@ParameterizedTest
	@CsvSource({ "https://x.invalid/a, https://x.invalid/a?ticket=",
			"https://x.invalid/a?b=c, https://x.invalid/a?b=c&ticket=",
			"https://x.invalid/a?, https://x.invalid/a?ticket=",
			"https://x.invalid/é, https://x.invalid/%C3%A9?ticket=" })
	void ticketIsAddedToTheQuery(String service, String expected) {
		assertThat(Visitor.location(this.visitor.signIn(login(ent, service), "mdupont"))).startsWith(expected + "ST-");
	}

	@Test
	void ticketIsAddedInFrontOfTheFragment() {
		assertThat(Visitor.location(this.visitor.signIn(login(ent, SERVICE + "#devoirs"), "mdupont")))
			.matches("[^#]*\\?ticket=ST-[^#]*#devoirs");
	}

	@Test
	void samlTargetGetsAnArtifact() {
		String url = ent.url() + "/login?TARGET=" + Visitor.encode(SERVICE);
		assertThat(Visitor.location(this.visitor.signIn(url, "mdupont"))).startsWith(SERVICE + "?SAMLart=ST-");
	}

	@Test
	void arriveWithSessionThenBackAtOnceWithAnotherTicket() {
		String first = Visitor.ticket(this.visitor.signIn(login(ent, SERVICE), "mdupont"));
		HttpResponse<String> back = this.visitor.get(login(ent, SERVICE));
		assertThat(back.statusCode()).isEqualTo(302);
		assertThat(Visitor.ticket(back)).startsWith("ST-").isNotEqualTo(first);
	}

	@Test
	void renewAsksAgainInSpiteOfSession() {
		this.visitor.signIn(login(ent, SERVICE), "mdupont");
		assertThat(this.visitor.get(login(ent, SERVICE) + "&renew=true").statusCode()).isEqualTo(200);
		assertThat(this.visitor.get(login(ent, SERVICE) + "&renew=true&gateway=true").statusCode()).isEqualTo(200);
	}

	@Test
	void gatewayWithoutSessionThenBackWithoutTicket() {
		assertThat(Visitor.location(this.visitor.get(login(ent, SERVICE) + "&gateway=true"))).isEqualTo(SERVICE);
		this.visitor.signIn(login(ent, SERVICE), "mdupont");
		assertThat(Visitor.location(this.visitor.get(login(ent, SERVICE) + "&gateway=true"))).contains("?ticket=ST-");
	}

	@Test
	void withoutServiceNoTicketIsIssued() {
		assertThat(this.visitor.get(ent.url() + "/login").statusCode()).isEqualTo(200);
		HttpResponse<String> page = this.visitor.signIn(ent.url() + "/login", "mdupont");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("Vous êtes connecté", "Marie Dupont");
		assertThat(ent.issuedTickets()).isEmpty();
		assertThat(ent.ssoSessions()).isOne();
	}

	@Test
	void unknownPersonStaysOnThePage() {
		HttpResponse<String> page = this.visitor.signIn(login(ent, SERVICE), "<nobody>");
		assertThat(page.statusCode()).isEqualTo(401);
		assertThat(page.body()).contains("role=\"alert\"", "Cette personne n&#39;existe pas ici.");
		assertThat(ent.issuedTickets()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "javascript:alert(1)", "/pronote/", "https://x.invalid/\r\nSet-Cookie: a=b",
			"ftp://x.invalid/" })
	void addressThatIsNoServiceIsRefused(String service) {
		HttpResponse<String> page = this.visitor.signIn(login(ent, service), "mdupont");
		assertThat(page.statusCode()).isEqualTo(400);
		assertThat(ent.issuedTickets()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "https://college.exemple.invalid/pronote/parent.html, 200",
			"https://college.exemple.invalid/pronote/mobile/x?a=b, 200", "https://college.exemple.invalid/autre/, 403",
			"https://lycee.exemple.invalid/pronote/eleve.html, 200",
			"https://lycee.exemple.invalid/a/b/eleve.html, 403", "https://collegeXexemple.invalid/pronote/, 403" })
	void onlyRegisteredServicesAreServed(String service, int status) {
		HttpResponse<String> page = this.visitor.get(login(strict, service));
		assertThat(page.statusCode()).isEqualTo(status);
		assertThat(page.body().contains("Application non autorisée")).isEqualTo(status == 403);
	}

	@Test
	void anotherPersonTakesTheSessionOver() {
		this.visitor.signIn(login(ent, SERVICE), "mdupont");
		this.visitor.signIn(login(ent, SERVICE), "sroux");
		assertThat(ent.ssoSessions()).isOne();
		this.visitor.get(login(ent, SERVICE));
		assertThat(ent.issuedTickets()).extracting(IssuedTicket::username).containsExactly("mdupont", "sroux", "sroux");
		assertThat(ent.issuedTickets()).extracting(IssuedTicket::fromNewLogin).containsExactly(true, true, false);
	}

	@Test
	void headIssuesNothingAndOtherMethodsAreRefused() {
		this.visitor.signIn(ent.url() + "/login", "mdupont");
		assertThat(this.visitor.method("HEAD", login(ent, SERVICE), "").statusCode()).isEqualTo(200);
		assertThat(ent.issuedTickets()).isEmpty();
		assertThat(this.visitor.method("DELETE", login(ent, SERVICE), "").statusCode()).isEqualTo(405);
	}

	private static String login(MockCas server, String service) {
		return server.url() + "/login?service=" + Visitor.encode(service);
	}

}
