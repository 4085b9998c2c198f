package fr.passerelle.gateway.oidc;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.enthealth.Observation;
import fr.passerelle.gateway.establishment.ClientAuthentication;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.FieldValues;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.establishment.OidcFields;
import fr.passerelle.gateway.establishment.TokenAlgorithm;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.DelegationOutcome.Authenticated;
import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import fr.passerelle.gateway.login.Departure;
import fr.passerelle.gateway.login.LoginReturn;
import fr.passerelle.gateway.login.LoginStart;
import fr.passerelle.gateway.login.LogoutStart;
import fr.passerelle.gateway.login.ProviderAnswer;
import fr.passerelle.gateway.login.ProviderCall;
import fr.passerelle.gateway.login.ProviderLine;
import fr.passerelle.gateway.login.ValidationFailedException;
import fr.passerelle.gateway.session.EntSession;
import fr.passerelle.gateway.testkit.FakeProvider;
import fr.passerelle.gateway.testkit.TestBrowser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What leaves for a provider, and what comes of what returns. */
@SuppressWarnings("NullAway.Init")
class OidcProtocolTests {

	private static final String HANDLE = "h".repeat(43);

	private static final String CODE = "canary-code";

	private static final Actor WHO = new Actor("admin", "203.0.113.7");

	@TempDir
	Path folder;

	private final Providers providers = new Providers();

	/** What was sent, in order. */
	private final List<ProviderCall> calls = new ArrayList<>();

	/** What the key set's address was asked, in order. */
	private final List<URI> fetched = new ArrayList<>();

	private byte[] keySet = OidcFixture.keys(OidcFixture.KEY);

	private Function<ProviderCall, CompletableFuture<ProviderAnswer>> answers = this::good;

	/** The ID token of a nonce. */
	private Function<String, String> token = (nonce) -> OidcFixture.signed(OidcFixture.claims(nonce).build(),
			JWSAlgorithm.RS256, OidcFixture.KEY);

	private String userinfo = "{\"sub\":\"mdupont\",\"ENTPersonProfils\":[\"National_TUT\",\"x\"],"
			+ "\"address\":{\"locality\":\"Bordeaux\"},\"verified\":true}";

	private final List<Observation> observed = new ArrayList<>();

	private Delegation delegation = OidcFixture.delegation(OidcFixture.values());

	private Establishment college = OidcFixture.school(this.delegation);

	private ClientSecrets secrets;

	private OidcProtocol protocol;

	private String nonce = "";

	@BeforeEach
	void begin() throws IOException {
		this.secrets = new ClientSecrets(this.folder, (entry) -> {
		}, Clock.systemUTC());
		FreshKeys freshKeys = new FreshKeys(this.providers, (address, trusted, max) -> {
			this.fetched.add(address);
			return CompletableFuture.completedFuture(this.keySet);
		}, Clock.systemUTC());
		this.protocol = new OidcProtocol(this.providers, freshKeys, this.secrets, new ProviderLine() {

			@Override
			public CompletableFuture<ProviderAnswer> send(ProviderCall call,
					List<java.security.cert.X509Certificate> trusted, Duration within) {
				OidcProtocolTests.this.calls.add(call);
				return OidcProtocolTests.this.answers.apply(call);
			}

			@Override
			public Duration deadline() {
				return Duration.ofSeconds(10);
			}

		}, this.observed::add, Clock.systemUTC());
		use(OidcFixture.values(), "");
	}

	/** Leads to a provider of these settings. */
	private void use(FieldValues values, String discovery) throws IOException {
		this.delegation = OidcFixture.delegation(values);
		this.college = OidcFixture.school(this.delegation);
		this.providers.fetched(Oidc.of(this.delegation), OidcFixture.provider(discovery, OidcFixture.KEY));
		this.secrets.set(this.college.uai(), this.delegation, FakeProvider.SECRET, WHO);
	}

	private CompletableFuture<ProviderAnswer> good(ProviderCall call) {
		return json(200,
				call.address().getPath().endsWith("/token") ? "{\"access_token\":\"canary-access\","
						+ "\"token_type\":\"Bearer\",\"id_token\":\"" + this.token.apply(this.nonce) + "\"}"
						: this.userinfo);
	}

	private static CompletableFuture<ProviderAnswer> json(int status, String body) {
		return CompletableFuture.completedFuture(
				new ProviderAnswer(status, "application/json;charset=UTF-8", body.getBytes(StandardCharsets.UTF_8)));
	}

	private Map<String, String> begun(Map<String, String> parameters) {
		Departure departure = begin(
				new LoginStart(this.college, this.delegation, "https://0330001a.example.fr/p", parameters, HANDLE))
			.orElseThrow();
		Map<String, String> values = new LinkedHashMap<>();
		for (String parameter : departure.address().getRawQuery().split("&", -1)) {
			String[] parts = parameter.split("=", 2);
			assertThat(values.put(parts[0], Query.decode(parts[1].replace("+", "%20")))).as(parts[0]).isNull();
		}
		return values;
	}

	private Optional<Departure> begin(LoginStart start) {
		return this.protocol.begin(start).toCompletableFuture().join();
	}

	private DelegationOutcome come(String query) {
		this.nonce = begun(Map.of()).getOrDefault("nonce", "");
		return back(query);
	}

	private DelegationOutcome back(String query) {
		return this.protocol
			.complete(this.delegation, HANDLE, Instant.now(),
					new LoginReturn(this.college, false, query, Form.read(new byte[0])))
			.toCompletableFuture()
			.join();
	}

	private DelegationOutcome signIn() {
		return come("code=" + CODE + "&state=" + HANDLE);
	}

	private static boolean isAnswer(Observation seen) {
		return seen.outcome().fold((identity) -> true, (code) -> true, (why) -> false);
	}

	private static void isRefused(DelegationOutcome outcome, String part) {
		assertThat(outcome).isInstanceOf(Unavailable.class);
		Unavailable unavailable = (Unavailable) outcome;
		assertThat(unavailable.cause()).isEqualTo(Cause.INVALID);
		assertThat(unavailable.detail()).contains(part).doesNotContain("canary").doesNotContain("eyJ");
	}

	/** Traps O-03: S256 whatever the provider announces. */
	@ParameterizedTest
	@ValueSource(strings = { "", ",\"code_challenge_methods_supported\":[\"plain\"]" })
	void beginAsksForACodeWithAHashedVerifierAlways(String discovery) throws IOException {
		use(OidcFixture.values(), discovery);
		Map<String, String> asked = begun(Map.of("kc_idp_hint", "educonnect", "scope", "evil", "request", "evil",
				"code_challenge_method", "plain", "response_mode", "form_post"));
		assertThat(asked).containsEntry("x", "1")
			.containsEntry("response_type", "code")
			.containsEntry("client_id", "passerelle")
			.containsEntry("redirect_uri", "https://0330001a.example.fr/.passerelle/oidc/callback")
			.containsEntry("scope", "openid profile")
			.containsEntry("state", HANDLE)
			.containsEntry("code_challenge_method", "S256")
			.containsEntry("kc_idp_hint", "educonnect")
			.containsKeys("nonce", "code_challenge")
			.doesNotContainKeys("request", "response_mode", "prompt");
		assertThat(asked.get("nonce")).hasSize(43).isNotEqualTo(asked.get("code_challenge"));
	}

	@Test
	void beginGoesNowhereBeforeProviderAndSecretAreKnown() throws IOException {
		LoginStart start = new LoginStart(this.college, this.delegation, "https://x/p", Map.of(), HANDLE);
		assertThat(begin(start)).isPresent();
		this.secrets.remove(this.college.uai(), this.delegation, WHO);
		assertThat(begin(start)).isEmpty();
		use(OidcFixture.values(), "");
		this.providers.keepOnly(List.of());
		assertThat(begin(start)).isEmpty();
	}

	@Test
	void completeSendsTheCodeOnceWithVerifierAndSecretAndTellsThePerson() {
		DelegationOutcome outcome = signIn();
		assertThat(outcome).isInstanceOf(Authenticated.class);
		Authenticated proven = (Authenticated) outcome;
		assertThat(proven.identity().user()).isEqualTo("mdupont");
		assertThat(proven.identity().attributes()).containsEntry("ENTPersonProfils", List.of("National_TUT", "x"))
			.containsEntry("address.locality", List.of("Bordeaux"))
			.containsEntry("verified", List.of("true"))
			.doesNotContainKeys("iss", "aud", "nonce", "exp");
		assertThat(this.calls).extracting((call) -> call.address().toString())
			.containsExactly(OidcFixture.ISSUER + "/token", OidcFixture.ISSUER + "/userinfo");
		ProviderCall token = this.calls.get(0);
		assertThat(token.form()).contains("code=" + CODE)
			.contains("grant_type=authorization_code")
			.contains("redirect_uri=https%3A%2F%2F0330001a.example.fr%2F.passerelle%2Foidc%2Fcallback")
			.contains("code_verifier=")
			.doesNotContain("un+secret");
		assertThat(token.authorization()).isEqualTo("Basic " + Base64.getEncoder()
			.encodeToString(
					("passerelle:" + TestBrowser.encode(FakeProvider.SECRET)).getBytes(StandardCharsets.UTF_8)));
		assertThat(token.toString()).doesNotContain("canary");
		assertThat(this.calls.get(1).authorization()).isEqualTo("Bearer canary-access");
		assertThat(this.observed).singleElement().satisfies((seen) -> assertThat(isAnswer(seen)).isTrue());
	}

	@Test
	void completePresentsTheSecretAsTheDelegationSays() throws IOException {
		use(OidcFixture.values().with(OidcFields.CLIENT_AUTHENTICATION, ClientAuthentication.POST), "");
		assertThat(signIn()).isInstanceOf(Authenticated.class);
		assertThat(this.calls.get(0).authorization()).isNull();
		assertThat(this.calls.get(0).form()).contains("client_secret=un+secret").contains("client_id=passerelle");
		use(OidcFixture.values().with(OidcFields.CLIENT_AUTHENTICATION, ClientAuthentication.NONE), "");
		this.calls.clear();
		assertThat(signIn()).isInstanceOf(Authenticated.class);
		assertThat(this.calls.get(0).authorization()).isNull();
		assertThat(this.calls.get(0).form()).contains("client_id=passerelle").doesNotContain("secret");
	}

	@Test
	void completeAsksNoUserinfoWhereTheDelegationSaysSo() throws IOException {
		use(OidcFixture.values().with(OidcFields.USERINFO, false), "");
		assertThat(signIn()).isInstanceOf(Authenticated.class);
		assertThat(this.calls).hasSize(1);
	}

	/** Traps O-02. */
	@Test
	void aTokenWithoutOurNonceIsRefused() {
		this.token = (wanted) -> OidcFixture.signed(OidcFixture.claims(null).build(), JWSAlgorithm.RS256,
				OidcFixture.KEY);
		isRefused(signIn(), "nonce");
		this.token = (wanted) -> OidcFixture.signed(OidcFixture.claims(wanted + "x").build(), JWSAlgorithm.RS256,
				OidcFixture.KEY);
		isRefused(signIn(), "nonce");
	}

	/** Traps O-04. */
	@Test
	void aReturnOfAnotherIssuerSendsNoCode() throws IOException {
		isRefused(come("code=" + CODE + "&state=" + HANDLE + "&iss=https%3A%2F%2Fevil.example"), "another issuer");
		String ours = "&iss=" + TestBrowser.encode(OidcFixture.ISSUER);
		isRefused(come("code=" + CODE + ours + ours), "another issuer");
		use(OidcFixture.values(), ",\"authorization_response_iss_parameter_supported\":true");
		isRefused(come("code=" + CODE + "&state=" + HANDLE), "does not say its issuer");
		isRefused(come("error=access_denied&state=" + HANDLE), "does not say its issuer");
		assertThat(this.calls).isEmpty();
		assertThat(this.observed).as("a visitor cannot make a provider look down").isEmpty();
		assertThat(come("code=" + CODE + ours)).isInstanceOf(Authenticated.class);
	}

	/** Traps O-05. */
	@Test
	void aTokenThatIsNotSignedAsRegisteredIsRefused() throws JOSEException {
		ECKey elliptic = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
		this.keySet = OidcFixture.keys(OidcFixture.KEY, elliptic);
		this.token = (wanted) -> new PlainJWT(OidcFixture.claims(wanted).build()).serialize();
		isRefused(signIn(), "not signed");
		OctetSequenceKey secret = new OctetSequenceKey.Builder(
				FakeProvider.SECRET.repeat(3).getBytes(StandardCharsets.UTF_8))
			.keyID("k1")
			.build();
		this.token = (wanted) -> OidcFixture.signed(OidcFixture.claims(wanted).build(), JWSAlgorithm.HS256, secret);
		isRefused(signIn(), "another algorithm");
		OctetSequenceKey known = new OctetSequenceKey.Builder(OidcFixture.KEY.toRSAPublicKey().getEncoded()).keyID("k1")
			.build();
		this.token = (wanted) -> OidcFixture.signed(OidcFixture.claims(wanted).build(), JWSAlgorithm.HS256, known);
		isRefused(signIn(), "another algorithm");
		this.token = (wanted) -> OidcFixture.signed(OidcFixture.claims(wanted).build(), JWSAlgorithm.ES256, elliptic);
		isRefused(signIn(), "another algorithm");
		this.token = (wanted) -> OidcFixture.signed(OidcFixture.claims(wanted).build(), JWSAlgorithm.RS256,
				OidcFixture.OTHER, "k1");
		isRefused(signIn(), "not signed by a key");
		this.token = (wanted) -> OidcFixture.claims(wanted).build().toString().replace("\"", "\\\"");
		isRefused(signIn(), "not one of OpenID Connect");
	}

	/** Traps O-05: Edifice without a signing key puts the claims where the token goes. */
	@Test
	void bareJsonInPlaceOfTheTokenIsRefused() {
		this.answers = (call) -> json(200, "{\"access_token\":\"canary-access\",\"token_type\":\"Bearer\",\"id_token\":"
				+ OidcFixture.claims(this.nonce).build() + "}");
		isRefused(signIn(), "not one of OpenID Connect");
		this.answers = (call) -> json(200, "{\"access_token\":\"canary-access\",\"token_type\":\"Bearer\"}");
		isRefused(signIn(), "not one of OpenID Connect");
	}

	@Test
	void aTokenByTheRegisteredAlgorithmIsTaken() throws IOException, JOSEException {
		ECKey elliptic = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
		use(OidcFixture.values().with(OidcFields.ID_TOKEN_ALGORITHM, TokenAlgorithm.ES256), "");
		this.keySet = OidcFixture.keys(OidcFixture.KEY, elliptic);
		this.token = (wanted) -> OidcFixture.signed(OidcFixture.claims(wanted).build(), JWSAlgorithm.ES256, elliptic);
		assertThat(signIn()).isInstanceOf(Authenticated.class);
	}

	/** Traps O-06. */
	@Test
	void anUnknownKeyHasTheKeysReadOnce() {
		this.token = (wanted) -> OidcFixture.signed(OidcFixture.claims(wanted).build(), JWSAlgorithm.RS256,
				OidcFixture.OTHER);
		isRefused(signIn(), "not signed by a key");
		isRefused(signIn(), "not signed by a key");
		assertThat(this.fetched).containsExactly(URI.create(OidcFixture.ISSUER + "/jwks"));
	}

	/** Traps O-06. */
	@Test
	void aNewKeyIsReadAndTaken() {
		this.keySet = OidcFixture.keys(OidcFixture.OTHER);
		this.token = (wanted) -> OidcFixture.signed(OidcFixture.claims(wanted).build(), JWSAlgorithm.RS256,
				OidcFixture.OTHER);
		assertThat(signIn()).isInstanceOf(Authenticated.class);
		this.token = (wanted) -> OidcFixture.signed(OidcFixture.claims(wanted).build(), JWSAlgorithm.RS256,
				OidcFixture.OTHER, null);
		assertThat(signIn()).isInstanceOf(Authenticated.class);
		assertThat(this.fetched).hasSize(1);
	}

	/** Traps O-07. */
	@Test
	void aTokenForSomebodyElseOrAnotherTimeIsRefused() {
		Instant now = Instant.now();
		Map<String, Function<JWTClaimsSet.Builder, JWTClaimsSet.Builder>> bad = new LinkedHashMap<>();
		bad.put("(aud)", (claims) -> claims.audience("other"));
		bad.put("(azp)", (claims) -> claims.audience(List.of("passerelle", "other")));
		bad.put("party (azp)", (claims) -> claims.claim("azp", "other"));
		bad.put("another issuer", (claims) -> claims.issuer("https://evil.example"));
		bad.put("expired", (claims) -> claims.claim("exp", now.minusSeconds(100).getEpochSecond()));
		bad.put("of the future", (claims) -> claims.claim("iat", now.plusSeconds(3600).getEpochSecond()));
		bad.put("lacks sub", (claims) -> claims.subject(null));
		bad.put("exp or iat", (claims) -> claims.claim("exp", null));
		bad.put("another access token", (claims) -> claims.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"));
		bad.forEach((part, change) -> {
			this.token = (wanted) -> OidcFixture.signed(change.apply(OidcFixture.claims(wanted)).build(),
					JWSAlgorithm.RS256, OidcFixture.KEY);
			isRefused(signIn(), part);
		});
	}

	/** Traps O-07: what is within the skew, and a list that names us as the party. */
	@Test
	void aTokenForUsAmongOthersAndWithinTheSkewIsTaken() {
		this.token = (wanted) -> OidcFixture.signed(OidcFixture.claims(wanted)
			.audience(List.of("other", "passerelle"))
			.claim("azp", "passerelle")
			.claim("iat", Instant.now().plusSeconds(60).getEpochSecond())
			.claim("exp", Instant.now().minusSeconds(60).getEpochSecond())
			.build(), JWSAlgorithm.RS256, OidcFixture.KEY);
		assertThat(signIn()).isInstanceOf(Authenticated.class);
	}

	/** Traps O-08: what the token address may answer. */
	@ParameterizedTest
	@CsvSource({ "400, application/json, '{\"error\":\"invalid_grant\"}', REFUSED",
			"400, application/json, '{\"error\":\"invalid_request\"}', INVALID",
			"401, application/json, '{\"error\":\"invalid_client\"}', INVALID",
			"400, application/json, '{\"error\":\"canary <b>\"}', INVALID", "400, text/html, <html/>, INVALID",
			"200, text/html, <html/>, INVALID", "200, application/json, [], INVALID", "200, '', '', INVALID",
			"200, application/json, '{\"access_token\":1,\"token_type\":\"Bearer\",\"id_token\":\"a.b.c\"}', INVALID",
			"200, application/json, '{\"id_token\":\"a.b.c\"}', INVALID" })
	void aTokenAnswerThatIsNoneIsRefusedAndTheCodeIsNotSentAgain(int status, String type, String body,
			String expected) {
		this.answers = (call) -> CompletableFuture
			.completedFuture(new ProviderAnswer(status, type, body.getBytes(StandardCharsets.UTF_8)));
		DelegationOutcome outcome = signIn();
		if (expected.equals("REFUSED")) {
			assertThat(outcome).isEqualTo(new DelegationOutcome.Refused("invalid_grant"));
		}
		else {
			isRefused(outcome, "provider");
		}
		assertThat(this.calls).hasSize(1);
	}

	/** Traps O-08: late, unreachable; the transport says which. */
	@Test
	void aTokenAddressThatDoesNotAnswerIsToldAsItIs() {
		for (Cause cause : List.of(Cause.TIMEOUT, Cause.UNREACHABLE)) {
			this.answers = (call) -> CompletableFuture.failedFuture(new ValidationFailedException(cause, "sentence"));
			assertThat(signIn()).isEqualTo(new Unavailable(cause, "sentence"));
			assertThat(this.observed.get(this.observed.size() - 1).outcome())
				.isEqualTo(new Unavailable(cause, "sentence"));
		}
		this.answers = (call) -> CompletableFuture.failedFuture(new IllegalStateException("canary"));
		isRefused(signIn(), "cannot be read");
	}

	/** Traps O-09: another login's verifier and nonce are others. */
	@Test
	void aCodeOfAnotherLoginMeetsAnotherVerifierAndNonce() {
		Map<String, String> one = begun(Map.of());
		LoginStart second = new LoginStart(this.college, this.delegation, "https://x/p", Map.of(), "i".repeat(43));
		String other = begin(second).orElseThrow().address().getRawQuery();
		assertThat(other).doesNotContain(one.get("nonce")).doesNotContain(one.get("code_challenge"));
		this.nonce = Query.values(other, "nonce").get(0);
		isRefused(back("code=" + CODE + "&state=" + HANDLE), "nonce");
	}

	@ParameterizedTest
	@ValueSource(strings = { "state=x", "code=", "code=a&code=b", "code=%zz" })
	void aReturnWithoutOneCodeSendsNothing(String query) {
		isRefused(come(query), "no code");
		assertThat(this.calls).isEmpty();
	}

	@Test
	void aRefusalOfTheProviderIsTold() {
		assertThat(come("error=access_denied&error_description=canary&state=" + HANDLE))
			.isEqualTo(new DelegationOutcome.Refused("access_denied"));
		assertThat(come("error=%3Ccanary%3E")).isEqualTo(new DelegationOutcome.Refused("OTHER"));
		assertThat(this.calls).isEmpty();
	}

	/** Edifice's own form of userinfo has no sub. */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"userId\":\"mdupont\",\"externalId\":\"mdupont\"} | needs sub",
					"{\"sub\":\"other\",\"x\":1} | another person", "{\"sub\":1} | needs sub", "[] | needs sub",
					"<html/> | needs sub" })
	void userinfoWithoutTheSameSubIsRefused(String told, String part) {
		this.userinfo = told;
		isRefused(signIn(), part);
	}

	@Test
	void userinfoThatIsRefusedOrATokenIsRefused() {
		this.answers = (call) -> call.address().getPath().endsWith("/token") ? good(call)
				: json(401, "{\"error\":\"invalid_token\"}");
		isRefused(signIn(), "userinfo");
		this.answers = (call) -> call.address().getPath().endsWith("/token") ? good(call)
				: CompletableFuture.completedFuture(new ProviderAnswer(200, "application/jwt",
						this.token.apply(this.nonce).getBytes(StandardCharsets.US_ASCII)));
		isRefused(signIn(), "userinfo");
	}

	@Test
	void forcedAuthenticationIsAskedForAndMustBeNew() throws IOException {
		use(OidcFixture.values().with(OidcFields.FORCE_AUTHN, true), "");
		assertThat(begun(Map.of())).containsEntry("prompt", "login").containsEntry("max_age", "0");
		isRefused(signIn(), "sign in anew");
		this.token = (wanted) -> OidcFixture.signed(
				OidcFixture.claims(wanted).claim("auth_time", Instant.now().getEpochSecond() - 600).build(),
				JWSAlgorithm.RS256, OidcFixture.KEY);
		isRefused(signIn(), "sign in anew");
		this.token = (wanted) -> OidcFixture.signed(
				OidcFixture.claims(wanted).claim("auth_time", Instant.now().getEpochSecond()).build(),
				JWSAlgorithm.RS256, OidcFixture.KEY);
		assertThat(signIn()).isInstanceOf(Authenticated.class);
	}

	@Test
	void aSessionIsFoundByPersonAndBySessionOfThisDelegation() {
		this.token = (wanted) -> OidcFixture.signed(OidcFixture.claims(wanted).claim("sid", "s1").build(),
				JWSAlgorithm.RS256, OidcFixture.KEY);
		EntSession session = Objects.requireNonNull(((Authenticated) signIn()).session());
		ProviderSession names = new ProviderSession("op", OidcFixture.ISSUER);
		assertThat(session.key()).isEqualTo(names.ofPerson("mdupont"));
		assertThat(session.otherKeys()).containsExactly(names.ofSession("s1"));
		assertThat(names.ofSession("mdupont")).isNotEqualTo(names.ofPerson("mdupont"));
	}

	/** Traps O-12. */
	@Test
	void theHintIsLeftOutBeyondABoundAndForAnotherProvider() {
		String memory = Objects.requireNonNull(Objects.requireNonNull(((Authenticated) signIn()).session()).memory());
		assertThat(left(memory)).contains("id_token_hint=" + memory).contains("client_id=passerelle");
		assertThat(left(null)).doesNotContain("id_token_hint").contains("client_id=passerelle");
		assertThat(left(OidcFixture.signed(new JWTClaimsSet.Builder().issuer("https://other").build(),
				JWSAlgorithm.RS256, OidcFixture.KEY)))
			.doesNotContain("id_token_hint");
		this.token = (wanted) -> OidcFixture.signed(OidcFixture.claims(wanted).claim("x", "y".repeat(2000)).build(),
				JWSAlgorithm.RS256, OidcFixture.KEY);
		assertThat(Objects.requireNonNull(((Authenticated) signIn()).session()).memory()).isNull();
	}

	private String left(@Nullable String memory) {
		return this.protocol
			.logout(new LogoutStart(this.college, this.delegation, "https://0330001a.example.fr/", memory))
			.toCompletableFuture()
			.join()
			.orElseThrow()
			.address()
			.toString();
	}

}
