package fr.passerelle.gateway.saml;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import fr.passerelle.gateway.directlogin.SchoolFixture;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.federation.MessageThreads;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.http.SharedTable;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.login.SignOnProtocols;
import fr.passerelle.gateway.logout.SingleLogout;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.SignInOrigin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The platform's logout address and metadata. */
@SuppressWarnings("NullAway.Init")
class PlatformEndpointsTests {

	private static final String PLATFORM = "https://connexion.example.fr";

	private static final String LEFT = "L".repeat(32);

	@TempDir
	private static Path folder;

	@TempDir
	private static Path keyFolder;

	private static SchoolFixture school;

	private final PlatformEduConnect entry = PlatformEduConnect.at(PLATFORM, new Saml(SamlFixture.typed()));

	private final Establishment college = SamlFixture.school(SamlFixture.delegation("edu", this.entry.saml()));

	private final Establishment lycee = elsewhere(this.college);

	private SamlKeys keys;

	private PlatformEndpoints endpoints;

	@BeforeAll
	static void open() {
		school = new SchoolFixture(folder);
	}

	@AfterAll
	static void close() {
		school.close();
	}

	@BeforeEach
	void begin() {
		school.begin();
		this.keys = new SamlKeys(keyFolder, school.clock(), SamlFixture.BITS);
		this.keys.prepare(ServiceProvider.PLATFORM);
		SingleLogout logout = new SingleLogout(new SignOnProtocols(List.of()), school.sessions(), school.audit(),
				school.clock());
		LogoutMessages logouts = new LogoutMessages(new Idps(), this.keys, new MessageTime(school.clock()),
				new SharedTable<>(1 << 20, 1000, Duration.ofMinutes(10), school.clock()), logout,
				(name, place) -> (name.equals(LEFT) && place.equals(this.lycee)) ? place.address("/pronote/parent.html")
						: null,
				new MessageThreads("saml", 1, 1 << 20), school.pages(), school.refusals());
		this.endpoints = new PlatformEndpoints(this.entry, this.keys, logouts, () -> List.of(this.college, this.lycee),
				school.refusals());
	}

	private static Establishment elsewhere(Establishment one) {
		return new Establishment(new Uai("0330002B"), "Lycée", "https://0330002b.example.fr", 1, true, null, null,
				one.basePath(), one.delegations(), one.espaces(), one.paths(), one.upstream());
	}

	/** One session at EduConnect is one name at all schools. */
	@Test
	void aSignedRequestEndsTheSessionsOfAllSchoolsOnce() {
		GatewaySession here = session(this.college, "mdupont", "i1");
		GatewaySession there = session(this.lycee, "mdupont", "i1");
		GatewaySession other = session(this.lycee, "mdupont", "i2");
		String query = query(request(PLATFORM), SamlFixture.IDP);
		Answer answer = get("?" + query);
		assertThat(List.of(here, there, other)).extracting(school.sessions()::isOpen)
			.containsExactly(false, false, true);
		URI back = URI.create(answer.header("Location"));
		assertThat(back).asString().startsWith(SamlFixture.SLO + "?SAMLResponse=");
		assertThat(SamlFixture.isSigned(back,
				Objects.requireNonNull(this.keys.signing(ServiceProvider.PLATFORM)).certificate()))
			.isTrue();
		refused(get("?" + query), "MALFORMED_REQUEST");
	}

	@Test
	void aRequestByAnotherKeyOrForASchoolsAddressEndsNothing() {
		GatewaySession here = session(this.college, "mdupont", "i1");
		refused(get("?" + query(request(PLATFORM), SamlFixture.OTHER)), "MALFORMED_REQUEST");
		refused(get("?" + query(request("https://0330001a.example.fr"), SamlFixture.IDP)), "MALFORMED_REQUEST");
		assertThat(school.sessions().isOpen(here)).isTrue();
	}

	/** The school's own address takes no message that is for the platform. */
	@Test
	void aSchoolTakesNoLogoutOfThePlatforms() {
		assertThat(Recipient.of(this.college).members()).isEmpty();
		assertThat(Recipient.of(ServiceProvider.ofPlatform(PLATFORM), List.of(this.college, this.lycee)).members())
			.hasSize(2);
	}

	@Test
	void theAnswerToALogoutLeadsToTheSchoolThatWasLeft() {
		assertThat(get("?SAMLResponse=x&RelayState=" + LEFT).header("Location"))
			.isEqualTo("https://0330002b.example.fr/pronote/parent.html");
		Answer page = get("?SAMLResponse=x&RelayState=0330002B");
		assertThat(page.status()).isEqualTo(200);
		assertThat(text(page)).contains("Lycée").contains("https://0330002b.example.fr/pronote/");
		refused(get("?SAMLResponse=x&RelayState=0330009Z"), "LOGIN_EXPIRED");
		refused(get("?SAMLResponse=x"), "LOGIN_EXPIRED");
	}

	@Test
	void theMetadataNamesThePlatformAlone() {
		Answer metadata = this.endpoints.handle(FakeRequest.get(SamlAddresses.METADATA)).toCompletableFuture().join();
		assertThat(text(metadata)).contains("entityID=\"" + PLATFORM + SamlAddresses.METADATA + "\"")
			.contains("AuthnRequestsSigned=\"true\"")
			.doesNotContain("0330001a");
		refused(this.endpoints.handle(FakeRequest.post(SamlAddresses.METADATA, "")).toCompletableFuture().join(),
				"UNKNOWN_PATH");
	}

	private static String text(Answer answer) {
		return new String(answer.body(), StandardCharsets.UTF_8);
	}

	private static void refused(Answer answer, String code) {
		assertThat(answer.header("Passerelle-Error")).isEqualTo(code);
		assertThat(answer.header("Location")).isEmpty();
	}

	private Answer get(String query) {
		return this.endpoints.handle(FakeRequest.get(SamlAddresses.LOGOUT + query)).toCompletableFuture().join();
	}

	private static GatewaySession session(Establishment place, String user, @Nullable String index) {
		return school.sessions()
			.openThrough(place.uai(), EspaceKey.PARENT,
					new Visitor(user, user, Set.of(Profile.TUT), Set.of(EspaceKey.PARENT)), "edu",
					new IdpSession(ResponseDraft.IDP, new NameId(user, null, null, null), index).kept("edu"),
					SignInOrigin.of(FakeRequest.get("/")))
			.session();
	}

	private static String request(String root) {
		return "<samlp:LogoutRequest xmlns:samlp=\"" + Names.PROTOCOL + "\" xmlns:saml=\"" + Names.ASSERTION
				+ "\" ID=\"_l1\" Version=\"2.0\" IssueInstant=\"" + school.clock().instant() + "\" Destination=\""
				+ root + "/.passerelle/saml2/slo\"><saml:Issuer>" + ResponseDraft.IDP
				+ "</saml:Issuer><saml:NameID>mdupont</saml:NameID><samlp:SessionIndex>i1</samlp:SessionIndex>"
				+ "</samlp:LogoutRequest>";
	}

	private static String query(String xml, SamlKey by) {
		return Bindings
			.send(Map.of(Names.REDIRECT, URI.create("https://x.fr/")),
					new Bindings.Outgoing(Bindings.REQUEST, xml, null, by))
			.address()
			.getRawQuery();
	}

}
