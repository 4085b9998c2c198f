package fr.passerelle.gateway.wsfed;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import fr.passerelle.gateway.establishment.AttributeNames;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.FieldValues;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.establishment.WsFederation;
import fr.passerelle.gateway.establishment.WsFederationFields;
import fr.passerelle.gateway.federation.MessageThreads;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.DelegationOutcome.Authenticated;
import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import fr.passerelle.gateway.login.Departure;
import fr.passerelle.gateway.login.LoginReturn;
import fr.passerelle.gateway.login.LoginStart;
import fr.passerelle.gateway.login.LogoutStart;
import fr.passerelle.gateway.saml.TestKeys;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What leaves for a token service, and what comes of what returns. */
class WsFederationProtocolTests {

	private static final String HANDLE = "h".repeat(43);

	private static final String LOGIN = "https://sts.example.fr/adfs/ls/";

	private final MovableClock clock = new MovableClock();

	private final TokenServices services = new TokenServices();

	private final MessageThreads threads = new MessageThreads("test", 1, 1 << 20);

	private final WsFederationProtocol protocol = new WsFederationProtocol(this.services, new MessageTime(this.clock),
			this.threads, new UsedTokens(100, Duration.ofMinutes(30), this.clock));

	private final Delegation delegation = delegation(typed());

	private final Establishment college = school(this.delegation);

	@AfterEach
	void close() {
		this.threads.close();
	}

	@Test
	void beginSaysWhoAsksAndWhereToReturn() {
		URI address = begin(this.delegation).address();
		assertThat(address).asString().startsWith(LOGIN + "?wa=wsignin1.0&");
		assertThat(value(address, "wtrealm")).isEqualTo(TokenDraft.BACK);
		assertThat(value(address, "wreply")).isEqualTo(TokenDraft.BACK);
		assertThat(value(address, "wctx")).isEqualTo(HANDLE);
		assertThat(value(address, "wct")).isEqualTo("2026-09-01T05:58:00Z");
	}

	@Test
	void theDocumentsRealmComesBeforeTheUsualOne() {
		Delegation own = delegation(typed().with(WsFederationFields.REALM, "urn:é&x"));
		assertThat(value(begin(own).address(), "wtrealm")).isEqualTo("urn:é&x");
		assertThat(complete(own, HANDLE, (draft) -> draft.realm = "urn:é&amp;x")).isInstanceOf(Authenticated.class);
		assertInvalid(complete(own, HANDLE, (draft) -> {
		}), "another realm");
	}

	@ParameterizedTest
	@CsvSource({ "https://sts.example.fr/ls/?whr=a%20b, https://sts.example.fr/ls/?whr=a%20b&wa=wsignin1.0&",
			"https://sts.example.fr/ls/?, https://sts.example.fr/ls/?wa=wsignin1.0&" })
	void theAddressesOwnQueryStays(String address, String begun) {
		assertThat(begin(delegation(typed().with(WsFederationFields.PASSIVE_URL, URI.create(address)))).address())
			.asString()
			.startsWith(begun);
	}

	@Test
	void withoutMetadataNothingBeginsAndNothingIsTaken() {
		Delegation fetched = delegation(FieldValues.NONE.with(WsFederationFields.PASSIVE_URL, URI.create(LOGIN)));
		assertThat(this.protocol.begin(start(fetched)).toCompletableFuture().join()).isEmpty();
		assertThat(this.protocol.logout(new LogoutStart(this.college, fetched, "/", null)))
			.isCompletedWithValue(Optional.empty());
		assertThat(complete(fetched, HANDLE, (draft) -> {
		})).isInstanceOfSatisfying(Unavailable.class,
				(refused) -> assertThat(refused.cause()).isEqualTo(Cause.UNREACHABLE));
	}

	@Test
	void completeGivesThePersonAndShowsNothingOfIt() {
		DelegationOutcome outcome = complete(this.delegation, HANDLE, (draft) -> {
		});
		Authenticated proven = (Authenticated) outcome;
		assertThat(proven.identity().user()).isEqualTo("mdupont");
		assertThat(proven.identity().first(List.of("surname"))).containsExactly("Dupont");
		assertThat(Objects.requireNonNull(proven.session()).memory()).isNull();
		assertThat(outcome).asString().doesNotContain("mdupont");
	}

	/** Traps W-07. */
	@Test
	void aClaimIsFoundByItsWholeAddressThenByItsLastPart() {
		Authenticated proven = (Authenticated) complete(this.delegation, HANDLE,
				(draft) -> draft.claims = draft.claim("urn:one", "role", "a", "DOMAIN\\user")
						+ draft.claim("urn:two", "role", "b"));
		assertThat(proven.identity().first(List.of("urn:one/role"))).containsExactly("a", "DOMAIN\\user");
		assertThat(proven.identity().first(List.of("urn:two/role"))).containsExactly("b");
		assertThat(proven.identity().first(List.of("urn:three/role"))).containsExactly("a", "DOMAIN\\user", "b");
		assertThat(proven.identity().first(List.of("Role"))).containsExactly("a", "DOMAIN\\user", "b");
	}

	@Test
	void aTokenWithoutANameNeedsAClaimThatNamesThePerson() {
		Consumer<TokenDraft> nameless = (draft) -> draft.user = "";
		assertInvalid(complete(this.delegation, HANDLE, nameless), "no NameIdentifier");
		Delegation byClaim = delegation(typed(), TokenDraft.CLAIMS + "/surname");
		assertThat(complete(byClaim, HANDLE, nameless)).isInstanceOfSatisfying(Authenticated.class,
				(proven) -> assertThat(proven.identity().user()).isEqualTo("Dupont"));
		assertInvalid(complete(delegation(typed(), "upn"), HANDLE, nameless), "no NameIdentifier");
	}

	@Test
	void aTransientNameNeedsAClaimThatNamesThePerson() {
		String result = TokenDraft.current(this.clock.instant())
			.with((draft) -> draft.nameFormat = " Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\"")
			.signed();
		assertInvalid(complete(this.delegation, HANDLE, result), "transient");
		assertThat(complete(delegation(typed(), "surname"), HANDLE, result)).isInstanceOf(Authenticated.class);
	}

	/** Traps W-03: only a handle of ours means anything. */
	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example.fr", "//evil", "/\\evil", "<script>", "" })
	void aForeignContextNamesNoLogin(String context) {
		assertThat(this.protocol.handle(posted("wctx=" + TestBrowser.encode(context)))).isNull();
		assertThat(this.protocol.handle(posted("wctx=" + "x".repeat(10_000)))).isNull();
		assertThat(this.protocol.handle(posted("wctx=" + HANDLE + "&wctx=" + HANDLE))).isNull();
		assertThat(this.protocol.handle(posted(""))).isNull();
		assertThat(this.protocol.handle(posted("wctx=" + HANDLE))).isEqualTo(HANDLE);
	}

	@Test
	void aMessageThatIsNoResultIsRefused() {
		String result = TokenDraft.old(this.clock.instant()).signed();
		String good = "wa=wsignin1.0&wresult=" + TestBrowser.encode(result);
		for (String bad : List.of("", "wresult=" + TestBrowser.encode(result), good + "&wa=wsignin1.0",
				good + "&wresult=x", "wa=wsignout1.0&wresult=" + TestBrowser.encode(result),
				"wa=wsignin1.0&wresult=")) {
			assertInvalid(completePosted(this.delegation, HANDLE, bad), "");
		}
		assertThat(completePosted(this.delegation, HANDLE, good)).isInstanceOf(Authenticated.class);
	}

	/** The context is not signed: the first login that brings a token keeps it. */
	@Test
	void aTokenCountsForOneLogin() {
		String result = TokenDraft.old(this.clock.instant()).signed();
		assertThat(complete(this.delegation, HANDLE, result)).isInstanceOf(Authenticated.class);
		assertThat(complete(this.delegation, HANDLE, result)).isInstanceOf(Authenticated.class);
		assertInvalid(complete(this.delegation, "o".repeat(43), result), "another login");
		assertThat(complete(this.delegation, "o".repeat(43), (draft) -> draft.id = "_t2"))
			.isInstanceOf(Authenticated.class);
	}

	@Test
	void aTokenStaysWithItsLoginAsLongAsAnyLoginThatItCouldOpen() {
		String result = TokenDraft.old(this.clock.instant()).signed();
		assertThat(complete(this.delegation, HANDLE, result)).isInstanceOf(Authenticated.class);
		this.clock.move(Duration.ofMinutes(30).plus(MessageTime.SKEW));
		LoginReturn back = posted("wa=wsignin1.0&wresult=" + TestBrowser.encode(result));
		assertInvalid(this.protocol
			.complete(this.delegation, "o".repeat(43), this.clock.instant().minus(Duration.ofMinutes(30)), back)
			.toCompletableFuture()
			.join(), "another login");
	}

	/** A token that is forgotten could open another login. */
	@Test
	void aTokenThatCannotBeRememberedCountsForNoLogin() {
		WsFederationProtocol full = new WsFederationProtocol(this.services, new MessageTime(this.clock), this.threads,
				new UsedTokens(0, Duration.ofMinutes(30), this.clock));
		LoginReturn back = posted(
				"wa=wsignin1.0&wresult=" + TestBrowser.encode(TokenDraft.old(this.clock.instant()).signed()));
		assertThat(full.complete(this.delegation, HANDLE, this.clock.instant(), back).toCompletableFuture().join())
			.isInstanceOfSatisfying(Unavailable.class, (refused) -> {
				assertThat(refused.cause()).isEqualTo(Cause.UNREACHABLE);
				assertThat(refused.detail()).startsWith("Too many people of this establishment");
			});
	}

	@Test
	void aRefusedTokenIsNotUsedUp() {
		String result = TokenDraft.old(this.clock.instant()).with((draft) -> draft.user = "").signed();
		assertInvalid(complete(this.delegation, HANDLE, result), "no NameIdentifier");
		assertThat(complete(delegation(typed(), "surname"), "o".repeat(43), result)).isInstanceOf(Authenticated.class);
	}

	@Test
	void logoutLeadsToTheServiceAndBackToUs() {
		URI address = this.protocol.logout(new LogoutStart(this.college, this.delegation, "/", null))
			.toCompletableFuture()
			.join()
			.orElseThrow()
			.address();
		assertThat(value(address, "wa")).isEqualTo("wsignout1.0");
		assertThat(value(address, "wreply")).isEqualTo(TokenDraft.BACK);
		assertThat(value(address, "wtrealm")).isEqualTo(TokenDraft.BACK);
	}

	private static void assertInvalid(DelegationOutcome outcome, String sentence) {
		assertThat(outcome).isInstanceOfSatisfying(Unavailable.class, (refused) -> {
			assertThat(refused.cause()).isEqualTo(Cause.INVALID);
			assertThat(refused.detail()).contains(sentence).doesNotContain("mdupont");
		});
	}

	private Departure begin(Delegation delegation) {
		return this.protocol.begin(start(delegation)).toCompletableFuture().join().orElseThrow();
	}

	private LoginStart start(Delegation delegation) {
		return new LoginStart(this.college, delegation, "https://0330001a.example.fr/pronote/parent.html", Map.of(),
				HANDLE);
	}

	private DelegationOutcome complete(Delegation delegation, String handle, Consumer<TokenDraft> change) {
		return complete(delegation, handle, TokenDraft.old(this.clock.instant()).with(change).signed());
	}

	private DelegationOutcome complete(Delegation delegation, String handle, String result) {
		return completePosted(delegation, handle, "wa=wsignin1.0&wresult=" + TestBrowser.encode(result));
	}

	private DelegationOutcome completePosted(Delegation delegation, String handle, String form) {
		return this.protocol.complete(delegation, handle, this.clock.instant(), posted(form))
			.toCompletableFuture()
			.join();
	}

	private LoginReturn posted(String form) {
		return new LoginReturn(this.college, true, null, Form.read(form.getBytes(StandardCharsets.UTF_8)));
	}

	private static String value(URI address, String name) {
		return String.valueOf(Query.decode(Query.values(address.getRawQuery(), name).get(0)));
	}

	private static FieldValues typed() {
		return FieldValues.NONE.with(WsFederationFields.PASSIVE_URL, URI.create(LOGIN))
			.with(WsFederationFields.ISSUER, TokenDraft.ISSUER)
			.with(WsFederationFields.CERTIFICATES, List.of(TestKeys.x509()));
	}

	private static Delegation delegation(FieldValues values, String... userClaims) {
		AttributeNames names = new AttributeNames(List.of(userClaims), List.of("role"), List.of(), List.of(),
				List.of("surname"), List.of("givenname"), List.of());
		return new Delegation("sts", "ENT", true, null, new WsFederation(values), names, List.of(Recognition.PROFILE),
				false);
	}

	static Establishment school(Delegation... delegations) {
		Map<EspaceKey, Espace> espaces = new EnumMap<>(EspaceKey.class);
		for (EspaceKey key : EspaceKey.values()) {
			boolean delegated = key == EspaceKey.PARENT;
			espaces.put(key, TestEstablishments.espace(key, true, delegated ? List.of(delegations) : List.of(), false));
		}
		Establishment made = TestEstablishments.of("0330001A", "https://0330001a.example.fr", espaces);
		return new Establishment(made.uai(), made.name(), made.publicUrl(), 1, true, null, null, made.basePath(),
				List.of(delegations), espaces, made.paths(), made.upstream());
	}

}
