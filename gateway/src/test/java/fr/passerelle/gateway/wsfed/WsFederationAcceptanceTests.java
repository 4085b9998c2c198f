package fr.passerelle.gateway.wsfed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.establishment.WsFederation;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.saml.TestKeys;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A school whose parents sign in by WS-Federation, the whole way. */
@SuppressWarnings("NullAway.Init")
class WsFederationAcceptanceTests {

	private static final String PARENT = "/pronote/parent.html?a=%C3%A9&b=1";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static MockSts sts;

	private static EchoApplication application;

	private static LocalGateway gateway;

	private static String college;

	private final TestBrowser browser = new TestBrowser();

	/** The service's address is enough: its metadata is at the usual path. */
	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		sts = new MockSts();
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
				  - { id: sts, label: Mon ENT, protocol: WS_FEDERATION, wsFederation: { passiveUrl: "%s/wsfed" } }
				espaces:
				  parent: { published: true, delegations: [sts] }
				""".formatted(college, application.url(), sts.url()));
		gateway = LocalGateway.start(port, folder.resolve("data"),
				"--passerelle.import=file:" + folder.resolve("college.yaml"),
				"--passerelle.admin.password=un-mot-de-passe-d-essai");
	}

	@AfterAll
	static void stop() {
		gateway.close();
		sts.close();
	}

	@BeforeEach
	void putTheServiceInOrder() {
		sts.key = TestKeys.key();
		sts.old = true;
		sts.signOuts().clear();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aParentArrivesAtTheAddressFirstAskedFor(boolean old) {
		sts.old = old;
		Reply arrived = signIn(this.browser);
		arrived.isEcho();
		assertThat(arrived.url()).hasToString(college + PARENT);
		assertThat(arrived.told("Passerelle-User")).isEqualTo("mdupont");
		assertThat(arrived.told("Passerelle-Delegation")).isEqualTo("sts");
	}

	@Test
	void thePostSetsNoCookieAndTheGetAfterItDoes() {
		Map<String, String> form = form(this.browser.open(atTheService(this.browser)));
		Reply posted = post(form);
		assertThat(posted.status()).isEqualTo(303);
		assertThat(posted.setCookies()).isEmpty();
		assertThat(this.browser.get(posted.location()).setCookies()).anyMatch((cookie) -> cookie.contains("s-parent="));
	}

	/** Traps W-03: another browser's context. */
	@Test
	void anotherBrowsersTokenOpensNoSession() {
		Map<String, String> form = form(this.browser.open(atTheService(this.browser)));
		TestBrowser victim = new TestBrowser();
		atTheService(victim);
		victim.get(post(form).location()).isRefused(ErrorCode.LOGIN_EXPIRED);
	}

	/** Traps W-03: a context that is no login's. */
	@Test
	void aTokenWithoutALoginOfOursEndsOnAPageAndNothingLoops() {
		Map<String, String> form = form(this.browser.open(atTheService(this.browser)));
		for (String context : List.of(college + PARENT, "//evil.example", "https://evil.example/", "x".repeat(43))) {
			Map<String, String> other = new LinkedHashMap<>(form);
			other.put("wctx", context);
			Reply answer = this.browser.post(college + WsFederation.RETURN_PATH, other);
			answer.isRefused(ErrorCode.LOGIN_EXPIRED);
			assertThat(answer.location()).isEmpty();
			assertThat(answer.body()).doesNotContain("evil");
		}
		Map<String, String> without = new LinkedHashMap<>(form);
		without.remove("wctx");
		this.browser.post(college + WsFederation.RETURN_PATH, without).isRefused(ErrorCode.LOGIN_EXPIRED);
	}

	/** One token, one login: the context is not signed. */
	@Test
	void aTokenThatCameWithOneLoginOpensNoOther() {
		Map<String, String> form = form(this.browser.open(atTheService(this.browser)));
		TestBrowser thief = new TestBrowser();
		Map<String, String> own = form(thief.open(atTheService(thief)));
		Map<String, String> stolen = new LinkedHashMap<>(own);
		stolen.put("wresult", form.get("wresult"));
		this.browser.follow(post(form)).isEcho();
		post(stolen).isRefused(ErrorCode.ENT_ANSWER_INVALID);
		thief.follow(post(own)).isEcho();
	}

	@Test
	void aStrangersTokenIsRefusedAndTheLoginStaysUsable() {
		String there = atTheService(this.browser);
		sts.key = TestKeys.strangersKey();
		Reply refused = post(form(this.browser.open(there)));
		refused.isRefused(ErrorCode.ENT_ANSWER_INVALID);
		assertThat(refused.body()).doesNotContain("mdupont");
		sts.key = TestKeys.key();
		this.browser.follow(post(form(this.browser.open(there)))).isEcho();
	}

	/** Traps W-05. */
	@ParameterizedTest
	@ValueSource(strings = { "?wa=wsignoutcleanup1.0", "?wa=wsignoutcleanup1.0&wreply=https%3A%2F%2Fevil.example%2F",
			"?wa=wsignout1.0&wreply=https%3A%2F%2Fevil.example%2F" })
	void aCleanUpShowsAPointAndEndsNothing(String query) {
		signIn(this.browser).isEcho();
		for (TestBrowser anyone : List.of(new TestBrowser(), this.browser)) {
			Reply answer = anyone.get(college + WsFederation.RETURN_PATH + query);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.header("Content-Type")).isEqualTo("image/gif");
			assertThat(answer.location()).isEmpty();
			assertThat(answer.setCookies()).isEmpty();
			assertThat(answer.body()).hasSizeLessThan(100);
		}
		this.browser.get(college + PARENT).isEcho();
	}

	@Test
	void leavingHereLeadsToTheServicesSignOutAndBack() {
		signIn(this.browser).isEcho();
		Reply there = this.browser.post(college + "/pronote/logout", "passerelle-logout=ent");
		there.isRedirectStarting(sts.url() + "/wsfed?wa=wsignout1.0&wtrealm=");
		assertThat(there.location()).endsWith("&wreply=" + TestBrowser.encode(college + WsFederation.RETURN_PATH));
		assertThat(this.browser.get(there.location()).body()).isEqualTo("bye");
		assertThat(this.browser.get(college + PARENT).isRedirect()).isTrue();
		this.browser.get(college + WsFederation.RETURN_PATH).isRedirectTo(college + "/pronote/");
	}

	@Test
	void otherRequestsEndOnAPage() {
		for (String query : List.of("?wa=", "?wa=x", "?wa=wsignoutcleanup1.0&wa=wsignoutcleanup1.0",
				"?wa=wsignin1.0&wresult=x&wctx=" + "x".repeat(43))) {
			this.browser.get(college + WsFederation.RETURN_PATH + query).isRefused(ErrorCode.LOGIN_EXPIRED);
		}
	}

	@Test
	void theJournalHasNoToken() {
		Map<String, String> form = form(this.browser.open(atTheService(this.browser)));
		sts.key = TestKeys.strangersKey();
		post(form(this.browser.open(atTheService(this.browser)))).isRefused(ErrorCode.ENT_ANSWER_INVALID);
		this.browser.follow(post(form)).isEcho();
		Reply journal = new TestBrowser().get(college + "/api/v1/audit", "Authorization", "Basic "
				+ Base64.getEncoder().encodeToString("admin:un-mot-de-passe-d-essai".getBytes(StandardCharsets.UTF_8)));
		assertThat(journal.status()).isEqualTo(200);
		assertThat(journal.body()).contains("none of the known keys").doesNotContain("Assertion", "SignatureValue");
	}

	private static Reply post(Map<String, String> form) {
		return new TestBrowser().post(college + WsFederation.RETURN_PATH, form);
	}

	private static Reply signIn(TestBrowser browser) {
		return browser.follow(post(form(browser.open(atTheService(browser)))));
	}

	/** The service's address, as soon as its metadata has come. */
	private static String atTheService(TestBrowser browser) {
		Instant end = Instant.now().plus(PATIENCE);
		Reply reply = browser.get(college + PARENT);
		while (!reply.isRedirect() && Instant.now().isBefore(end)) {
			Thread.onSpinWait();
			reply = browser.get(college + PARENT);
		}
		reply.isRedirectStarting(sts.url() + "/wsfed?wa=wsignin1.0&wtrealm=");
		return reply.location();
	}

	private static Map<String, String> form(Reply page) {
		Map<String, String> fields = new LinkedHashMap<>();
		for (String name : List.of("wa", "wresult", "wctx")) {
			Matcher value = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
			assertThat(value.find()).as(page.toString()).isTrue();
			fields.put(name,
					value.group(1)
						.replace("&lt;", "<")
						.replace("&gt;", ">")
						.replace("&quot;", "\"")
						.replace("&amp;", "&"));
		}
		return fields;
	}

}
