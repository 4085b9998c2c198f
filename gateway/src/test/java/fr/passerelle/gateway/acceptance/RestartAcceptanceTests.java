package fr.passerelle.gateway.acceptance;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestartAcceptanceTests extends Acceptance {

	@Test
	void sessionsTheirLogoutAndTheSigningKeySurviveAGracefulRestart() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		String keys = this.browser.get(college("/.passerelle/jwks.json")).body();
		this.world.restartGracefully();
		assertThat(this.browser.get(college("/pronote/parent.html?after")).isEcho().told("Passerelle-User"))
			.isEqualTo("mdupont");
		assertThat(this.browser.get(college("/.passerelle/jwks.json")).body()).isEqualTo(keys);
		this.world.horizon.signOut("mdupont");
		assertThat(this.world.horizon.awaitLogoutsSent(1, Duration.ofSeconds(10))).isTrue();
		this.browser.get(college("/pronote/parent.html")).isRedirectStarting(loginFor("/pronote/parent.html"));
	}

}
