package fr.passerelle.gateway.saml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.http.ErrorCode;
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

/**
 * Logins and logouts through a provider that nobody here wrote: LemonLDAP::NG, which
 * checks our signatures and encrypts for our key.
 */
@SuppressWarnings("NullAway.Init")
class LemonLdapAcceptanceTests {

	private static final String PARENT = "/pronote/parent.html?a=%C3%A9&b=1";

	private static LemonLdap lemon;

	private static EchoApplication application;

	private static LocalGateway gateway;

	private static String college;

	private static String metadata;

	private final TestBrowser browser = new TestBrowser();

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		assumeTrue(LemonLdap.isInstalled(), "LemonLDAP::NG is not here: apt-get install " + LemonLdap.PACKAGES);
		lemon = new LemonLdap(folder.resolve("lemon"));
		lemon.start(null, "none");
		application = new EchoApplication();
		int port = LoopbackPort.free();
		college = "http://localhost:" + port;
		Files.writeString(folder.resolve("college.yaml"),
				"""
						uai: 0330001A
						name: Collège Jean-Moulin
						publicUrl: %s
						published: true
						upstream: %s
						delegations:
						  - { id: ent, label: Mon ENT, protocol: SAML2, attributes: { profiles: profil }, saml2: { metadataUrl: "%s" } }
						espaces:
						  parent: { published: true, delegations: [ent] }
						"""
					.formatted(college, application.url(), lemon.metadataUrl()));
		gateway = LocalGateway.start(port, folder.resolve("data"),
				"--passerelle.import=file:" + folder.resolve("college.yaml"),
				"--passerelle.admin.password=un-mot-de-passe-d-essai");
		Awaitility.await("the provider's metadata")
			.atMost(Duration.ofMinutes(2))
			.until(() -> new TestBrowser().get(college + PARENT).isRedirect());
		metadata = new TestBrowser().get(college + SamlAddresses.METADATA).body();
		lemon.start(metadata, "none");
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
	void aParentArrivesAtTheAddressFirstAskedForAlsoByAnEncryptedAssertion() throws IOException {
		assertArrived(signIn());
		lemon.start(metadata, "assertion");
		try {
			Map<String, String> form = atTheProvider(new TestBrowser());
			assertThat(message(form)).contains("EncryptedAssertion").doesNotContain("badwolf");
			assertArrived(signIn(new TestBrowser()));
		}
		finally {
			lemon.start(metadata, "none");
		}
	}

	@Test
	void aChangedAssertionIsRefused() {
		Map<String, String> form = atTheProvider(this.browser);
		String forged = message(form).replace("National_TUT", "National_DIR");
		assertThat(forged).isNotEqualTo(message(form));
		form.put("SAMLResponse",
				java.util.Base64.getEncoder().encodeToString(forged.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
		new TestBrowser().post(college + SamlAddresses.RETURN, form).isRefused(ErrorCode.ENT_ANSWER_INVALID);
	}

	@Test
	void leavingHereLeavesTheProviderWhichAnswersThatAllIsClosed() {
		assertArrived(signIn());
		Reply there = this.browser.post(college + "/pronote/logout", "passerelle-logout=ent");
		there.isRedirectStarting(lemon.url() + "/saml/singleLogout?SAMLRequest=");
		Reply back = this.browser.get(there.location());
		back.isRedirectStarting(college + SamlAddresses.LOGOUT + "?SAMLResponse=");
		assertThat(this.browser.get(back.location()).body()).contains("Déconnexion terminée")
			.doesNotContain("peut-être encore ouverte");
		assertThat(this.browser.get(lemon.url() + "/").body()).contains("name=\"password\"");
	}

	@Test
	void leavingTheProviderLeavesHere() {
		assertArrived(signIn());
		String page = this.browser.get(lemon.url() + "/?logout=1").body();
		Matcher frame = Pattern.compile("\"(" + Pattern.quote(college + SamlAddresses.LOGOUT) + "[^\"]*)\"")
			.matcher(page);
		assertThat(frame.find()).as(page).isTrue();
		Reply answered = this.browser.get(frame.group(1).replace("&amp;", "&"));
		answered.isRedirectStarting(lemon.url() + "/saml/singleLogoutReturn?SAMLResponse=");
		assertThat(this.browser.get(answered.location()).location()).endsWith("ok.png");
		assertThat(this.browser.get(college + PARENT).isRedirect()).isTrue();
	}

	private static void assertArrived(Reply reply) {
		reply.isEcho();
		assertThat(reply.url()).hasToString(college + PARENT);
		assertThat(reply.told("Passerelle-User")).contains("dwho");
		assertThat(reply.told("Passerelle-Profiles")).isEqualTo("TUT");
	}

	private Reply signIn() {
		return signIn(this.browser);
	}

	private static Reply signIn(TestBrowser browser) {
		return browser.follow(new TestBrowser().post(college + SamlAddresses.RETURN, atTheProvider(browser)));
	}

	/** The form with which the provider sends a person back. */
	private static Map<String, String> atTheProvider(TestBrowser browser) {
		String login = browser.get(college + PARENT).location();
		Map<String, String> form = HiddenFields.of(browser.get(login).body());
		form.put("user", "dwho");
		form.put("password", "dwho");
		Map<String, String> back = HiddenFields.of(browser.post(login, form).body());
		assertThat(back).containsOnlyKeys("SAMLResponse", "RelayState");
		return back;
	}

	private static String message(Map<String, String> form) {
		return new String(java.util.Base64.getMimeDecoder().decode(form.get("SAMLResponse")),
				java.nio.charset.StandardCharsets.UTF_8);
	}

}
