package fr.passerelle.gateway.suspension;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The wrong attempts of one address that still count, and those that a right one made
 * good.
 *
 * @param failures when, oldest first
 * @param forgiven when a right attempt took a wrong one back, oldest first
 */
record FailureCount(List<Instant> failures, List<Instant> forgiven) {

	static final FailureCount NONE = new FailureCount(List.of(), List.of());

	FailureCount failedAt(Instant now, Instant windowStart) {
		List<Instant> more = within(this.failures, windowStart);
		more.add(now);
		return new FailureCount(List.copyOf(more), List.copyOf(within(this.forgiven, windowStart)));
	}

	int countedSince(Instant windowStart) {
		return within(this.failures, windowStart).size();
	}

	/** Takes back the newest failure, but no more than so many in one window. */
	FailureCount forgivenAt(Instant now, Instant windowStart, int mostForgiven) {
		List<Instant> counting = within(this.failures, windowStart);
		List<Instant> before = within(this.forgiven, windowStart);
		if (!counting.isEmpty() && before.size() < mostForgiven) {
			counting.remove(counting.size() - 1);
			before.add(now);
		}
		return new FailureCount(List.copyOf(counting), List.copyOf(before));
	}

	private static List<Instant> within(List<Instant> times, Instant windowStart) {
		List<Instant> kept = new ArrayList<>(times);
		kept.removeIf((time) -> !time.isAfter(windowStart));
		return kept;
	}

}
