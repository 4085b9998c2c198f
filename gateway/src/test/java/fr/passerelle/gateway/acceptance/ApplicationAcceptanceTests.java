package fr.passerelle.gateway.acceptance;

import java.text.ParseException;
import java.time.Duration;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationAcceptanceTests extends Acceptance {

	@Test
	void theApplicationReceivesTheIdentityAndNothingForged() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		this.browser.cookies("localhost:" + this.world.port).put("theirs", "1");
		Reply page = this.browser
			.get(college("/pronote/parent.html"), "Passerelle-User", "evil", "passerelle_name", "evil",
					"PASSERELLE-Espace", "direction", "Remote-User", "evil", "REMOTE_USER", "evil", "X_Forwarded_For",
					"evil", "X-Forwarded-Host", "evil", "X-Forwarded-Prefix", "/evil", "Forwarded", "for=evil",
					"Passerelle-Extra", "evil")
			.isEcho();
		assertThat(page.body()).doesNotContain("evil").doesNotContain("passerelle-s-parent");
		assertThat(page.told("Cookie")).isEqualTo("theirs=1");
		assertThat(page.told("Passerelle-User")).isEqualTo("mdupont");
		assertThat(page.told("Passerelle-Name")).isEqualTo("Marie Dupont");
		assertThat(page.told("Passerelle-Espace")).isEqualTo("parent");
		assertThat(page.told("Passerelle-Establishment")).isEqualTo("0330001A");
		assertThat(page.told("Passerelle-Delegation")).isEqualTo("horizon");
		assertThat(page.told("X-Forwarded-Proto")).isEqualTo("http");
		assertThat(page.told("X-Forwarded-Host")).isEqualTo("localhost:" + this.world.port);
		assertThat(page.told("X-Forwarded-For")).isEqualTo("127.0.0.1");
	}

	@Test
	void connectionCannotMakeTheTrustedHeadersDisappear() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		Reply page = this.browser.get(college("/pronote/parent.html"), "Connection",
				"Passerelle-User, X-Forwarded-For");
		assertThat(page.isEcho().told("Passerelle-User")).isEqualTo("mdupont");
		assertThat(page.told("X-Forwarded-For")).isEqualTo("127.0.0.1");
	}

	@Test
	void theAssertionIsSignedByThePublishedKeyAndSaysTheSame() throws ParseException, JOSEException {
		this.world.horizon.person("zdalmeida");
		Reply ent = this.browser
			.follow(this.browser.post(college("/pronote/eleve.html"), "passerelle-delegation=horizon"));
		Reply page = this.browser.signInAt(ent, "zdalmeida").isEcho();
		assertThat(page.told("Passerelle-Name")).isEqualTo("Zo%C3%A9 d'Alm%C3%A9ida");
		SignedJWT assertion = SignedJWT.parse(page.told("Passerelle-Assertion"));
		JWKSet keys = JWKSet.parse(this.browser.get(college("/.passerelle/jwks.json")).body());
		assertThat(keys.getKeyByKeyId(assertion.getHeader().getKeyID()).isPrivate()).isFalse();
		assertThat(assertion.verify(new ECDSAVerifier(keys.getKeyByKeyId(assertion.getHeader().getKeyID()).toECKey())))
			.isTrue();
		var claims = assertion.getJWTClaimsSet();
		assertThat(claims.getSubject()).isEqualTo("zdalmeida");
		assertThat(claims.getStringClaim("name")).isEqualTo("Zoé d'Alméida");
		assertThat(claims.getStringListClaim("profiles")).containsExactly("ELV");
		assertThat(claims.getStringClaim("espace")).isEqualTo("eleve");
		assertThat(claims.getStringClaim("uai")).isEqualTo("0330001A");
		assertThat(claims.getStringClaim("delegation")).isEqualTo("horizon");
		assertThat(claims.getIssuer()).isEqualTo(this.world.college);
		assertThat(claims.getAudience()).containsExactly(this.world.college);
		assertThat(claims.getJWTID()).isNotBlank();
		assertThat(Duration.between(claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
			.isEqualTo(Duration.ofMinutes(5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/pronote/assets/app.css", "/pronote/assets/x/y.js?v=1", "/pronote/etablissement.html",
			"/pronote/mobile.etablissement.html" })
	void publicPagesNeedNoLoginAndCarryNoIdentity(String path) {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		Reply page = this.browser.get(college(path), "Passerelle-User", "evil").isEcho();
		assertThat(page.told("Passerelle-User")).isEmpty();
		assertThat(page.told("Passerelle-Assertion")).isEmpty();
		assertThat(page.told("Cookie")).isEmpty();
	}

	@Test
	void anApplicationThatDoesNotAnswerIsNamed() {
		this.world.put(World.COLLEGE_UAI, this.world.collegeDocument()
			.replace("upstream: " + this.world.application.url(), "upstream: http://127.0.0.1:1"));
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isRefused(ErrorCode.UPSTREAM_UNREACHABLE);
	}

}
