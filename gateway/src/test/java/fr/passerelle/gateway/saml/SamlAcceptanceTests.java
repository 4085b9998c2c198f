package fr.passerelle.gateway.saml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.EchoApplication;
import fr.passerelle.gateway.testkit.LocalGateway;
import fr.passerelle.gateway.testkit.LoopbackPort;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A school whose parents sign in by SAML 2, the whole way. */
@SuppressWarnings("NullAway.Init")
class SamlAcceptanceTests {

	private static final String PARENT = "/pronote/parent.html?a=%C3%A9&b=1";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static MockIdp idp;

	private static EchoApplication application;

	private static LocalGateway gateway;

	private static String college;

	private final TestBrowser browser = new TestBrowser();

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		idp = new MockIdp();
		application = new EchoApplication();
		int port = LoopbackPort.free();
		college = "http://localhost:" + port;
		Files.writeString(folder.resolve("college.yaml"), """
				uai: 0330001A
				name: Collège Jean-Moulin
				publicUrl: %s
				published: true
				upstream: %s
				delegations:
				  - { id: idp, label: Mon ENT, protocol: SAML2, saml2: { metadataUrl: "%s/metadata" } }
				espaces:
				  parent: { published: true, delegations: [idp] }
				""".formatted(college, application.url(), idp.url()));
		gateway = LocalGateway.start(port, folder.resolve("data"),
				"--passerelle.import=file:" + folder.resolve("college.yaml"),
				"--passerelle.admin.password=un-mot-de-passe-d-essai");
	}

	@AfterAll
	static void stop() {
		gateway.close();
		idp.close();
	}

	@BeforeEach
	void putTheProviderInOrder() {
		idp.key = SamlFixture.IDP;
		idp.serviceMetadata = null;
		idp.onlyAssertion = false;
		idp.logouts().clear();
	}

	@Test
	void aParentArrivesAtTheAddressFirstAskedFor() {
		Reply arrived = signIn();
		arrived.isEcho();
		assertThat(arrived.url()).hasToString(college + PARENT);
		assertThat(arrived.told("Passerelle-User")).isEqualTo("mdupont");
		assertThat(arrived.told("Passerelle-Delegation")).isEqualTo("idp");
	}

	@Test
	void anEncryptedAssertionIsReadByTheKeyOfTheMetadata() {
		signIn();
		idp.serviceMetadata = new TestBrowser().get(college + SamlAddresses.METADATA).body();
		idp.onlyAssertion = true;
		signIn(new TestBrowser()).isEcho();
	}

	/** Traps S-37: the browser sends no cookie with a POST from another site. */
	@Test
	void thePostSetsNoCookieAndTheGetAfterItDoes() {
		Map<String, String> form = form(this.browser.open(atTheProvider(this.browser)));
		Reply posted = new TestBrowser().post(college + SamlAddresses.RETURN, form);
		assertThat(posted.status()).isEqualTo(303);
		assertThat(posted.setCookies()).isEmpty();
		assertThat(this.browser.get(posted.location()).setCookies()).anyMatch((cookie) -> cookie.contains("s-parent="));
	}

	/** Traps S-36. */
	@Test
	void anotherBrowsersAnswerOpensNoSession() {
		Map<String, String> form = form(this.browser.open(atTheProvider(this.browser)));
		TestBrowser victim = new TestBrowser();
		atTheProvider(victim);
		Reply posted = new TestBrowser().post(college + SamlAddresses.RETURN, form);
		victim.get(posted.location()).isRefused(ErrorCode.LOGIN_EXPIRED);
	}

	@Test
	void aStrangersAssertionIsRefusedAndTheLoginStaysUsable() {
		String there = atTheProvider(this.browser);
		idp.key = SamlFixture.OTHER;
		Reply refused = new TestBrowser().post(college + SamlAddresses.RETURN, form(this.browser.open(there)));
		refused.isRefused(ErrorCode.ENT_ANSWER_INVALID);
		assertThat(refused.body()).doesNotContain("mdupont");
		idp.key = SamlFixture.IDP;
		Reply posted = new TestBrowser().post(college + SamlAddresses.RETURN, form(this.browser.open(there)));
		this.browser.follow(posted).isEcho();
	}

	/** Traps S-38. */
	@Test
	void anAnswerThatNobodyAwaitsEndsOnAPage() {
		Reply answer = this.browser.post(college + SamlAddresses.RETURN, Map.of("SAMLResponse", "x"));
		answer.isRefused(ErrorCode.LOGIN_EXPIRED);
		assertThat(answer.location()).isEmpty();
	}

	/** Traps S-24: a portal's tile. A login of our own starts from the page, once. */
	@Test
	void anAnswerWithoutALoginOfOursEndsOnAPageAndNothingLoops() {
		Map<String, String> form = form(this.browser.open(atTheProvider(this.browser)));
		for (Map<String, String> unsolicited : List.of(Map.of("SAMLResponse", form.get("SAMLResponse")),
				Map.of("SAMLResponse", form.get("SAMLResponse"), "RelayState", college + PARENT),
				Map.of("SAMLResponse", form.get("SAMLResponse"), "RelayState", "//evil.example"))) {
			Reply answer = this.browser.post(college + SamlAddresses.RETURN, unsolicited);
			answer.isRefused(ErrorCode.LOGIN_EXPIRED);
			assertThat(answer.location()).isEmpty();
			assertThat(answer.body()).doesNotContain("evil");
		}
		signIn(new TestBrowser()).isEcho();
	}

	/** Traps S-46. */
	@Test
	void theProvidersLogoutEndsTheSession() {
		signIn().isEcho();
		String request = idp.logoutRequest(college + SamlAddresses.LOGOUT, "mdupont", "i1", "_l" + System.nanoTime());
		Reply answered = new TestBrowser().get(request);
		answered.isRedirectStarting(idp.url() + "/slo?SAMLResponse=");
		assertThat(this.browser.get(college + PARENT).isRedirect()).isTrue();
	}

	@Test
	void leavingHereLeavesTheProviderToo() {
		signIn().isEcho();
		Reply there = this.browser.post(college + "/pronote/logout", "passerelle-logout=ent");
		there.isRedirectStarting(idp.url() + "/slo?SAMLRequest=");
		assertThat(SamlFixture.message(java.net.URI.create(there.location()), "SAMLRequest")).contains(">mdupont<")
			.contains("<samlp:SessionIndex>i1<");
		assertThat(this.browser.get(college + PARENT).isRedirect()).isTrue();
	}

	@Test
	void theJournalHasNoAssertion() {
		Map<String, String> form = form(this.browser.open(atTheProvider(this.browser)));
		new TestBrowser().post(college + SamlAddresses.RETURN, form);
		Reply journal = new TestBrowser().get(college + "/api/v1/audit", "Authorization",
				"Basic " + java.util.Base64.getEncoder()
					.encodeToString("admin:un-mot-de-passe-d-essai".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
		assertThat(journal.status()).isEqualTo(200);
		assertThat(journal.body()).doesNotContain(String.valueOf(form.get("SAMLResponse")).substring(0, 100));
	}

	private Reply signIn() {
		return signIn(this.browser);
	}

	private static Reply signIn(TestBrowser browser) {
		Map<String, String> form = form(browser.open(atTheProvider(browser)));
		return browser.follow(new TestBrowser().post(college + SamlAddresses.RETURN, form));
	}

	/** The provider's address, as soon as its metadata has come. */
	private static String atTheProvider(TestBrowser browser) {
		Instant end = Instant.now().plus(PATIENCE);
		Reply reply = browser.get(college + PARENT);
		while (!reply.isRedirect() && Instant.now().isBefore(end)) {
			Thread.onSpinWait();
			reply = browser.get(college + PARENT);
		}
		reply.isRedirectStarting(idp.url() + "/sso?SAMLRequest=");
		return reply.location();
	}

	private static Map<String, String> form(Reply page) {
		Map<String, String> fields = new LinkedHashMap<>();
		for (String name : List.of("SAMLResponse", "RelayState")) {
			Matcher value = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
			assertThat(value.find()).as(page.toString()).isTrue();
			fields.put(name, value.group(1));
		}
		return fields;
	}

}
