package fr.passerelle.gateway.enthealth;

import java.time.Duration;
import java.time.Instant;

import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.login.DelegationOutcome.Cause;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EntRecordTests {

	private static final Duration SLOW = Duration.ofSeconds(3);

	private static final Duration FAST = Duration.ofMillis(80);

	private final MovableClock clock = new MovableClock();

	private final Instant start = this.clock.instant();

	private final EntRecord ent = new EntRecord(SLOW, Duration.ofMinutes(20), this.start);

	@Test
	void isUnknownUntilItIsHeardOf() {
		assertThat(state()).isEqualTo(EntState.UNKNOWN);
		assertThat(report().since()).isEqualTo(this.start);
	}

	@Test
	void oneAnswerIsEnoughForAnUnknownOne() {
		assertThat(answer(FAST)).isNotNull();
		assertThat(state()).isEqualTo(EntState.ANSWERS);
		assertThat(report().lastSuccess()).isEqualTo(this.start);
	}

	@Test
	void oneLostPacketMovesNothing() {
		answer(FAST);
		assertThat(fail()).isNull();
		assertThat(state()).isEqualTo(EntState.ANSWERS);
		assertThat(report().lastFailure()).isNotNull()
			.extracting(EntReport.Failure::detail)
			.isEqualTo("The ENT does not answer in time.");
	}

	@Test
	void aHundredFailuresOfOneMomentMoveNothing() {
		answer(FAST);
		for (int i = 0; i < 100; i++) {
			fail();
		}
		assertThat(state()).isEqualTo(EntState.ANSWERS);
	}

	@Test
	void threeFailuresInARowAreDownSinceTheThird() {
		answer(FAST);
		fail();
		after(Duration.ofSeconds(4));
		fail();
		after(Duration.ofSeconds(4));
		assertThat(fail()).isNotNull();
		assertThat(state()).isEqualTo(EntState.DOWN);
		assertThat(report().since()).isEqualTo(this.clock.instant());
	}

	@Test
	void anAnswerBetweenFailuresBeginsTheCountAnew() {
		answer(FAST);
		for (int i = 0; i < 10; i++) {
			fail();
			after(Duration.ofSeconds(4));
			fail();
			answer(FAST);
		}
		assertThat(state()).isEqualTo(EntState.ANSWERS);
	}

	@Test
	void oneAnswerDoesNotYetEndAFailure() {
		down();
		answer(FAST);
		assertThat(state()).isEqualTo(EntState.DOWN);
		fail();
		answer(FAST);
		assertThat(state()).isEqualTo(EntState.DOWN);
		assertThat(answer(FAST)).isNotNull();
		assertThat(state()).isEqualTo(EntState.ANSWERS);
	}

	@Test
	void slowIsAMedianOfSeveralAnswersAndNotOneOfThem() {
		answer(FAST);
		answer(FAST);
		answer(Duration.ofSeconds(9));
		assertThat(state()).isEqualTo(EntState.ANSWERS);
		answer(Duration.ofSeconds(9));
		answer(Duration.ofSeconds(9));
		assertThat(state()).isEqualTo(EntState.SLOW);
	}

	@Test
	void slowDoesNotFlutterAroundTheBound() {
		for (int i = 0; i < 20; i++) {
			answer(Duration.ofMillis(3100));
		}
		assertThat(state()).isEqualTo(EntState.SLOW);
		for (int i = 0; i < 20; i++) {
			answer(Duration.ofMillis(2900));
		}
		assertThat(state()).isEqualTo(EntState.SLOW);
		for (int i = 0; i < 20; i++) {
			answer(Duration.ofSeconds(2));
		}
		assertThat(state()).isEqualTo(EntState.ANSWERS);
	}

	@Test
	void afterAFailureOldTimesDoNotCount() {
		for (int i = 0; i < 20; i++) {
			answer(Duration.ofSeconds(9));
		}
		down();
		answer(FAST);
		answer(FAST);
		assertThat(state()).isEqualTo(EntState.ANSWERS);
		assertThat(report().times().count()).isEqualTo(2);
	}

	@Test
	void onlySomeTimesAreKept() {
		for (int i = 1; i <= 1000; i++) {
			answer(Duration.ofMillis(i));
		}
		assertThat(report().times())
			.isEqualTo(new EntReport.Times(16, Duration.ofMillis(992), Duration.ofMillis(1000)));
	}

	@Test
	void whatNobodyHasHeardOfLatelyIsUnknown() {
		answer(FAST);
		after(Duration.ofMinutes(21));
		assertThat(state()).isEqualTo(EntState.UNKNOWN);
		assertThat(report().since()).isEqualTo(this.start.plus(Duration.ofMinutes(20)));
	}

	private void down() {
		for (int i = 0; i < 3; i++) {
			fail();
			after(Duration.ofSeconds(4));
		}
		assertThat(state()).isEqualTo(EntState.DOWN);
	}

	private void after(Duration time) {
		this.clock.move(time);
	}

	private EntRecord.@Nullable Change answer(Duration took) {
		return this.ent.answered(this.clock.instant(), took);
	}

	private EntRecord.@Nullable Change fail() {
		return this.ent.failed(this.clock.instant(),
				new Unavailable(Cause.TIMEOUT, "The ENT does not answer in time."));
	}

	private EntState state() {
		return this.ent.state(this.clock.instant());
	}

	private EntReport report() {
		var cas = Cas.of(TestEstablishments.delegation("atrium"));
		return this.ent.report(new EntReport("id", cas.loginUrl(), cas.validationUrl(), cas.validation(), 1,
				EntState.UNKNOWN, null, null, null, EntReport.Times.NONE), this.clock.instant());
	}

}
