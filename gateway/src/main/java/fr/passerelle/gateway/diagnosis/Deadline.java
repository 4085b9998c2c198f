package fr.passerelle.gateway.diagnosis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The end of a diagnosis, and the time left until then.
 */
final class Deadline {

	private final Clock clock;

	private final Instant end;

	private final Duration each;

	/**
	 * Begins.
	 * @param clock the time
	 * @param all for everything
	 * @param each for one call at most
	 */
	Deadline(Clock clock, Duration all, Duration each) {
		this.clock = clock;
		this.end = clock.instant().plus(all);
		this.each = each;
	}

	boolean isOver() {
		return !this.clock.instant().isBefore(this.end);
	}

	/**
	 * The time that a call may take. Never zero, which some libraries read as "no limit".
	 */
	Duration left() {
		return left(this.each);
	}

	/** As {@link #left()}, and at most so long. */
	Duration left(Duration most) {
		Duration left = Duration.between(this.clock.instant(), this.end);
		Duration shorter = (left.compareTo(most) < 0) ? left : most;
		return (shorter.compareTo(Duration.ofMillis(1)) < 0) ? Duration.ofMillis(1) : shorter;
	}

}
