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
import fr.passerelle.gateway.saml.LemonLdap;
import fr.passerelle.gateway.testkit.EchoApplication;
import fr.passerelle.gateway.testkit.HiddenFields;
import fr.passerelle.gateway.testkit.LocalGateway;
import fr.passerelle.gateway.testkit.LoopbackPort;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Logins and logouts through a provider that nobody here wrote: LemonLDAP::NG. */
@SuppressWarnings("NullAway.Init")
class LemonLdapOidcAcceptanceTests {

	private static final String PARENT = "/pronote/parent.html?a=%C3%A9&b=1";

	private static final String SECRET = "s3cret-of-the-school";

	private static final String ADMIN = "Basic "
			+ Base64.getEncoder().encodeToString("admin:un-mot-de-passe-d-essai".getBytes(StandardCharsets.UTF_8));

	private static LemonLdap lemon;

	private static EchoApplication application;

	private static LocalGateway gateway;

	private static String college;

	private final TestBrowser browser = new TestBrowser();

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		assumeTrue(LemonLdap.isInstalledForOpenIdConnect(),
				"LemonLDAP::NG is not here: apt-get install " + LemonLdap.PACKAGES);
		int port = LoopbackPort.free();
		college = "http://localhost:" + port;
		lemon = new LemonLdap(folder.resolve("lemon"));
		lemon.start(party("RS256"));
		application = new EchoApplication();
		Files.writeString(folder.resolve("college.yaml"),
				"""
						uai: 0330001A
						name: Collège Jean-Moulin
						publicUrl: %s
						published: true
						upstream: %s
						delegations:
						  - { id: ent, label: Mon ENT, protocol: OIDC, attributes: { profiles: profil }, oidc: { issuer: "%s", clientId: school } }
						espaces:
						  parent: { published: true, delegations: [ent] }
						"""
					.formatted(college, application.url(), lemon.url()));
		gateway = LocalGateway.start(port, folder.resolve("data"),
				"--passerelle.import=file:" + folder.resolve("college.yaml"),
				"--passerelle.admin.password=un-mot-de-passe-d-essai");
		setSecret(SECRET);
		Awaitility.await("the provider's discovery")
			.atMost(Duration.ofMinutes(2))
			.until(() -> new TestBrowser().get(college + PARENT).isRedirect());
	}

	@AfterAll
	static void stop() {
		if (lemon != null) {
			lemon.close();
		}
		if (gateway != null) {
			gateway.close();
		}
		if (application != null) {
			application.close();
		}
	}

	@Test
	void aParentArrivesAtTheAddressFirstAskedFor() {
		Reply arrived = signIn();
		arrived.isEcho();
		assertThat(arrived.url()).hasToString(college + PARENT);
		assertThat(arrived.told("Passerelle-User")).isEqualTo("dwho");
		assertThat(arrived.told("Passerelle-Profiles")).isEqualTo("TUT");
	}

	/** Traps O-05: what this provider does where nobody told it otherwise. */
	@Test
	void aTokenSignedWithTheSecretIsRefused() throws IOException {
		lemon.start(party("HS512"));
		try {
			signIn().isRefused(ErrorCode.ENT_ANSWER_INVALID);
		}
		finally {
			lemon.start(party("RS256"));
		}
	}

	@Test
	void aWrongSecretIsRefusedAndNamedInTheJournal() {
		setSecret("wrong");
		try {
			signIn().isRefused(ErrorCode.ENT_ANSWER_INVALID);
			assertThat(new TestBrowser().get(college + "/api/v1/audit", "Authorization", ADMIN).body())
				.contains("check client and secret");
		}
		finally {
			setSecret(SECRET);
		}
	}

	@Test
	void leavingHereLeavesTheProviderWhichLeadsBack() {
		signIn().isEcho();
		Reply there = this.browser.post(college + "/pronote/logout", "passerelle-logout=ent");
		there.isRedirectStarting(lemon.url() + "/oauth2/logout?");
		Reply back = this.browser.get(there.location());
		for (int step = 0; step < 3 && back.isRedirect() && !back.location().startsWith(college); step++) {
			back = this.browser.get(back.location());
		}
		back.isRedirectStarting(college + Oidc.LOGGED_OUT_PATH);
		assertThat(this.browser.get(back.location()).body()).contains("Déconnexion terminée");
		assertThat(this.browser.get(lemon.url() + "/").body()).contains("name=\"password\"");
		assertThat(this.browser.get(college + PARENT).isRedirect()).isTrue();
	}

	private static LemonLdap.RelyingParty party(String algorithm) {
		return new LemonLdap.RelyingParty("school", SECRET, college + Oidc.RETURN_PATH, college + Oidc.LOGGED_OUT_PATH,
				algorithm);
	}

	private static void setSecret(String secret) {
		Reply set = new TestBrowser().send("PUT", college + "/api/v1/establishments/0330001A/delegations/ent/secret",
				"{\"secret\":\"" + secret + "\"}", "Authorization", ADMIN, "Content-Type", "application/json");
		assertThat(set.status()).isEqualTo(204);
	}

	private Reply signIn() {
		String login = this.browser.get(college + PARENT).location();
		Map<String, String> form = HiddenFields.of(this.browser.get(login).body());
		form.put("user", "dwho");
		form.put("password", "dwho");
		Reply back = this.browser.post(login, form);
		back.isRedirectStarting(college + Oidc.RETURN_PATH);
		return this.browser.follow(back);
	}

}
