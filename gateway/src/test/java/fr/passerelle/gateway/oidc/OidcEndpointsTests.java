package fr.passerelle.gateway.oidc;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import fr.passerelle.gateway.directlogin.SchoolFixture;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.establishment.OidcFields;
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

import static org.assertj.core.api.Assertions.assertThat;

/** The logout address of a school, and the page after a logout. */
@SuppressWarnings("NullAway.Init")
class OidcEndpointsTests {

	private static SchoolFixture school;

	private final Delegation delegation = OidcFixture.delegation(OidcFixture.values());

	/** The same provider, another client there. */
	private final Delegation second = OidcFixture.delegation("op2",
			OidcFixture.values().with(OidcFields.CLIENT_ID, "other"));

	private final Establishment college = OidcFixture.school(this.delegation, this.second);

	private final List<String> fetched = new ArrayList<>();

	private OidcEndpoints endpoints;

	@BeforeAll
	static void open(@TempDir Path temporary) {
		school = new SchoolFixture(temporary);
	}

	@AfterAll
	static void close() {
		school.close();
	}

	@BeforeEach
	void begin() {
		school.begin();
		Providers providers = new Providers();
		providers.fetched(Oidc.of(this.delegation), OidcFixture.provider("", OidcFixture.KEY));
		providers.fetched(Oidc.of(this.second), OidcFixture.provider("", OidcFixture.KEY));
		FreshKeys freshKeys = new FreshKeys(providers, (address, trusted, max) -> {
			this.fetched.add(address.toString());
			return CompletableFuture.completedFuture(OidcFixture.keys(OidcFixture.KEY));
		}, Clock.systemUTC());
		SingleLogout logout = new SingleLogout(new SignOnProtocols(List.of()), school.sessions(), school.audit(),
				school.clock());
		this.endpoints = new OidcEndpoints(providers, freshKeys,
				new SharedTable<>(1 << 20, 1000, Duration.ofMinutes(10), Clock.systemUTC()), logout,
				(name, school) -> name.equals("left") ? school.address("/pronote/parent.html") : null, school.pages(),
				school.refusals(), Clock.systemUTC());
	}

	/** Traps O-11: the session that is named, and no other of the person. */
	@Test
	void aTokenThatNamesASessionEndsThatSession() {
		GatewaySession one = session("op", "mdupont", "s1");
		GatewaySession other = session("op", "mdupont", "s2");
		Answer answer = post(token((claims) -> claims.claim("sid", "s1").subject("mdupont")));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(school.sessions().isOpen(one)).isFalse();
		assertThat(school.sessions().isOpen(other)).isTrue();
	}

	/** Traps O-11: Edifice names the person alone. */
	@Test
	void aTokenThatNamesThePersonAloneEndsAllSessionsOfTheirs() {
		GatewaySession one = session("op", "mdupont", "s1");
		GatewaySession other = session("op", "mdupont", null);
		GatewaySession another = session("op", "autre", "s3");
		assertThat(post(token((claims) -> claims.subject("mdupont"))).status()).isEqualTo(200);
		assertThat(school.sessions().isOpen(one)).isFalse();
		assertThat(school.sessions().isOpen(other)).isFalse();
		assertThat(school.sessions().isOpen(another)).isTrue();
	}

	@Test
	void aTokenEndsTheSessionsOfItsClientsDelegationAlone() {
		GatewaySession one = session("op", "mdupont", "s1");
		GatewaySession other = session("op2", "mdupont", "s1");
		assertThat(post(token((claims) -> claims.subject("mdupont").audience("other"))).status()).isEqualTo(200);
		assertThat(school.sessions().isOpen(one)).isTrue();
		assertThat(school.sessions().isOpen(other)).isFalse();
	}

	@Test
	void aTokenForAPersonWhoIsNotHereIsAnsweredAlike() {
		assertThat(post(token((claims) -> claims.subject("nobody"))).status()).isEqualTo(200);
	}

	/** Traps O-11. */
	@Test
	void aTokenThatIsNoLogoutTokenOfOursEndsNothing() {
		Instant now = Instant.now();
		Map<String, Consumer<JWTClaimsSet.Builder>> bad = new LinkedHashMap<>();
		bad.put("no events", (claims) -> claims.claim("events", null));
		bad.put("other events", (claims) -> claims.claim("events", Map.of("x", Map.of())));
		bad.put("nonce", (claims) -> claims.claim("nonce", "n"));
		bad.put("aud", (claims) -> claims.audience("stranger"));
		bad.put("iss", (claims) -> claims.issuer("https://evil.example"));
		bad.put("neither", (claims) -> claims.subject(null));
		bad.put("no jti", (claims) -> claims.jwtID(null));
		bad.put("no iat", (claims) -> claims.claim("iat", null));
		bad.put("expired", (claims) -> claims.claim("exp", now.minusSeconds(200).getEpochSecond()));
		bad.put("old", (claims) -> claims.claim("iat", now.minusSeconds(500).getEpochSecond()));
		bad.put("future", (claims) -> claims.claim("iat", now.plusSeconds(200).getEpochSecond()));
		GatewaySession session = session("op", "mdupont", "s1");
		bad.forEach((what, change) -> {
			refused(post(token((claims) -> {
				claims.subject("mdupont");
				change.accept(claims);
			})));
			assertThat(school.sessions().isOpen(session)).as(what).isTrue();
		});
	}

	/** Traps O-11: unsigned, signed by others, an ID token in its place. */
	@Test
	void aTokenThatTheProviderDidNotSignEndsNothing() {
		GatewaySession session = session("op", "mdupont", "s1");
		JWTClaimsSet claims = OidcFixture.logout("j1", (builder) -> builder.subject("mdupont"));
		OctetSequenceKey secret = new OctetSequenceKey.Builder(new byte[32]).keyID("k1").build();
		for (String token : List.of(new PlainJWT(claims).serialize(),
				OidcFixture.signed(claims, JWSAlgorithm.RS256, OidcFixture.OTHER),
				OidcFixture.signed(claims, JWSAlgorithm.RS256, OidcFixture.OTHER, "k1"),
				OidcFixture.signed(claims, JWSAlgorithm.RS512, OidcFixture.KEY),
				OidcFixture.signed(claims, JWSAlgorithm.HS256, secret),
				OidcFixture.signed(OidcFixture.claims("n").build(), JWSAlgorithm.RS256, OidcFixture.KEY))) {
			refused(post(token));
		}
		assertThat(school.sessions().isOpen(session)).isTrue();
	}

	/** Traps O-11. */
	@Test
	void aTokenCountsOnce() {
		String token = token((claims) -> claims.subject("mdupont"));
		assertThat(post(token).status()).isEqualTo(200);
		GatewaySession session = session("op", "mdupont", "s1");
		refused(post(token));
		assertThat(school.sessions().isOpen(session)).isTrue();
	}

	/** Traps O-06: strangers' tokens of made-up keys. */
	@Test
	void aThousandForgedKeysAskTheProviderOnceForEachDelegation() {
		JWTClaimsSet claims = OidcFixture.logout("j1", (builder) -> builder.subject("mdupont"));
		String forged = OidcFixture.signed(claims, JWSAlgorithm.RS256, OidcFixture.OTHER, "made-up");
		for (int i = 0; i < 1000; i++) {
			refused(post(forged));
		}
		assertThat(this.fetched).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "logout_token=", "logout_token=x", "logout_token=a.b.c", "x=y",
			"logout_token=a.b.c&logout_token=a.b.c", "logout_token=eyJhbGciOiJub25lIn0.e30." })
	void aFormWithoutOneTokenIsRefused(String form) {
		refused(handle(FakeRequest.post(Oidc.BACK_CHANNEL_PATH, form)));
	}

	/** Traps O-12. */
	@Test
	void thePageAfterALogoutIsThereWhateverTheProviderAdds() {
		Answer page = handle(FakeRequest.get(Oidc.LOGGED_OUT_PATH + "?state=x"));
		assertThat(page.status()).isEqualTo(200);
		assertThat(new String(page.body(), java.nio.charset.StandardCharsets.UTF_8)).contains("Déconnexion terminée");
	}

	/** A person who left an account of the other kind. */
	@Test
	void afterALogoutOfAnotherAccountThePageFirstAskedForFollows() {
		Answer back = handle(FakeRequest.get(Oidc.LOGGED_OUT_PATH + "?state=left"));
		assertThat(back.status()).isEqualTo(302);
		assertThat(back.header("Location")).endsWith("/pronote/parent.html");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /.passerelle/oidc/backchannel-logout", "POST, /.passerelle/oidc/logged-out" })
	void otherMethodsFindNothing(String method, String path) {
		assertThat(handle(method.equals("GET") ? FakeRequest.get(path) : FakeRequest.post(path, "x=y")).status())
			.isEqualTo(404);
	}

	private static void refused(Answer answer) {
		assertThat(answer.status()).isEqualTo(400);
		assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
			.isEqualTo("{\"error\":\"invalid_request\"}");
	}

	private GatewaySession session(String delegation, String subject, @Nullable String sid) {
		return school.sessions()
			.openThrough(SchoolFixture.UAI, EspaceKey.PARENT,
					new Visitor(subject, subject, java.util.Set.of(Profile.TUT), java.util.Set.of(EspaceKey.PARENT)),
					delegation, new ProviderSession(delegation, OidcFixture.ISSUER).kept(subject, sid, "token"),
					SignInOrigin.of(FakeRequest.get("/")))
			.session();
	}

	private static String token(Consumer<JWTClaimsSet.Builder> change) {
		return OidcFixture.signed(OidcFixture.logout("j-" + System.nanoTime(), change), JWSAlgorithm.RS256,
				OidcFixture.KEY);
	}

	private Answer post(String token) {
		return handle(FakeRequest.post(Oidc.BACK_CHANNEL_PATH, "logout_token=" + token));
	}

	private Answer handle(FakeRequest request) {
		return this.endpoints.handle(request, this.college).toCompletableFuture().join();
	}

}
