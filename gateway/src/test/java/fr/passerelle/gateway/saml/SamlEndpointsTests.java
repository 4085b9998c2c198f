package fr.passerelle.gateway.saml;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import fr.passerelle.gateway.directlogin.SchoolFixture;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.SamlFields;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.federation.MessageThreads;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.federation.StrictDom;
import fr.passerelle.gateway.federation.XmlRefusedException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import static org.assertj.core.api.Assertions.assertThat;

/** The logout address and the metadata of a school. */
@SuppressWarnings("NullAway.Init")
class SamlEndpointsTests {

	private static final String STATUS = "urn:oasis:names:tc:SAML:2.0:status:";

	/** The name of a person who left an account. */
	private static final String LEFT = "left";

	private static SchoolFixture school;

	private static Path keyFolder;

	private final Delegation delegation = SamlFixture.delegation(SamlFixture.saml());

	private final Establishment college = SamlFixture.school(this.delegation);

	private SamlKeys keys;

	private SamlEndpoints endpoints;

	@BeforeAll
	static void open(@TempDir Path folder) {
		school = new SchoolFixture(folder);
		keyFolder = folder.resolve("saml");
	}

	@AfterAll
	static void close() {
		school.close();
	}

	@BeforeEach
	void begin() {
		school.begin();
		this.keys = SamlFixture.keys(keyFolder, school.clock(), this.college);
		SingleLogout logout = new SingleLogout(new SignOnProtocols(List.of()), school.sessions(), school.audit(),
				school.clock());
		LogoutMessages logouts = new LogoutMessages(new Idps(), this.keys, new MessageTime(school.clock()),
				new SharedTable<>(1 << 20, 1000, Duration.ofMinutes(10), school.clock()), logout,
				(name, school) -> name.equals(LEFT) ? school.address("/pronote/parent.html") : null,
				new MessageThreads("saml", 1, 1 << 20), school.pages(), school.refusals());
		this.endpoints = new SamlEndpoints(this.keys, logouts, school.refusals());
	}

	/** A person who left an account comes back to the page first asked for. */
	@Test
	void theAnswerToALogoutOfAnotherAccountLeadsBackToThePage() {
		FakeRequest back = FakeRequest.get(SamlAddresses.LOGOUT + "?SAMLResponse=x&RelayState=" + LEFT);
		assertThat(handle(back).header("Location")).isEqualTo("https://0330001a.example.fr/pronote/parent.html");
		FakeRequest other = FakeRequest.get(SamlAddresses.LOGOUT + "?SAMLResponse=x&RelayState=https%3A%2F%2Fevil.fr");
		assertThat(handle(other).header("Location")).isEmpty();
	}

	/** Traps S-46. */
	@Test
	void aSignedRequestByRedirectEndsTheSessionAndIsAnswered() {
		GatewaySession session = session("mdupont", "i1");
		Answer answer = get(request("mdupont", "i1"), "state 1");
		assertThat(school.sessions().isOpen(session)).isFalse();
		assertThat(answer.status()).isEqualTo(302);
		URI there = URI.create(answer.header("Location"));
		assertThat(there).asString().startsWith(SamlFixture.SLO + "?SAMLResponse=").contains("RelayState=state+1");
		assertThat(SamlFixture.isSigned(there,
				Objects.requireNonNull(this.keys.signing(this.college.uai().value())).certificate()))
			.isTrue();
		Element response = TestXml.find(TestXml.parse(SamlFixture.message(there, "SAMLResponse")), "LogoutResponse");
		assertThat(response.getAttribute("InResponseTo")).isEqualTo("_l1");
		assertThat(TestXml.find(response.getOwnerDocument(), "StatusCode").getAttribute("Value")).endsWith("Success");
	}

	/** Traps S-46. */
	@Test
	void aSignedRequestByPostEndsTheSession() {
		GatewaySession session = session("mdupont", "i1");
		Answer answer = post(signed(request("mdupont", "i1"), SamlFixture.IDP), "");
		assertThat(school.sessions().isOpen(session)).isFalse();
		assertThat(answer.header("Location")).startsWith(SamlFixture.SLO);
	}

	/** Traps S-46: without an index, or with several. */
	@Test
	void aRequestEndsWhatItNames() {
		GatewaySession one = session("mdupont", "i1");
		GatewaySession two = session("mdupont", "i2");
		GatewaySession three = session("mdupont", "i3");
		GatewaySession other = session("pdurand", "i1");
		get(request("mdupont", "i1", "i2"), null);
		assertThat(List.of(one, two, three, other)).extracting(school.sessions()::isOpen)
			.containsExactly(false, false, true, true);
		get(request("mdupont").replace("_l1", "_l2"), null);
		assertThat(List.of(three, other)).extracting(school.sessions()::isOpen).containsExactly(false, true);
	}

	/** Traps S-47: the same answer for a person who was not here. */
	@Test
	void aStrangersLogoutIsAnsweredAlike() {
		session("mdupont", "i1");
		Answer here = get(request("mdupont", "i1"), null);
		Answer away = get(request("nobody", "i9").replace("_l1", "_l2"), null);
		assertThat(away.status()).isEqualTo(here.status());
		assertThat(away.headers()).extracting(Map.Entry::getKey)
			.isEqualTo(here.headers().stream().map(Map.Entry::getKey).toList());
	}

	/** Traps S-47. */
	@Test
	void whatIsNotSignedByTheProviderEndsNothing() {
		GatewaySession session = session("mdupont", "i1");
		String request = request("mdupont", "i1");
		refused(post(request, ""));
		refused(post(signed(request, SamlFixture.OTHER), ""));
		refused(handle(FakeRequest.get(SamlAddresses.LOGOUT + "?" + query(request, SamlFixture.OTHER, null))));
		String bare = query(request, SamlFixture.IDP, null).replaceAll("&SigAlg=.*", "");
		refused(handle(FakeRequest.get(SamlAddresses.LOGOUT + "?" + bare)));
		refused(post(signed(request.replace(ResponseDraft.IDP, "https://other.fr"), SamlFixture.IDP), ""));
		assertThat(school.sessions().isOpen(session)).isTrue();
	}

	/** Traps S-47: a request from earlier would end a session of today. */
	@Test
	void aRequestCountsOnceAndNotLater() {
		String request = request("mdupont", "i1");
		session("mdupont", "i1");
		get(request, null);
		GatewaySession again = session("mdupont", "i1");
		refused(get(request, null));
		String late = request("mdupont", "i1").replace("_l1", "_l2");
		school.clock().move(MessageTime.OLDEST.plus(MessageTime.SKEW).plusSeconds(1));
		refused(get(late, null));
		refused(get(request("mdupont", "i1").replace("_l1", "_l3")
			.replace(" Destination",
					" NotOnOrAfter=\"" + school.clock().instant().minusSeconds(100) + "\" Destination"),
				null));
		assertThat(school.sessions().isOpen(again)).isTrue();
	}

	/** Traps S-47. */
	@ParameterizedTest
	@ValueSource(strings = { "https://0330002b.example.fr/.passerelle/saml2/slo", "" })
	void aRequestForAnotherAddressEndsNothing(String destination) {
		GatewaySession session = session("mdupont", "i1");
		refused(get(request("mdupont", "i1").replace("https://0330001a.example.fr/.passerelle/saml2/slo", destination),
				null));
		assertThat(school.sessions().isOpen(session)).isTrue();
	}

	/** Traps S-48: ours ended before we asked; what may still be open is told. */
	@ParameterizedTest
	@CsvSource(value = { "Success | | false", "Success | PartialLogout | true", "Responder | | true",
			"Responder | AuthnFailed | true", "Requester | RequestDenied | true" }, delimiter = '|')
	void anAnswerThatNobodyAwaitsChangesNothing(String status, @Nullable String second, boolean remains) {
		GatewaySession session = session("mdupont", "i1");
		String inner = (second != null) ? "<samlp:StatusCode Value=\"" + STATUS + second + "\"/>" : "";
		String xml = "<samlp:LogoutResponse xmlns:samlp=\"" + Names.PROTOCOL
				+ "\" ID=\"_r\" Version=\"2.0\"><samlp:Status><samlp:StatusCode Value=\"" + STATUS + status + "\">"
				+ inner + "</samlp:StatusCode></samlp:Status></samlp:LogoutResponse>";
		Answer posted = handle(FakeRequest.post(SamlAddresses.LOGOUT, "SAMLResponse=" + SamlFixture.encoded(xml)));
		Answer led = handle(FakeRequest.get(SamlAddresses.LOGOUT + "?"
				+ Bindings
					.send(Map.of(Names.REDIRECT, URI.create("https://x.fr/")),
							new Bindings.Outgoing(Bindings.RESPONSE, xml, null, null))
					.address()
					.getRawQuery()));
		for (Answer answer : List.of(posted, led)) {
			assertThat(answer.status()).isEqualTo(200);
			assertThat(text(answer).contains("peut-être encore ouverte")).isEqualTo(remains);
		}
		assertThat(school.sessions().isOpen(session)).isTrue();
	}

	@Test
	void anAnswerThatCannotBeReadChangesNothing() {
		Answer answer = handle(FakeRequest.post(SamlAddresses.LOGOUT, "SAMLResponse=x"));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(text(answer)).contains("peut-être encore ouverte");
	}

	/** The metadata of one delegation may take the name of another's provider. */
	@Test
	void aDelegationsProviderEndsOnlyTheSessionsOfThatDelegation() {
		GatewaySession session = session("mdupont", "i1");
		Delegation impostor = SamlFixture.delegation("impostor",
				new Saml(SamlFixture.typed().with(SamlFields.CERTIFICATES, List.of(SamlFixture.OTHER.certificate()))));
		Establishment both = SamlFixture.school(impostor, this.delegation);
		FakeRequest forged = FakeRequest
			.get(SamlAddresses.LOGOUT + "?" + query(request("mdupont", "i1"), SamlFixture.OTHER, null));
		assertThat(this.endpoints.handle(forged, both).toCompletableFuture().join().status()).isEqualTo(302);
		assertThat(school.sessions().isOpen(session)).isTrue();
		FakeRequest real = FakeRequest.get(SamlAddresses.LOGOUT + "?"
				+ query(request("mdupont", "i1").replace("_l1", "_l2"), SamlFixture.IDP, null));
		this.endpoints.handle(real, both).toCompletableFuture().join();
		assertThat(school.sessions().isOpen(session)).isFalse();
	}

	private static String text(Answer answer) {
		return new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "SAMLRequest=", "SAMLRequest=%zz", "SAMLRequest=AAAA", "SAMLRequest=x&SAMLRequest=y" })
	void whatIsNoMessageIsRefused(String text) {
		refused(handle(FakeRequest.get(SamlAddresses.LOGOUT + "?" + text)));
		refused(handle(FakeRequest.post(SamlAddresses.LOGOUT, text)));
	}

	@Test
	void theMetadataSaysEverythingThatAProviderNeeds() throws XmlRefusedException {
		Answer answer = handle(FakeRequest.get(SamlAddresses.METADATA));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).startsWith("application/samlmetadata+xml");
		Document document = StrictDom.metadata(answer.body());
		assertThat(document.getDocumentElement().getAttribute("entityID")).isEqualTo(ResponseDraft.SP);
		Element back = TestXml.find(document, "AssertionConsumerService");
		assertThat(back.getAttribute("Location")).isEqualTo(ResponseDraft.ACS);
		assertThat(back.getAttribute("Binding")).isEqualTo(Names.POST);
		assertThat(document.getElementsByTagNameNS("*", "KeyDescriptor").getLength()).isEqualTo(2);
		assertThat(document.getElementsByTagNameNS("*", "SingleLogoutService").getLength()).isEqualTo(2);
	}

	@Test
	void aSchoolWithoutSamlHasNoMetadata() {
		Answer answer = this.endpoints.handle(FakeRequest.get(SamlAddresses.METADATA), TestEstablishments.college())
			.toCompletableFuture()
			.join();
		assertThat(answer.status()).isEqualTo(404);
	}

	private static void refused(Answer answer) {
		assertThat(answer.header("Passerelle-Error")).isEqualTo("MALFORMED_REQUEST");
		assertThat(answer.header("Location")).isEmpty();
	}

	private GatewaySession session(String user, String index) {
		return school.sessions()
			.openThrough(SchoolFixture.UAI, EspaceKey.PARENT,
					new Visitor(user, user, java.util.Set.of(Profile.TUT), java.util.Set.of(EspaceKey.PARENT)), "idp",
					new IdpSession(ResponseDraft.IDP, new NameId(user, null, null, null), index).kept("idp"),
					SignInOrigin.of(FakeRequest.get("/")))
			.session();
	}

	private static String request(String user, String... indexes) {
		Instant now = school.clock().instant();
		StringBuilder xml = new StringBuilder("<samlp:LogoutRequest xmlns:samlp=\"" + Names.PROTOCOL
				+ "\" xmlns:saml=\"" + Names.ASSERTION + "\" ID=\"_l1\" Version=\"2.0\" IssueInstant=\"" + now
				+ "\" Destination=\"https://0330001a.example.fr/.passerelle/saml2/slo\"><saml:Issuer>"
				+ ResponseDraft.IDP + "</saml:Issuer><saml:NameID>" + user + "</saml:NameID>");
		for (String index : indexes) {
			xml.append("<samlp:SessionIndex>").append(index).append("</samlp:SessionIndex>");
		}
		return xml.append("</samlp:LogoutRequest>").toString();
	}

	private static String signed(String xml, SamlKey by) {
		Document document = TestXml.parse(xml);
		TestXml.signing(by.key()).sign(document.getDocumentElement());
		return TestXml.text(document);
	}

	private static String query(String xml, SamlKey by, @Nullable String relayState) {
		return Bindings
			.send(Map.of(Names.REDIRECT, URI.create("https://x.fr/")),
					new Bindings.Outgoing(Bindings.REQUEST, xml, relayState, by))
			.address()
			.getRawQuery();
	}

	private Answer get(String xml, @Nullable String relayState) {
		return handle(FakeRequest.get(SamlAddresses.LOGOUT + "?" + query(xml, SamlFixture.IDP, relayState)));
	}

	private Answer post(String xml, String more) {
		return handle(FakeRequest.post(SamlAddresses.LOGOUT, "SAMLRequest=" + SamlFixture.encoded(xml) + more));
	}

	private Answer handle(FakeRequest request) {
		return this.endpoints.handle(request, this.college).toCompletableFuture().join();
	}

}
