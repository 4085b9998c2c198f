package fr.passerelle.gateway.console.account;

import java.time.Duration;

import fr.passerelle.gateway.http.MovableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PasskeyChallengesTests {

	private final MovableClock clock = new MovableClock();

	private final PasskeyChallenges challenges = new PasskeyChallenges(this.clock);

	@Test
	void openWhenSealedHereThenTheChallenge() {
		assertThat(this.challenges.open(this.challenges.seal("abc-_9"))).contains("abc-_9");
	}

	@Test
	void openWhenChangedOrOfAnotherProcessThenNothing() {
		String sealed = this.challenges.seal("abc");

		assertThat(this.challenges.open("x" + sealed)).isEmpty();
		assertThat(this.challenges.open(sealed + "x")).isEmpty();
		assertThat(this.challenges.open(sealed.replaceFirst("\\.[0-9]+\\.", ".99999999999."))).isEmpty();
		assertThat(this.challenges.open(new PasskeyChallenges(this.clock).seal("abc"))).isEmpty();
		assertThat(this.challenges.open("")).isEmpty();
		assertThat(this.challenges.open("..")).isEmpty();
		assertThat(this.challenges.open("x".repeat(5_000))).isEmpty();
	}

	@Test
	void openWhenTooOldThenNothing() {
		String sealed = this.challenges.seal("abc");
		this.clock.move(Duration.ofMinutes(6));

		assertThat(this.challenges.open(sealed)).isEmpty();
	}

	@Test
	void spendWhenUsedBeforeThenRefused() {
		String sealed = this.challenges.seal("abc");

		assertThat(this.challenges.spend("abc")).isTrue();
		assertThat(this.challenges.spend("abc")).isFalse();
		assertThat(this.challenges.open(sealed)).isEmpty();
	}

}
