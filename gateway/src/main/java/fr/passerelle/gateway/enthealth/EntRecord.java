package fr.passerelle.gateway.enthealth;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

import fr.passerelle.gateway.enthealth.EntReport.Failure;
import fr.passerelle.gateway.enthealth.EntReport.Times;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import org.jspecify.annotations.Nullable;

/**
 * The state of one ENT, and what moves it. One lost packet moves nothing: it takes
 * {@value #FAILURES} failures in a row, over {@link #MOMENT} at least, to be down, two
 * answers to be up again, and a median of several answers to be slow.
 */
final class EntRecord {

	/** Failures in a row that make an ENT down. */
	static final int FAILURES = 3;

	/**
	 * Failures closer together than this are one: a hundred logins fail together when one
	 * packet is lost.
	 */
	static final Duration MOMENT = Duration.ofSeconds(5);

	/** Answers in a row that bring an ENT up again. */
	static final int ANSWERS = 2;

	/** Answers whose times are kept. */
	static final int WINDOW = 16;

	/** Fewer answers than this say nothing of slowness. */
	static final int MEASURED = 3;

	/** Not slow any more below this part of the bound, so that it does not flutter. */
	private static final double RECOVERED = 0.75;

	private final Duration slow;

	private final Duration stale;

	private final long[] times = new long[WINDOW];

	private int timed;

	private EntState state = EntState.UNKNOWN;

	private Instant since;

	private @Nullable Instant lastSuccess;

	private @Nullable Failure lastFailure;

	private @Nullable Instant lastSeen;

	private @Nullable Instant failingSince;

	private int failures;

	private int answers;

	/**
	 * Begins to know an ENT.
	 * @param slow from when an answer is slow
	 * @param stale after which silence nothing is known any more
	 * @param now when
	 */
	EntRecord(Duration slow, Duration stale, Instant now) {
		this.slow = slow;
		this.stale = stale;
		this.since = now;
	}

	/** Takes up an answer; returns the change, or null. */
	synchronized @Nullable Change answered(Instant now, Duration took) {
		age(now);
		this.lastSuccess = now;
		this.lastSeen = now;
		this.failures = 0;
		this.failingSince = null;
		this.answers++;
		this.times[this.timed++ % WINDOW] = Math.max(0, took.toMillis());
		return move(now, upstate());
	}

	/** Takes up a failure; returns the change, or null. */
	synchronized @Nullable Change failed(Instant now, Unavailable why) {
		age(now);
		this.lastFailure = new Failure(now, why.cause(), why.detail());
		this.lastSeen = now;
		this.answers = 0;
		this.failures++;
		if (this.failingSince == null) {
			this.failingSince = now;
		}
		boolean enough = this.failures >= FAILURES && !now.isBefore(this.failingSince.plus(MOMENT));
		if (enough && this.state != EntState.DOWN) {
			this.timed = 0;
			return move(now, EntState.DOWN);
		}
		return null;
	}

	synchronized EntState state(Instant now) {
		age(now);
		return this.state;
	}

	/** Whether one more answer would change the state. */
	synchronized boolean undecided() {
		return (this.state == EntState.DOWN) ? this.answers > 0 : this.failures > 0;
	}

	/** A report with everything that is known here. */
	synchronized EntReport report(EntReport of, Instant now) {
		age(now);
		return new EntReport(of.id(), of.loginUrl(), of.validationUrl(), of.validation(), of.establishments(),
				this.state, this.since, this.lastSuccess, this.lastFailure, times());
	}

	private EntState upstate() {
		if (this.state == EntState.DOWN && this.answers < ANSWERS) {
			return EntState.DOWN;
		}
		Times latest = times();
		boolean wasSlow = this.state == EntState.SLOW;
		long bound = wasSlow ? (long) (this.slow.toMillis() * RECOVERED) : this.slow.toMillis();
		boolean slowNow = latest.median().toMillis() > bound;
		return (slowNow && (wasSlow || latest.count() >= MEASURED)) ? EntState.SLOW : EntState.ANSWERS;
	}

	private Times times() {
		int count = Math.min(this.timed, WINDOW);
		if (count == 0) {
			return Times.NONE;
		}
		long[] sorted = Arrays.copyOf(this.times, count);
		Arrays.sort(sorted);
		return new Times(count, Duration.ofMillis(sorted[(count - 1) / 2]), Duration.ofMillis(sorted[count - 1]));
	}

	/** After a long silence the state is unknown again. */
	private void age(Instant now) {
		if (this.lastSeen != null && this.state != EntState.UNKNOWN && now.isAfter(this.lastSeen.plus(this.stale))) {
			this.state = EntState.UNKNOWN;
			this.since = this.lastSeen.plus(this.stale);
			this.timed = 0;
			this.failures = 0;
			this.answers = 0;
			this.failingSince = null;
		}
	}

	private @Nullable Change move(Instant now, EntState next) {
		EntState before = this.state;
		if (next == before) {
			return null;
		}
		this.state = next;
		this.since = now;
		return new Change(before, next);
	}

	/** From one state to another. */
	record Change(EntState before, EntState after) {
	}

}
