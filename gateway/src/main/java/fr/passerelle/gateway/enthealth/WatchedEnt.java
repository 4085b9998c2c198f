package fr.passerelle.gateway.enthealth;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * An ENT in use, its health, and when it was last heard of.
 */
final class WatchedEnt {

	private final EntRecord health;

	private final AtomicBoolean asked = new AtomicBoolean();

	private final Instant knownSince;

	private volatile UsedEnt used;

	private volatile @Nullable Instant answered;

	private volatile @Nullable Instant probed;

	private volatile int probesFailed;

	private volatile double chance;

	/**
	 * Begins to watch an ENT.
	 * @param used by whom
	 * @param health what is known of it
	 * @param now when
	 */
	WatchedEnt(UsedEnt used, EntRecord health, Instant now) {
		this.used = used;
		this.health = health;
		this.knownSince = now;
	}

	EntRecord health() {
		return this.health;
	}

	UsedEnt used() {
		return this.used;
	}

	void usedAs(UsedEnt now) {
		this.used = now;
	}

	Instant knownSince() {
		return this.knownSince;
	}

	/** When it last answered anyone. */
	@Nullable Instant answered() {
		return this.answered;
	}

	void answeredAt(Instant now) {
		this.answered = now;
		this.probesFailed = 0;
	}

	/** When it was last asked by us. */
	@Nullable Instant probed() {
		return this.probed;
	}

	/** Probes in a row that failed. */
	int probesFailed() {
		return this.probesFailed;
	}

	/**
	 * A number from 0 to 1, another after each probe: no two ENTs' periods are the same.
	 */
	double chance() {
		return this.chance;
	}

	void chance(double next) {
		this.chance = next;
	}

	/** Takes the one place at this ENT, or says that a probe is there already. */
	boolean beginProbe(Instant now) {
		if (this.asked.compareAndSet(false, true)) {
			this.probed = now;
			return true;
		}
		return false;
	}

	void endProbe(boolean isAnswer) {
		this.probesFailed = isAnswer ? 0 : this.probesFailed + 1;
		this.asked.set(false);
	}

}
