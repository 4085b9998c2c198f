package fr.passerelle.gateway.wsfed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.establishment.WsFederation;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.EchoApplication;
import fr.passerelle.gateway.testkit.LocalGateway;
import fr.passerelle.gateway.testkit.LoopbackPort;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Logins and sign-outs through a token service that nobody here wrote. */
@SuppressWarnings("NullAway.Init")
class NodeStsAcceptanceTests {

	private static final String PARENT = "/pronote/parent.html?a=%C3%A9&b=1";

	private static NodeSts sts;

	private static EchoApplication application;

	private static LocalGateway gateway;

	private static String college;

	private final TestBrowser browser = new TestBrowser();

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		assumeTrue(NodeSts.isInstalled(),
				"The token service is not here: npm install " + NodeSts.PACKAGES + " below " + NodeSts.MODULES);
		sts = new NodeSts(folder);
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
				  - id: ent
				    label: Mon ENT
				    protocol: WS_FEDERATION
				    attributes: { profiles: role }
				    wsFederation: { passiveUrl: "%s/wsfed", realm: "urn:college:essai" }
				espaces:
				  parent: { published: true, delegations: [ent] }
				""".formatted(college, application.url(), sts.url()));
		gateway = LocalGateway.start(port, folder.resolve("data"),
				"--passerelle.import=file:" + folder.resolve("college.yaml"),
				"--passerelle.admin.password=un-mot-de-passe-d-essai");
		Awaitility.await("the service's metadata")
			.atMost(Duration.ofMinutes(2))
			.until(() -> new TestBrowser().get(college + PARENT).isRedirect());
	}

	@AfterAll
	static void stop() {
		if (sts != null) {
			sts.close();
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
		Reply arrived = this.browser.follow(post(atTheService(this.browser)));
		arrived.isEcho();
		assertThat(arrived.url()).hasToString(college + PARENT);
		assertThat(arrived.told("Passerelle-User")).isEqualTo("mdupont");
	}

	/** Traps W-06: this service dates the sign-in to the end of the token. */
	@Test
	void whatTheServiceSendsIsWhatTheTestsOfTheReaderTake() {
		String result = String.valueOf(atTheService(this.browser).get("wresult"));
		assertThat(result).contains("http://schemas.xmlsoap.org/ws/2005/02/trust",
				"urn:oasis:names:tc:SAML:1.0:assertion", "xmldsig-more#rsa-sha256");
		String end = group(result, "NotOnOrAfter=\"([^\"]*)\"");
		assertThat(group(result, "AuthenticationInstant=\"([^\"]*)\"")).isEqualTo(end);
	}

	@Test
	void aChangedTokenIsRefusedAndTheGoodOneCountsAfterwards() {
		Map<String, String> form = atTheService(this.browser);
		Map<String, String> forged = new LinkedHashMap<>(form);
		forged.put("wresult", String.valueOf(form.get("wresult")).replace("National_TUT", "National_DIR"));
		assertThat(forged).isNotEqualTo(form);
		post(forged).isRefused(ErrorCode.ENT_ANSWER_INVALID);
		this.browser.follow(post(form)).isEcho();
	}

	@Test
	void leavingHereLeadsThroughTheServiceToTheSchoolsPage() {
		this.browser.follow(post(atTheService(this.browser))).isEcho();
		Reply there = this.browser.post(college + "/pronote/logout", "passerelle-logout=ent");
		there.isRedirectStarting(sts.url() + "/wsfed?wa=wsignout1.0&wtrealm=urn%3Acollege%3Aessai&wreply=");
		Reply back = this.browser.get(there.location());
		back.isRedirectTo(college + WsFederation.RETURN_PATH);
		this.browser.get(back.location()).isRedirectTo(college + "/pronote/");
		assertThat(this.browser.get(college + PARENT).isRedirect()).isTrue();
	}

	private static Reply post(Map<String, String> form) {
		return new TestBrowser().post(college + WsFederation.RETURN_PATH, form);
	}

	/** The form that the service's page would post. */
	private static Map<String, String> atTheService(TestBrowser browser) {
		Reply begun = browser.get(college + PARENT);
		begun.isRedirectStarting(sts.url() + "/wsfed?wa=wsignin1.0&");
		String page = browser.get(begun.location()).body();
		assertThat(page).contains("action=\"" + college + WsFederation.RETURN_PATH + "\"");
		Map<String, String> fields = new LinkedHashMap<>();
		for (String name : List.of("wa", "wresult", "wctx")) {
			fields.put(name, HtmlUtils.htmlUnescape(group(page, "name=\"" + name + "\"\\s+value=\"([^\"]*)\"")));
		}
		return fields;
	}

	private static String group(String text, String pattern) {
		Matcher found = Pattern.compile(pattern).matcher(text);
		assertThat(found.find()).as(text).isTrue();
		return found.group(1);
	}

}
