package fr.passerelle.gateway.saml;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EduConnect;
import fr.passerelle.gateway.establishment.EduConnectFields;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.FieldValues;
import fr.passerelle.gateway.establishment.NameIdFormat;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.SamlFields;
import fr.passerelle.gateway.federation.Elements;
import fr.passerelle.gateway.federation.IdpMetadata;
import fr.passerelle.gateway.federation.MessageThreads;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.federation.SignedElement;
import fr.passerelle.gateway.federation.StrictDom;
import fr.passerelle.gateway.federation.XmlRefusedException;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.DelegationOutcome.Authenticated;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import fr.passerelle.gateway.login.Departure;
import fr.passerelle.gateway.login.LoginStart;
import fr.passerelle.gateway.login.LogoutStart;
import fr.passerelle.gateway.session.EntSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

import static org.assertj.core.api.Assertions.assertThat;

/** What leaves for a provider, and what comes of what returns. */
@SuppressWarnings("NullAway.Init")
class SamlProtocolTests {

	private static final String HANDLE = "h".repeat(43);

	@TempDir
	static Path folder;

	private final MovableClock clock = new MovableClock();

	private final Delegation delegation = SamlFixture.delegation(SamlFixture.saml());

	private final Establishment college = SamlFixture.school(this.delegation);

	private final Idps idps = new Idps();

	private SamlKeys keys;

	private SamlProtocol protocol;

	@BeforeEach
	void begin() {
		this.keys = SamlFixture.keys(folder, this.clock, this.college);
		this.protocol = new SamlProtocol(this.idps, this.keys, new MessageTime(this.clock), threads(1 << 20));
	}

	@Test
	void beginSignsTheAddressAndAsksForAnAnswerByPost() {
		URI address = begin(this.delegation).address();
		assertThat(address).asString().startsWith(SamlFixture.SSO + "?SAMLRequest=");
		assertThat(SamlFixture.isSigned(address, signing())).isTrue();
		assertThat(
				SamlFixture.isSigned(URI.create(address.toString().replace("RelayState=h", "RelayState=x")), signing()))
			.isFalse();
		assertThat(Query.values(address.getRawQuery(), "RelayState")).containsExactly(HANDLE);
		Element request = TestXml.find(TestXml.parse(SamlFixture.message(address, "SAMLRequest")), "AuthnRequest");
		assertThat(request.getAttribute("ID")).isEqualTo("_" + HANDLE);
		assertThat(request.getAttribute("Destination")).isEqualTo(SamlFixture.SSO);
		assertThat(request.getAttribute("AssertionConsumerServiceURL")).isEqualTo(ResponseDraft.ACS);
		assertThat(request.getAttribute("ProtocolBinding")).isEqualTo(Names.POST);
		assertThat(request.hasAttribute("ForceAuthn")).isFalse();
		assertThat(request.getTextContent()).isEqualTo(ResponseDraft.SP);
		assertThat(Elements.children(request)).hasSize(1);
	}

	/** Traps S-42. */
	@ParameterizedTest
	@CsvSource({ "https://idp.example.fr/sso?x=1%202, https://idp.example.fr/sso?x=1%202&SAMLRequest=",
			"https://idp.example.fr/sso?, https://idp.example.fr/sso?SAMLRequest=" })
	void beginKeepsTheAddressesOwnQuery(String sso, String begun) {
		Saml saml = new Saml(SamlFixture.typed().with(SamlFields.SSO_URL, URI.create(sso)));
		URI address = begin(SamlFixture.delegation(saml)).address();
		assertThat(address).asString().startsWith(begun);
		assertThat(SamlFixture.isSigned(address, signing())).isTrue();
	}

	@Test
	void beginAsksForWhatTheDelegationSays() {
		Saml saml = new Saml(SamlFixture.typed()
			.with(SamlFields.FORCE_AUTHN, true)
			.with(SamlFields.NAME_ID, NameIdFormat.PERSISTENT)
			.with(SamlFields.AUTHN_CONTEXT, "urn:c:<x>&"));
		String xml = SamlFixture.message(begin(SamlFixture.delegation(saml)).address(), "SAMLRequest");
		Element request = TestXml.find(TestXml.parse(xml), "AuthnRequest");
		assertThat(request.getAttribute("ForceAuthn")).isEqualTo("true");
		assertThat(TestXml.find(request.getOwnerDocument(), "NameIDPolicy").getAttribute("Format"))
			.isEqualTo(NameIdFormat.PERSISTENT.urn());
		assertThat(TestXml.find(request.getOwnerDocument(), "AuthnContextClassRef").getTextContent())
			.isEqualTo("urn:c:<x>&");
	}

	@Test
	void beginPostsASignedFormWhereTheProviderHasNoRedirect() throws XmlRefusedException {
		Saml saml = fetched(Map.of(Names.POST, URI.create(SamlFixture.SSO)));
		Departure departure = begin(SamlFixture.delegation(saml));
		assertThat(departure).isInstanceOf(Departure.Post.class);
		Map<String, String> fields = ((Departure.Post) departure).fields();
		assertThat(fields).containsEntry("RelayState", HANDLE);
		Element request = StrictDom.message(java.util.Base64.getDecoder().decode(fields.get("SAMLRequest")))
			.getDocumentElement();
		SignedElement.verify(request, List.of(signing().getPublicKey()));
		assertThat(Elements.children(request).get(1).getLocalName()).isEqualTo("Signature");
	}

	@Test
	void requestsThatWaitToBeSignedAreBounded() {
		SamlProtocol full = new SamlProtocol(this.idps, this.keys, new MessageTime(this.clock), threads(0));
		assertThat(full.begin(start(this.delegation))).isCompletedWithValue(Optional.empty());
	}

	/** The thread that receives requests never waits for a signature. */
	@Test
	void requestsAreSignedOnThreadsOfTheirOwn() {
		String memory = Objects.requireNonNull(session().memory());
		CountDownLatch until = new CountDownLatch(1);
		MessageThreads signing = new MessageThreads("signing", 1, 1 << 20);
		SamlProtocol busy = new SamlProtocol(this.idps, this.keys, new MessageTime(this.clock),
				new SamlProtocol.Threads(new MessageThreads("judging", 1, 1 << 20), signing));
		var other = signing.run(0, () -> awaited(until), () -> false);
		CompletableFuture<Optional<Departure>> begun = busy.begin(start(this.delegation)).toCompletableFuture();
		CompletableFuture<Optional<Departure>> left = busy
			.logout(new LogoutStart(this.college, this.delegation, "https://x", memory))
			.toCompletableFuture();
		assertThat(begun).isNotDone();
		assertThat(left).isNotDone();
		until.countDown();
		assertThat(other.toCompletableFuture().join()).isTrue();
		assertThat(begun.join()).isPresent();
		assertThat(left.join()).isPresent();
	}

	private static boolean awaited(CountDownLatch latch) {
		try {
			return latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Test
	void logoutsThatWaitToBeSignedAreBounded() {
		SamlProtocol full = new SamlProtocol(this.idps, this.keys, new MessageTime(this.clock), threads(0));
		assertThat(logout(full, this.delegation, session().memory(), null)).isEmpty();
		Delegation educonnect = SamlFixture.delegation(new Saml(educonnect()));
		assertThat(logout(full, educonnect, session().memory(), "come-back").orElseThrow().address())
			.as("EduConnect's own page needs no signature")
			.hasToString("https://idp.example.fr/idp/profile/Logout");
	}

	private EntSession session() {
		return Objects.requireNonNull(((Authenticated) complete(this.delegation, (draft) -> {
		})).session());
	}

	private static FieldValues educonnect() {
		return SamlFixture.typed()
			.with(EduConnectFields.ENVIRONMENT, EduConnect.Environment.PRODUCTION)
			.with(EduConnectFields.BY, EduConnect.Way.SAML2);
	}

	@Test
	void beginWaitsForMetadataAndKeys() {
		Saml saml = new Saml(fr.passerelle.gateway.establishment.FieldValues.NONE.with(SamlFields.METADATA_URL,
				URI.create("https://idp.example.fr/metadata")));
		assertThat(this.protocol.begin(start(SamlFixture.delegation(saml)))).isCompletedWithValue(Optional.empty());
		SamlProtocol without = new SamlProtocol(this.idps, new SamlKeys(folder, this.clock),
				new MessageTime(this.clock), threads(1 << 20));
		assertThat(without.begin(start(this.delegation))).isCompletedWithValue(Optional.empty());
	}

	@Test
	void completeGivesThePersonAndTheSessionsNames() {
		DelegationOutcome outcome = complete(this.delegation, (draft) -> {
		});
		assertThat(outcome).isInstanceOf(Authenticated.class);
		Authenticated proven = (Authenticated) outcome;
		assertThat(proven.identity().user()).isEqualTo("mdupont");
		assertThat(proven.identity().first(List.of("ENTPersonProfils"))).containsExactly("National_TUT");
		EntSession session = Objects.requireNonNull(proven.session());
		assertThat(session.otherKeys()).singleElement().asString().endsWith("\ni1");
		assertThat(outcome).asString().doesNotContain("mdupont");
	}

	/** Traps S-18. */
	@Test
	void completeTakesBase64InLinesAndNothingElse() {
		String xml = SamlFixture.signed(draft());
		String lines = java.util.Base64.getMimeEncoder().encodeToString(ResponseDraft.bytes(xml));
		assertThat(complete(this.delegation, "SAMLResponse=" + encoded(lines))).isInstanceOf(Authenticated.class);
		String url = java.util.Base64.getUrlEncoder().encodeToString(ResponseDraft.bytes(xml + "<!--???>>>-->"));
		assertInvalid("SAMLResponse=" + encoded(url));
		assertInvalid("SAMLResponse=%21%21");
		assertInvalid("SAMLResponse=");
		assertInvalid("");
		String good = "SAMLResponse=" + SamlFixture.encoded(xml);
		assertInvalid(good + "&" + good);
	}

	/** Traps S-35: only a handle of ours means anything. */
	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example.fr", "//evil", "/\\evil", "<script>", "" })
	void aForeignRelayStateNamesNoLogin(String relayState) {
		assertThat(this.protocol.handle(SamlFixture.posted(this.college, "RelayState=" + encoded(relayState))))
			.isNull();
		assertThat(this.protocol.handle(SamlFixture.posted(this.college, "RelayState=" + "x".repeat(10_000)))).isNull();
		assertThat(this.protocol.handle(SamlFixture.posted(this.college, "RelayState=" + HANDLE))).isEqualTo(HANDLE);
	}

	/** Traps S-44. */
	@Test
	void aTransientNameNeedsAnAttributeThatNamesThePerson() {
		Consumer<ResponseDraft> change = (draft) -> draft.nameId = nameId(NameIdFormat.TRANSIENT.urn(), "");
		assertThat(complete(this.delegation, change)).isInstanceOfSatisfying(Unavailable.class,
				(refused) -> assertThat(refused.detail()).contains("transient"));
		assertThat(complete(SamlFixture.delegation(SamlFixture.saml(), "uid"), change))
			.isInstanceOf(Authenticated.class);
	}

	/** Traps S-44. */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { " | mdupont", "NameQualifier=\"https://idp.example.fr/idp\" | mdupont",
					"NameQualifier=\"https://other.fr\" | "
							+ "https://other.fr!https://0330001a.example.fr/.passerelle/saml2/metadata!mdupont",
					"SPNameQualifier=\"urn:group\" | https://idp.example.fr/idp!urn:group!mdupont" })
	void aPersistentNameIsOneOfItsProviderAndService(String qualifiers, String user) {
		String more = (qualifiers != null) ? " " + qualifiers : "";
		DelegationOutcome outcome = complete(this.delegation,
				(draft) -> draft.nameId = nameId(NameIdFormat.PERSISTENT.urn(), more));
		assertThat(outcome).isInstanceOfSatisfying(Authenticated.class,
				(proven) -> assertThat(proven.identity().user()).isEqualTo(user));
	}

	/** Traps S-40. */
	@Test
	void metadataPastItsValidityIsNoLongerUsed() {
		Saml saml = new Saml(fr.passerelle.gateway.establishment.FieldValues.NONE.with(SamlFields.METADATA_URL,
				URI.create("https://idp.example.fr/metadata")));
		this.idps.fetched(saml, new IdpMetadata(ResponseDraft.IDP, Map.of(Names.REDIRECT, URI.create(SamlFixture.SSO)),
				Map.of(), Map.of(), List.of(SamlFixture.IDP.certificate()), this.clock.instant().plusSeconds(60)));
		Delegation other = SamlFixture.delegation(saml);
		assertThat(complete(other, (draft) -> {
		})).isInstanceOf(Authenticated.class);
		this.clock.move(java.time.Duration.ofSeconds(61));
		assertThat(complete(other, (draft) -> {
		})).isInstanceOf(Unavailable.class);
	}

	/** Traps S-32: each provider's key counts for its own name alone. */
	@Test
	void anotherProvidersKeyDoesNotCountForThisOne() {
		var document = draft().document();
		TestXml.signing(SamlFixture.OTHER.key()).sign(TestXml.find(document, "Response"));
		assertInvalid("SAMLResponse=" + SamlFixture.encoded(TestXml.text(document)));
	}

	@Test
	void logoutNamesThePersonAsTheProviderDid() {
		URI address = logout(this.protocol, this.delegation, session().memory(), null).orElseThrow().address();
		assertThat(address).asString().startsWith(SamlFixture.SLO + "?SAMLRequest=");
		assertThat(SamlFixture.isSigned(address, signing())).isTrue();
		var request = TestXml.parse(SamlFixture.message(address, "SAMLRequest"));
		assertThat(TestXml.find(request, "NameID").getTextContent()).isEqualTo("mdupont");
		assertThat(TestXml.find(request, "NameID").getAttribute("Format")).isEqualTo(NameIdFormat.PERSISTENT.urn());
		assertThat(TestXml.find(request, "SessionIndex").getTextContent()).isEqualTo("i1");
	}

	/** Traps S-49: the address of the assertion, the provider's logout, its page. */
	@Test
	void leavingEduConnectTakesTheAddressThatItReleased() {
		FieldValues typed = educonnect();
		Delegation educonnect = SamlFixture.delegation(new Saml(typed));
		String there = "https://educonnect.education.gouv.fr/Logout?a=b";
		assertThat(left(educonnect, there, null)).isEqualTo(there);
		assertThat(left(educonnect, "https://evil.example/", null)).startsWith(SamlFixture.SLO + "?SAMLRequest=");
		assertThat(left(educonnect, there, "come-back")).startsWith(SamlFixture.SLO + "?SAMLRequest=")
			.contains("&RelayState=come-back&");
		Delegation without = SamlFixture.delegation(new Saml(typed.with(SamlFields.SLO_URL, null)));
		assertThat(left(without, there, "come-back")).isEqualTo(there);
		assertThat(left(without, "https://evil.example/", null)).isEqualTo("https://idp.example.fr/idp/profile/Logout");
		assertThat(left(this.delegation, there, null)).startsWith(SamlFixture.SLO);
	}

	private String left(Delegation delegation, String wayOut, @Nullable String handle) {
		Authenticated proven = (Authenticated) complete(delegation, (
				draft) -> draft.attributes = "<saml:AttributeStatement><saml:Attribute Name=\"urn:oid:1.3.6.1.4.1.20326.10.999.1.5\"><saml:AttributeValue>"
						+ wayOut + "</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>");
		String memory = Objects.requireNonNull(proven.session()).memory();
		return logout(this.protocol, delegation, memory, handle).orElseThrow().address().toString();
	}

	private Optional<Departure> logout(SamlProtocol by, Delegation delegation, @Nullable String memory,
			@Nullable String handle) {
		return by.logout(new LogoutStart(this.college, delegation, "https://x", memory, handle))
			.toCompletableFuture()
			.join();
	}

	/** EduConnect 11 and 12: the platform's name, address and keys. */
	@Test
	void aDelegationByThePlatformSpeaksInItsName() {
		this.keys.prepare(ServiceProvider.PLATFORM);
		PlatformEduConnect entry = PlatformEduConnect.at("https://connexion.example.fr", new Saml(SamlFixture.typed()));
		Delegation byPlatform = SamlFixture.delegation(entry.saml());
		URI address = begin(byPlatform).address();
		assertThat(SamlFixture.isSigned(address, signing())).isFalse();
		assertThat(SamlFixture.isSigned(address,
				Objects.requireNonNull(this.keys.signing(ServiceProvider.PLATFORM)).certificate()))
			.isTrue();
		assertThat(SamlFixture.message(address, "SAMLRequest"))
			.contains("AssertionConsumerServiceURL=\"https://connexion.example.fr/.passerelle/saml2/acs\"")
			.contains("https://connexion.example.fr/.passerelle/saml2/metadata</saml:Issuer>")
			.doesNotContain("0330001a");
		assertThat(complete(byPlatform, (draft) -> {
		})).as("an answer for the school").isInstanceOf(Unavailable.class);
		String memory = new IdpSession(ResponseDraft.IDP, new NameId("mdupont", null, null, null), null).kept("idp")
			.memory();
		assertThat(this.protocol.logout(new LogoutStart(this.college, byPlatform, "https://x", memory))
			.toCompletableFuture()
			.join()
			.orElseThrow()
			.address()).asString().contains("&RelayState=0330001A&");
	}

	/** A platform that gave up its entry sends no one anywhere. */
	@Test
	void aDelegationByAPlatformWithoutEntryBeginsNoLogin() {
		Delegation nowhere = SamlFixture.delegation(PlatformEduConnect.NONE.saml());
		assertThat(this.protocol.begin(new LoginStart(this.college, nowhere, "https://x", java.util.Map.of(), HANDLE))
			.toCompletableFuture()
			.join()).isEmpty();
		assertThat(complete(nowhere, (draft) -> {
		})).isInstanceOf(Unavailable.class);
	}

	@Test
	void logoutIsNotOfferedWhereTheProviderHasNoneOrTheSessionIsAnothers() {
		assertThat(logout(this.protocol, this.delegation, null, null)).isEmpty();
		String memory = Objects.requireNonNull(
				new IdpSession("https://other.fr", new NameId("mdupont", null, null, null), null).kept("idp").memory());
		assertThat(logout(this.protocol, this.delegation, memory, null)).isEmpty();
	}

	private Saml fetched(Map<String, URI> signOn) {
		Saml saml = new Saml(fr.passerelle.gateway.establishment.FieldValues.NONE.with(SamlFields.METADATA_URL,
				URI.create("https://idp.example.fr/metadata")));
		this.idps.fetched(saml, new IdpMetadata(ResponseDraft.IDP, signOn, Map.of(), Map.of(),
				List.of(SamlFixture.IDP.certificate()), null));
		return saml;
	}

	private static String nameId(String format, String more) {
		return "<saml:NameID Format=\"" + format + "\"" + more + ">mdupont</saml:NameID>";
	}

	private java.security.cert.X509Certificate signing() {
		return Objects.requireNonNull(this.keys.signing(this.college.uai().value())).certificate();
	}

	private static SamlProtocol.Threads threads(long signing) {
		return new SamlProtocol.Threads(new MessageThreads("judging", 1, 1 << 20),
				new MessageThreads("signing", 1, signing));
	}

	private Departure begin(Delegation to) {
		return this.protocol.begin(start(to)).toCompletableFuture().join().orElseThrow();
	}

	private LoginStart start(Delegation to) {
		return new LoginStart(this.college, to, "https://0330001a.example.fr/pronote/parent.html", Map.of(), HANDLE);
	}

	private ResponseDraft draft() {
		return new ResponseDraft(this.clock.instant()).with((draft) -> {
			draft.confirmation = draft.confirmation.replace(ResponseDraft.REQUEST, "_" + HANDLE);
			draft.responseAttributes = draft.responseAttributes.replace(ResponseDraft.REQUEST, "_" + HANDLE);
		});
	}

	private DelegationOutcome complete(Delegation to, Consumer<ResponseDraft> change) {
		return complete(to, "SAMLResponse=" + SamlFixture.encoded(SamlFixture.signed(draft().with(change))));
	}

	private DelegationOutcome complete(Delegation to, String form) {
		return this.protocol.complete(to, HANDLE, this.clock.instant(), SamlFixture.posted(this.college, form))
			.toCompletableFuture()
			.join();
	}

	private void assertInvalid(String form) {
		assertThat(complete(this.delegation, form)).isInstanceOfSatisfying(Unavailable.class,
				(refused) -> assertThat(refused.cause()).isEqualTo(DelegationOutcome.Cause.INVALID));
	}

	private static String encoded(String text) {
		return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
	}

	@Test
	void beginLeavesTheRequestUnsignedWhereTheDelegationSaysSo() {
		Saml saml = new Saml(SamlFixture.typed().with(SamlFields.SIGN_REQUESTS, false));
		assertThat(begin(SamlFixture.delegation(saml)).address()).asString()
			.contains("SAMLRequest=", "RelayState=" + HANDLE)
			.doesNotContain("Signature=", "SigAlg=");
		Saml posted = new Saml(fetched(Map.of(Names.POST, URI.create(SamlFixture.SSO))).values()
			.with(SamlFields.SIGN_REQUESTS, false));
		this.idps.fetched(posted, new IdpMetadata(ResponseDraft.IDP, Map.of(Names.POST, URI.create(SamlFixture.SSO)),
				Map.of(), Map.of(), List.of(SamlFixture.IDP.certificate()), null));
		Map<String, String> fields = ((Departure.Post) begin(SamlFixture.delegation(posted))).fields();
		assertThat(new String(java.util.Base64.getDecoder().decode(fields.get("SAMLRequest")),
				java.nio.charset.StandardCharsets.UTF_8))
			.contains("AuthnRequest")
			.doesNotContain("Signature");
	}

	@Test
	void twoProvidersOnOneHostVouchForDifferentPeople() {
		Saml one = new Saml(fr.passerelle.gateway.establishment.FieldValues.NONE.with(SamlFields.METADATA_URL,
				URI.create("https://metadata.example.fr/one")));
		Saml two = new Saml(fr.passerelle.gateway.establishment.FieldValues.NONE.with(SamlFields.METADATA_URL,
				URI.create("https://metadata.example.fr/two")));
		assertThat(one.issuer()).isNotEqualTo(two.issuer());
		assertThat(SamlFixture.saml().issuer()).contains(ResponseDraft.IDP);
	}

}
