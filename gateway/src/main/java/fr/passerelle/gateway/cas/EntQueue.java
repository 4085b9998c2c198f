package fr.passerelle.gateway.cas;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Gives each ENT so many places for validations, and lets the others wait in the order in
 * which they came, without a thread. A rush at a slow ENT is served so; at an ENT that
 * hangs, visitors are told soon: no one waits longer than the patience, nor behind an ENT
 * that has answered no validation for as long. An ENT's places are its own, and its line
 * takes at most half of all that may wait, so that one ENT never takes another's.
 */
final class EntQueue {

	/** From one look at those who wait to the next. */
	static final Duration TURN = Duration.ofMillis(250);

	private final Map<String, Line> lines = new HashMap<>();

	private final int places;

	private final int maxInLine;

	private final int maxWaiting;

	private final Duration patience;

	private final Clock clock;

	private final Runnable nextTurn;

	private int waiting;

	/**
	 * All places are free.
	 * @param places validations under way at one ENT
	 * @param maxInLine validations that may wait at one ENT
	 * @param maxWaiting validations that may wait at all ENTs together
	 * @param patience how long one may wait
	 * @param clock the time
	 * @param nextTurn has {@link #turn} called after {@link #TURN}
	 */
	EntQueue(int places, int maxInLine, int maxWaiting, Duration patience, Clock clock, Runnable nextTurn) {
		this.places = places;
		this.maxInLine = Math.min(maxInLine, maxWaiting / 2);
		this.maxWaiting = maxWaiting;
		this.patience = patience;
		this.clock = clock;
		this.nextTurn = nextTurn;
	}

	/** A validation that wants a place. */
	interface Waiter {

		/**
		 * It has a place, until {@link EntQueue#leave}. Never throws.
		 * @param waited how long it took
		 */
		void go(Duration waited);

		/** It gets none. */
		void refused(Refusal why);

	}

	/** Why a validation gets no place. */
	enum Refusal {

		/** As many wait as may. */
		FULL,
		/** The ENT has not answered for too long. */
		TOO_LONG

	}

	/** Takes a place, or waits for one; never blocks. */
	void enter(String ent, Waiter waiter) {
		Refusal refusal = null;
		synchronized (this) {
			long now = this.clock.millis();
			Line line = this.lines.computeIfAbsent(ent, (name) -> new Line(now));
			if (line.held >= this.places || !line.queue.isEmpty()) {
				refusal = join(line, waiter, now);
				if (refusal == null) {
					return;
				}
			}
			else {
				line.held++;
				if (line.held == this.places) {
					// Those who hold the places now have had no time to be answered.
					line.answered = now;
				}
			}
		}
		if (refusal != null) {
			waiter.refused(refusal);
		}
		else {
			waiter.go(Duration.ZERO);
		}
	}

	private @Nullable Refusal join(Line line, Waiter waiter, long now) {
		if (isSilent(line, now)) {
			return Refusal.TOO_LONG;
		}
		if (line.queue.size() >= this.maxInLine || this.waiting >= this.maxWaiting) {
			return Refusal.FULL;
		}
		line.queue.add(new Waiting(waiter, now));
		this.waiting++;
		if (this.waiting == 1) {
			this.nextTurn.run();
		}
		return null;
	}

	/**
	 * Gives a place back, to the first who waits.
	 * @param answered whether the ENT answered
	 */
	void leave(String ent, boolean answered) {
		synchronized (this) {
			Line line = line(ent);
			line.held--;
			if (answered) {
				line.answered = this.clock.millis();
			}
			if (line.serving) {
				// The call that serves goes on with this place: a validation that fails
				// immediately would otherwise call the next one from within.
				return;
			}
			line.serving = true;
		}
		for (Waiting next = next(ent); next != null; next = next(ent)) {
			next.waiter().go(Duration.ofMillis(this.clock.millis() - next.since()));
		}
	}

	private synchronized @Nullable Waiting next(String ent) {
		Line line = line(ent);
		Waiting next = (line.held < this.places) ? line.queue.poll() : null;
		if (next != null) {
			line.held++;
			this.waiting--;
			return next;
		}
		line.serving = false;
		if (line.held == 0) {
			this.lines.remove(ent);
		}
		return null;
	}

	private Line line(String ent) {
		Line line = this.lines.get(ent);
		if (line == null) {
			throw new IllegalStateException("no validation of this ENT is under way");
		}
		return line;
	}

	/** Tells those who have waited too long. */
	void turn() {
		List<Waiting> late = new ArrayList<>();
		synchronized (this) {
			long now = this.clock.millis();
			for (Line line : this.lines.values()) {
				boolean silent = isSilent(line, now);
				for (Waiting first = line.queue.peek(); first != null
						&& (silent || isOver(first.since(), now)); first = line.queue.peek()) {
					late.add(line.queue.remove());
				}
			}
			this.waiting -= late.size();
			if (this.waiting > 0) {
				this.nextTurn.run();
			}
		}
		late.forEach((one) -> one.waiter().refused(Refusal.TOO_LONG));
	}

	private boolean isSilent(Line line, long now) {
		return isOver(line.answered, now);
	}

	private boolean isOver(long since, long now) {
		return now - since >= this.patience.toMillis();
	}

	/** How many ENTs have a validation under way. */
	synchronized int ents() {
		return this.lines.size();
	}

	/** One ENT's. */
	private static final class Line {

		private final Deque<Waiting> queue = new ArrayDeque<>();

		private int held;

		private boolean serving;

		/** When the ENT answered last. */
		private long answered;

		Line(long now) {
			this.answered = now;
		}

	}

	private record Waiting(Waiter waiter, long since) {
	}

}
