package fr.passerelle.gateway.security;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.console.ConsoleBrowser;
import fr.passerelle.gateway.console.RunningConsole;
import fr.passerelle.mockcas.Fault;
import fr.passerelle.mockcas.MockCasServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Administrators sign in to the console through a CAS server of their own.
 */
class CasSignInTests extends RunningConsole {

	private static final String START = "/console/login/cas/academie";

	private static final AtomicInteger NAMES = new AtomicInteger();

	private final String name = "cas" + NAMES.incrementAndGet();

	private final String user = "U." + this.name;

	private final MockCasServer cas = server;

	@SuppressWarnings("NullAway.Init")
	private static MockCasServer server;

	@BeforeAll
	static void start() {
		server = MockCasServer.server().port(CONSOLE_CAS_PORT).build();
		server.start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void reset() {
		this.cas.resetAll();
		this.cas.person(this.user);
	}

	private static String location(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isIn(302, 303);
		return answer.headers().firstValue("Location").orElseThrow();
	}

	/** Goes to the server, as far as the service address that it is sent. */
	private String service(ConsoleBrowser browser) {
		String login = location(browser.get(START));
		assertThat(login).startsWith("http://127.0.0.1:" + CONSOLE_CAS_PORT + "/cas/login?service=");
		return URLDecoder.decode(login.substring(login.indexOf('=') + 1), StandardCharsets.UTF_8);
	}

	private HttpResponse<String> comeBack(ConsoleBrowser browser, String service, String ticket) {
		assertThat(service).startsWith(origin() + START + "/return?state=");
		return browser.get(service.substring(origin().length()) + "&ticket=" + ticket);
	}

	private HttpResponse<String> signIn(ConsoleBrowser browser) {
		String service = service(browser);
		return comeBack(browser, service, this.cas.signIn(this.user, service));
	}

	/** An account that nobody has signed in to, bound to the user. */
	private ConsoleBrowser bound() {
		ConsoleBrowser root = administrator();
		HttpResponse<String> form = root.get("/console/administrators/new");
		root.post("/console/administrators", form.body(),
				Map.of("username", this.name, "displayName", "", "email", "", "scope", "platform"));
		HttpResponse<String> bound = bind(root, this.user);
		assertThat(location(bound)).endsWith("/console/administrators/" + this.name);
		assertThat(root.follow(bound).body()).contains("s’ouvre aussi par ce service", this.user, "(Académie de Test)");
		return root;
	}

	private HttpResponse<String> bind(ConsoleBrowser root, String casUser) {
		String page = "/console/administrators/" + this.name;
		return root.post(page + "/cas", root.get(page).body(), Map.of("server", "academie", "user", casUser));
	}

	@Test
	void theSignInPageOffersTheServer() {
		assertThat(browser().get("/console/login").body()).contains("href=\"" + START + "\"",
				"Se connecter avec Académie de Test");
	}

	@Test
	void aBoundUserArrivesAtThePageAskedForWithoutAPassword() {
		bound();
		ConsoleBrowser browser = browser();
		assertThat(location(browser.get("/console/administrators"))).isEqualTo("/console/login");
		assertThat(location(signIn(browser))).isEqualTo("/console/administrators");
		assertThat(browser.get("/console/administrators").body()).contains(this.name);
	}

	@Test
	void aUserWhomNoAccountIsBoundToIsToldTheirNameAndGetsNoSession() {
		ConsoleBrowser browser = browser();
		HttpResponse<String> refused = signIn(browser);
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).contains("« " + this.user + " »", "Académie de Test",
				"href=\"" + START + "/leave\"");
		assertThat(refused.headers().allValues("Set-Cookie"))
			.noneMatch((cookie) -> cookie.startsWith("passerelle-console="));
		assertThat(location(browser.get("/console/"))).isEqualTo("/console/login");
		ConsoleBrowser root = administrator();
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(root.get("/console/journal?q=" + this.user).body())
				.contains(this.user + " (Académie de Test)"));
	}

	/** The server tells users apart by letter case, so this program does. */
	@Test
	void aUserInOtherLettersIsAnotherUser() {
		bound();
		this.cas.person(this.user.toLowerCase(java.util.Locale.ROOT));
		ConsoleBrowser browser = browser();
		String service = service(browser);
		HttpResponse<String> refused = comeBack(browser, service,
				this.cas.signIn(this.user.toLowerCase(java.util.Locale.ROOT), service));
		assertThat(refused.statusCode()).isEqualTo(403);
	}

	@Test
	void aTicketThatAStrangerBeganOpensNothingInAnotherBrowser() {
		bound();
		ConsoleBrowser stranger = browser();
		String service = service(stranger);
		String ticket = this.cas.signIn(this.user, service);
		ConsoleBrowser victim = browser();
		assertThat(location(comeBack(victim, service, ticket))).isEqualTo("/console/login?expired");
		service(victim);
		assertThat(location(comeBack(victim, service, ticket))).isEqualTo("/console/login?expired");
		assertThat(this.cas.validations()).isEmpty();
		assertThat(location(victim.get("/console/"))).isEqualTo("/console/login");
	}

	@Test
	void aTicketIsUsedOnceByManyRequestsAtOnce() throws Exception {
		bound();
		ConsoleBrowser browser = browser();
		String service = service(browser);
		String ticket = this.cas.signIn(this.user, service);
		List<Future<HttpResponse<String>>> answers = new ArrayList<>();
		try (AutoExecutor threads = new AutoExecutor(Executors.newFixedThreadPool(4))) {
			for (int i = 0; i < 4; i++) {
				answers.add(threads.pool().submit(() -> comeBack(browser, service, ticket)));
			}
			int in = 0;
			for (Future<HttpResponse<String>> answer : answers) {
				in += location(answer.get()).equals("/console/") ? 1 : 0;
			}
			assertThat(in).isEqualTo(1);
		}
	}

	private record AutoExecutor(ExecutorService pool) implements AutoCloseable {

		@Override
		public void close() {
			this.pool.shutdownNow();
		}

	}

	@ParameterizedTest
	@ValueSource(strings = { "ST-made-up", "", "ST-1%26user%3Dadmin", "%0d%0aX:1" })
	void aTicketThatTheServerDoesNotKnowOpensNothing(String ticket) {
		ConsoleBrowser browser = browser();
		String service = service(browser);
		assertThat(location(comeBack(browser, service, ticket))).isEqualTo("/console/login?cas-refused=academie");
		assertThat(browser.get("/console/login?cas-refused=academie").body())
			.contains("Académie de Test n’a pas confirmé cette connexion");
	}

	@Test
	void whileTheServerIsDownThePageSaysSoAndThePasswordOpens() {
		ConsoleBrowser root = bound();
		String made = root
			.post("/console/administrators/" + this.name + "/password",
					root.get("/console/administrators/" + this.name).body(), Map.of("confirmed", "true"))
			.body();
		String password = made.substring(made.indexOf("<code class=\"code\">") + 19);
		ConsoleBrowser browser = browser();
		String service = service(browser);
		this.cas.inject(Fault.HTML);
		assertThat(location(comeBack(browser, service, "ST-1"))).isEqualTo("/console/login?cas-down=academie");
		assertThat(browser.get("/console/login?cas-down=academie").body()).contains("Académie de Test ne répond pas");
		assertThat(location(browser.signIn(this.name, password.substring(0, password.indexOf('<')))))
			.isEqualTo("/console/login/password");
	}

	/** An entry of a kept connection that the server closed unannounced. */
	@Test
	void aTicketLostOnAConnectionUsedBeforeBeginsTheSignInAgain() {
		ConsoleBrowser browser = browser();
		signIn(browser);
		String service = service(browser);
		this.cas.inject(Fault.DROP);
		assertThat(location(comeBack(browser, service, "ST-1"))).isEqualTo(START);
	}

	@Test
	void theServerEndsTheSessionsThatItsTicketsOpened() {
		bound();
		ConsoleBrowser browser = browser();
		ConsoleBrowser other = browser();
		signIn(browser);
		signIn(other);
		String first = this.cas.issuedTickets().get(0).value();
		this.cas.sendLogout(first);
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(browser.get("/console/administrators").statusCode()).isEqualTo(303));
		assertThat(other.get("/console/administrators").statusCode()).isEqualTo(200);
	}

	@Test
	void aLogoutMessageOfAStrangerEndsNothing() {
		bound();
		ConsoleBrowser browser = browser();
		signIn(browser);
		for (String body : new String[] { "logoutRequest=", "x", "logoutRequest=" + "a".repeat(40_000) }) {
			assertThat(browser().postRaw(START + "/return", body).statusCode()).isEqualTo(204);
		}
		assertThat(browser.get("/console/administrators").statusCode()).isEqualTo(200);
	}

	@Test
	void afterSigningOutThePageOffersToLeaveTheServerToo() {
		bound();
		ConsoleBrowser browser = browser();
		signIn(browser);
		HttpResponse<String> out = browser.post("/console/logout", browser.get("/console/administrators").body(),
				Map.of());
		assertThat(location(out)).isEqualTo("/console/login?bye=academie");
		assertThat(browser.follow(out).body()).contains("reste connecté ailleurs : Académie de Test",
				"href=\"" + START + "/leave\"");
		assertThat(location(browser.get(START + "/leave")))
			.startsWith("http://127.0.0.1:" + CONSOLE_CAS_PORT + "/cas/logout?service=");
	}

	@Test
	void unbindingEndsTheSessionsAndTheWayIn() {
		ConsoleBrowser root = bound();
		ConsoleBrowser browser = browser();
		signIn(browser);
		location(bind(root, ""));
		assertThat(browser.get("/console/administrators").statusCode()).isEqualTo(303);
		assertThat(signIn(browser).statusCode()).isEqualTo(403);
	}

	@Test
	void aLockedAccountDoesNotOpen() {
		ConsoleBrowser root = bound();
		root.post("/console/administrators/" + this.name + "/lock",
				root.get("/console/administrators/" + this.name).body(), Map.of("confirmed", "true"));
		assertThat(signIn(browser()).statusCode()).isEqualTo(403);
	}

	@Test
	void oneUserOpensOneAccount() {
		ConsoleBrowser root = bound();
		String page = "/console/administrators/" + ADMIN;
		HttpResponse<String> refused = root.post(page + "/cas", root.get(page).body(),
				Map.of("server", "academie", "user", this.user));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("ouvre déjà un autre compte", "value=\"" + this.user + "\"");
		HttpResponse<String> unknown = root.post(page + "/cas", root.get(page).body(),
				Map.of("server", "ailleurs", "user", "x"));
		assertThat(unknown.statusCode()).isEqualTo(422);
		assertThat(unknown.body()).contains("Choisissez un des services");
	}

	/** What was in the browser before is another person's. */
	@Test
	void theSessionOfBeforeEndsWithTheSignIn() {
		bound();
		ConsoleBrowser browser = administrator();
		assertThat(location(signIn(browser))).isEqualTo("/console/");
		assertThat(browser.get("/console/account").body()).contains(this.name);
	}

	@Test
	void theServersAddressesAnswerNothingElse() {
		assertThat(browser().get("/console/login/cas/other").statusCode()).isEqualTo(404);
		assertThat(browser().get(START + "/return").statusCode()).isEqualTo(303);
		assertThat(URI.create(location(browser().get(START))).getHost()).isEqualTo("127.0.0.1");
	}

}
