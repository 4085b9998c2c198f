package fr.passerelle.gateway.proxy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.session.GatewaySession;
import org.eclipse.jetty.http.HttpField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static fr.passerelle.gateway.identity.Profile.ENS;
import static fr.passerelle.gateway.identity.Profile.TUT;
import static org.assertj.core.api.Assertions.assertThat;

class IdentityHeadersTests {

	private final MovableClock clock = new MovableClock();

	private final SigningKeys keys;

	private final IdentityHeaders headers;

	IdentityHeadersTests(@TempDir Path dataDir) {
		this.keys = SigningKeys.open(dataDir);
		this.headers = new IdentityHeaders(new Assertions(this.keys, this.clock), this.clock);
	}

	@Test
	void assertionSaysWhatTheHeadersSay() throws ParseException {
		GatewaySession session = TestPassages.session("s1", "zoé%", "Zoé\nDurand", ENS, TUT);

		Map<String, Object> claims = claims(assertion(session));

		long now = this.clock.instant().getEpochSecond();
		assertThat(claims).containsEntry("sub", "zoé%")
			.containsEntry("name", "Zoé\nDurand")
			.containsEntry("profiles", List.of("TUT", "ENS"))
			.containsEntry("espace", "parent")
			.containsEntry("uai", "0330001A")
			.containsEntry("delegation", "atrium")
			.containsEntry("iss", TestPassages.PUBLIC_URL)
			.containsEntry("aud", TestPassages.PUBLIC_URL)
			.containsEntry("iat", now)
			.containsEntry("exp", now + 300)
			.containsKey("jti")
			.hasSize(11);
	}

	/** Header and claims have been the library's text since the first version. */
	@ParameterizedTest
	@ValueSource(strings = { "Zoé Durand", "a\"b\\c/d", "tab\tline\nreturn\r\b\f\u0001\u007f", "\u2028\u2029 <&'=>",
			"𝒵oé \ud83d alone", "" })
	void assertionIsByteForByteWhatTheLibraryWrites(String name) throws ParseException {
		GatewaySession session = TestPassages.session("s1", "u" + name, name, ENS, TUT);
		String[] parts = assertion(session).split("\\.", -1);
		Map<String, Object> claims = claims(String.join(".", parts));
		JWTClaimsSet.Builder same = new JWTClaimsSet.Builder();
		for (String claim : List.of("iss", "aud", "sub", "jti", "iat", "exp", "name", "profiles", "espace", "uai",
				"delegation")) {
			same.claim(claim, claims.get(claim));
		}

		assertThat(new String(Base64URL.from(parts[1]).decode(), StandardCharsets.UTF_8))
			.isEqualTo(new Payload(same.build().toJSONObject()).toString());
		assertThat(new String(Base64URL.from(parts[0]).decode(), StandardCharsets.UTF_8))
			.isEqualTo("{\"kid\":\"" + this.keys.signingKey().getKeyID() + "\",\"typ\":\"JWT\",\"alg\":\"ES256\"}");
	}

	@Test
	void assertionIsVerifiedWithThePublishedKeys() throws ParseException, JOSEException {
		SignedJWT assertion = SignedJWT.parse(assertion(TestPassages.parent()));

		var published = JWKSet.parse(this.keys.jwks()).getKeyByKeyId(assertion.getHeader().getKeyID()).toECKey();

		assertThat(assertion.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
		assertThat(published.isPrivate()).isFalse();
		assertThat(assertion.verify(new ECDSAVerifier(published))).isTrue();
	}

	@Test
	void assertionIsKeptForTwoMinutesAndThenSignedAnew() throws ParseException {
		GatewaySession session = TestPassages.parent();
		String first = assertion(session);

		this.clock.move(Duration.ofSeconds(119));
		assertThat(assertion(session)).isEqualTo(first);

		this.clock.move(Duration.ofSeconds(2));
		Map<String, Object> renewed = claims(assertion(session));
		assertThat(renewed).containsEntry("iat", this.clock.instant().getEpochSecond());
		assertThat(renewed.get("jti")).isNotEqualTo(claims(first).get("jti"));
	}

	@Test
	void sessionThatSaysSomethingElseIsNotAnsweredFromTheCache() {
		assertion(TestPassages.session("s1", "u1", "A", TUT));

		assertThat(user(TestPassages.session("s1", "u2", "B", TUT), TestPassages.PUBLIC_URL)).isEqualTo("u2");
		assertThat(user(TestPassages.session("s2", "u3", "C", TUT), TestPassages.PUBLIC_URL)).isEqualTo("u3");
	}

	/** What is kept is the signature alone, so the text around it must be the same. */
	@Test
	void assertionThatWasKeptIsVerifiedWithThePublishedKeys() throws ParseException, JOSEException {
		GatewaySession session = TestPassages.session("s1", "zoé%", "Zoé\nDurand", ENS, TUT);
		String first = assertion(session);
		this.clock.move(Duration.ofSeconds(100));

		String kept = assertion(TestPassages.session("s1", "zoé%", "Zoé\nDurand", TUT, ENS));

		assertThat(kept).isEqualTo(first);
		assertThat(SignedJWT.parse(kept).verify(new ECDSAVerifier(this.keys.signingKey().toPublicJWK()))).isTrue();
	}

	@Test
	void newPublicUrlIsANewAudience() throws ParseException {
		assertion(TestPassages.parent());

		String assertion = header(TestPassages.parent(), "https://new.example.fr", "Passerelle-Assertion");

		assertThat(claims(assertion)).containsEntry("aud", "https://new.example.fr");
	}

	private static Map<String, Object> claims(String assertion) throws ParseException {
		return SignedJWT.parse(assertion).getPayload().toJSONObject();
	}

	private String assertion(GatewaySession session) {
		return header(session, TestPassages.PUBLIC_URL, "Passerelle-Assertion");
	}

	private String user(GatewaySession session, String publicUrl) {
		return header(session, publicUrl, "Passerelle-User");
	}

	private String header(GatewaySession session, String publicUrl, String name) {
		return this.headers.of(session, publicUrl)
			.stream()
			.filter((field) -> field.getName().equals(name))
			.map(HttpField::getValue)
			.findFirst()
			.orElseThrow();
	}

}
