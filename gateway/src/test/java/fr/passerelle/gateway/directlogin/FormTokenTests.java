package fr.passerelle.gateway.directlogin;

import java.time.Duration;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.http.FakeRequest;
import fr.passerelle.gateway.http.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FormTokenTests {

	private static final String COOKIE = "__Host-passerelle-form";

	private final MovableClock clock = new MovableClock();

	private final Establishment college = TestEstablishments.college();

	private final FormToken tokens = new FormToken(Duration.ofMinutes(30), this.clock);

	private final String secret = this.tokens.secret(FakeRequest.get("/"), this.college);

	@Test
	void aFormIsAcceptedFromItsBrowserUntilItIsTooOld() {
		String token = this.tokens.issue(this.college, this.secret);
		assertThat(accepts(this.secret, token)).isTrue();
		assertThat(accepts("B".repeat(32), token)).isFalse();
		this.clock.move(Duration.ofMinutes(30));
		assertThat(accepts(this.secret, token)).isTrue();
		this.clock.move(Duration.ofSeconds(1));
		assertThat(accepts(this.secret, token)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "x.y", "-1.x", "99999999999999999999.x", "1.", ".abc" })
	void rubbishIsRefused(String token) {
		assertThat(accepts(this.secret, token)).isFalse();
	}

	@Test
	void aTokenFromTheFutureOrWithoutItsCookieIsRefused() {
		String token = this.tokens.issue(this.college, this.secret);
		assertThat(this.tokens.accepts(FakeRequest.get("/"), this.college, token)).isFalse();
		assertThat(this.tokens.accepts(FakeRequest.get("/").cookie(COOKIE, this.secret), this.college, null)).isFalse();
		this.clock.move(Duration.ofSeconds(-10));
		assertThat(accepts(this.secret, token)).isFalse();
	}

	@Test
	void tabsShareTheBrowsersSecret() {
		FakeRequest second = FakeRequest.get("/").cookie(COOKIE, this.secret);
		assertThat(this.tokens.secret(second, this.college)).isEqualTo(this.secret);
		assertThat(this.tokens.secret(FakeRequest.get("/").cookie(COOKIE, "short"), this.college))
			.isNotEqualTo("short");
	}

	private boolean accepts(String browser, String token) {
		return this.tokens.accepts(FakeRequest.get("/").cookie(COOKIE, browser), this.college, token);
	}

}
