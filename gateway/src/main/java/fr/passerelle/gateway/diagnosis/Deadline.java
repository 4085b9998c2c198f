package fr.passerelle.gateway.diagnosis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The end of a diagnosis, and what is left until then.
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

	/** What a call may take: never nothing, since nothing means for ever to some. */
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
