package fr.passerelle.gateway.oidc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.EchoApplication;
import fr.passerelle.gateway.testkit.FakeProvider;
import fr.passerelle.gateway.testkit.LocalGateway;
import fr.passerelle.gateway.testkit.LoopbackPort;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A school whose parents sign in by OpenID Connect, the whole way. */
@SuppressWarnings("NullAway.Init")
class OidcAcceptanceTests {

	private static final String PARENT = "/pronote/parent.html?a=%C3%A9&b=1";

	private static final String ADMIN = "Basic "
			+ Base64.getEncoder().encodeToString("admin:un-mot-de-passe-d-essai".getBytes(StandardCharsets.UTF_8));

	private static FakeProvider provider;

	private static EchoApplication application;

	private static LocalGateway gateway;

	private static Path data;

	private static String college;

	private final TestBrowser browser = new TestBrowser();

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		provider = new FakeProvider();
		application = new EchoApplication();
		int port = LoopbackPort.free();
		college = "http://localhost:" + port;
		data = folder.resolve("data");
		Files.writeString(folder.resolve("college.yaml"), """
				uai: 0330001A
				name: Collège Jean-Moulin
				publicUrl: %s
				published: true
				upstream: %s
				delegations:
				  - { id: op, label: Mon ENT, protocol: OIDC, oidc: { issuer: "%s", clientId: passerelle } }
				espaces:
				  parent: { published: true, delegations: [op] }
				""".formatted(college, application.url(), provider.url()));
		gateway = LocalGateway.start(port, data, "--passerelle.import=file:" + folder.resolve("college.yaml"),
				"--passerelle.admin.password=un-mot-de-passe-d-essai");
		// Before its secret is set, nobody is sent to the provider.
		new TestBrowser().get(college + PARENT).isRefused(ErrorCode.ENT_UNREACHABLE);
		assertThat(delegation().json().path("secretSet").asBoolean(true)).isFalse();
		assertThat(secret("PUT", "{\"secret\":\"" + FakeProvider.SECRET + "\"}").status()).isEqualTo(204);
		Awaitility.await("the provider's discovery")
			.atMost(Duration.ofMinutes(1))
			.until(() -> new TestBrowser().get(college + PARENT).isRedirect());
	}

	@AfterAll
	static void stop() {
		gateway.close();
		provider.close();
		application.close();
	}

	@BeforeEach
	void putTheProviderInOrder() {
		provider.putInOrder();
	}

	@Test
	void aParentArrivesAtTheAddressFirstAskedFor() {
		Reply arrived = signIn();
		arrived.isEcho();
		assertThat(arrived.url()).hasToString(college + PARENT);
		assertThat(arrived.told("Passerelle-User")).isEqualTo(FakeProvider.PERSON);
		assertThat(arrived.told("Passerelle-Profiles")).isEqualTo("TUT");
		assertThat(arrived.told("Passerelle-Delegation")).isEqualTo("op");
		assertThat(provider.requests()).containsExactly("/authorize", "/token", "/userinfo");
	}

	/** Traps O-01. */
	@Test
	void aReturnThatNamesNoLoginOrAnotherBrowsersSendsNoCode() {
		Reply back = this.browser.get(this.browser.get(college + PARENT).location());
		for (String address : new String[] { back.location().replaceFirst("(?<=[?&])state=[^&]*", ""),
				back.location().replaceFirst("(?<=[?&])state=[^&]*", "state=" + "x".repeat(43)),
				back.location() + "&state=" + "x".repeat(43) }) {
			this.browser.get(address).isRefused(ErrorCode.LOGIN_EXPIRED);
		}
		new TestBrowser().get(back.location()).isRefused(ErrorCode.LOGIN_EXPIRED);
		assertThat(provider.requests()).containsExactly("/authorize");
		this.browser.follow(back).isEcho();
		new TestBrowser().get(back.location()).isRefused(ErrorCode.LOGIN_EXPIRED);
		assertThat(provider.requests()).containsOnlyOnce("/token");
	}

	/** Traps O-10. */
	@Test
	void aReturnByFormOrInTheFragmentOpensNothing() {
		Reply back = this.browser.get(this.browser.get(college + PARENT).location());
		String[] parts = back.location().split("\\?", 2);
		this.browser.post(parts[0], parts[1]).isRefused(ErrorCode.LOGIN_EXPIRED);
		this.browser.get(parts[0]).isRefused(ErrorCode.LOGIN_EXPIRED);
		assertThat(provider.requests()).containsExactly("/authorize");
	}

	/** Traps O-04: at the whole program. */
	@Test
	void aReturnOfAnotherIssuerSendsNoCode() {
		provider.back = (address) -> address.replaceFirst("(?<=[?&])iss=[^&]*", "iss=https%3A%2F%2Fevil.example");
		Reply refused = this.browser.open(college + PARENT);
		refused.isRefused(ErrorCode.ENT_ANSWER_INVALID);
		assertThat(refused.body()).doesNotContain("evil");
		assertThat(provider.requests()).containsExactly("/authorize");
	}

	@Test
	void aRefusalOfTheProviderIsAPageWithAnotherTry() {
		provider.back = (address) -> address.replaceFirst("(?<=[?&])code=[^&]*",
				"error=access_denied&error_description=evil");
		Reply refused = this.browser.open(college + PARENT);
		refused.isRefused(ErrorCode.TICKET_REFUSED);
		assertThat(refused.body()).doesNotContain("evil");
		provider.putInOrder();
		signIn().isEcho();
	}

	/** Traps O-06: the whole way. */
	@Test
	void aNewKeyOfTheProviderIsReadWhenItsFirstTokenComes() {
		signIn().isEcho();
		provider.key = FakeProvider.key("k2");
		provider.putInOrder();
		signIn(new TestBrowser()).isEcho();
		assertThat(provider.requests()).containsOnlyOnce("/jwks");
	}

	/** Traps O-11: the whole way. */
	@Test
	void theProvidersBackChannelEndsTheSession() {
		signIn().isEcho();
		String address = college + Oidc.BACK_CHANNEL_PATH;
		assertThat(new TestBrowser().post(address, Map.of("logout_token", "x.y.z")).status()).isEqualTo(400);
		this.browser.get(college + PARENT).isEcho();
		String token = provider.logoutToken("l-" + System.nanoTime(),
				(claims) -> claims.claim("sid", FakeProvider.SESSION));
		Reply heard = new TestBrowser().post(address, Map.of("logout_token", token));
		assertThat(heard.status()).isEqualTo(200);
		assertThat(heard.header("Cache-Control")).contains("no-store");
		assertThat(this.browser.get(college + PARENT).isRedirect()).isTrue();
	}

	/** Traps O-12. */
	@Test
	void leavingHereLeavesTheProviderTooWhichLeadsBackToAPage() {
		signIn().isEcho();
		Reply there = this.browser.post(college + "/pronote/logout", "passerelle-logout=ent");
		there.isRedirectStarting(provider.url() + "/logout?");
		assertThat(there.location()).contains("id_token_hint=")
			.contains("client_id=passerelle")
			.contains("post_logout_redirect_uri=" + TestBrowser.encode(college + Oidc.LOGGED_OUT_PATH))
			.contains("state=");
		assertThat(this.browser.get(college + PARENT).isRedirect()).isTrue();
		Reply page = this.browser.get(college + Oidc.LOGGED_OUT_PATH + "?state=x%3Cb%3E");
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.body()).contains("Déconnexion terminée").doesNotContain("<b>");
	}

	@Test
	void theSecretIsNowhereToBeRead() throws IOException {
		assertThat(delegation().json().path("secretSet").asBoolean(false)).isTrue();
		for (String path : new String[] { "/delegations", "/configuration", "/audit" }) {
			Reply read = new TestBrowser().get(college + "/api/v1/establishments/0330001A" + path, "Authorization",
					ADMIN);
			assertThat(read.status()).isEqualTo(200);
			assertThat(read.body()).doesNotContain("un secret");
		}
		assertThat(new TestBrowser().get(college + "/api/v1/audit", "Authorization", ADMIN).body())
			.contains("CLIENT_SECRET_CHANGED")
			.doesNotContain("code-1");
		assertThat(secret("PUT", "{\"secret\":\"é\"}").status()).isEqualTo(422);
		assertThat(secret("PUT", "{}").status()).isEqualTo(422);
		assertThat(Files.getPosixFilePermissions(data.resolve("keys/oidc/0330001A.secrets"))).hasSize(2);
	}

	private Reply signIn() {
		return signIn(this.browser);
	}

	private static Reply signIn(TestBrowser browser) {
		return browser.open(college + PARENT);
	}

	private static Reply delegation() {
		return new TestBrowser().get(college + "/api/v1/establishments/0330001A/delegations/op", "Authorization",
				ADMIN);
	}

	private static Reply secret(String method, String body) {
		return new TestBrowser().send(method, college + "/api/v1/establishments/0330001A/delegations/op/secret", body,
				"Authorization", ADMIN, "Content-Type", "application/json");
	}

}
