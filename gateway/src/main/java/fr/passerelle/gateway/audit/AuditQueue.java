package fr.passerelle.gateway.audit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * What waits to be written, in the order in which it happened and up to a bound. When
 * there is no room, the newest entry of the least weight goes: what an administrator did
 * is never lost for a visitor, nor a login for a stranger's refusal.
 */
final class AuditQueue {

	/** The part of the queue that refusals may take: one in so many places. */
	private static final int REFUSALS_SHARE = 4;

	private final int max;

	private final Map<AuditType.Weight, Deque<Waiting>> lanes = new EnumMap<>(AuditType.Weight.class);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition something = this.lock.newCondition();

	private final Condition end = this.lock.newCondition();

	private long number;

	private boolean closing;

	AuditQueue(int max) {
		this.max = max;
		for (AuditType.Weight weight : AuditType.Weight.values()) {
			this.lanes.put(weight, new ArrayDeque<>());
		}
	}

	private record Waiting(long number, AuditEntry entry) {
	}

	/**
	 * Puts an entry at the end.
	 * @return whether nothing was lost by it
	 */
	boolean offer(AuditEntry entry) {
		this.lock.lock();
		try {
			AuditType.Weight weight = entry.type().weight();
			Deque<Waiting> lane = lane(weight);
			if (weight == AuditType.Weight.REFUSAL && lane.size() >= Math.max(1, this.max / REFUSALS_SHARE)) {
				return false;
			}
			boolean full = count() >= this.max;
			if (full && !makeRoom(weight)) {
				return false;
			}
			lane.add(new Waiting(this.number, entry));
			this.number++;
			this.something.signal();
			return !full;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean makeRoom(AuditType.Weight weight) {
		for (AuditType.Weight lighter : AuditType.Weight.values()) {
			if (lighter.compareTo(weight) < 0 && lane(lighter).pollLast() != null) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Takes the oldest entries away.
	 * @param most how many at most
	 * @param wait how long to wait for the first one; no longer than the queue is open
	 */
	List<AuditEntry> take(int most, Duration wait) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long left = wait.toNanos();
			while (count() == 0 && left > 0 && !this.closing) {
				left = this.something.awaitNanos(left);
			}
			List<AuditEntry> taken = new ArrayList<>();
			Deque<Waiting> oldest = oldest();
			while (oldest != null && taken.size() < most) {
				taken.add(oldest.remove().entry());
				oldest = oldest();
			}
			return taken;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Deque<Waiting> oldest() {
		Deque<Waiting> oldest = null;
		long first = Long.MAX_VALUE;
		for (Deque<Waiting> lane : this.lanes.values()) {
			Waiting head = lane.peek();
			if (head != null && head.number() < first) {
				first = head.number();
				oldest = lane;
			}
		}
		return oldest;
	}

	/**
	 * A pause, cut short when the queue is closed. Entries that come meanwhile wake no
	 * thread.
	 */
	void pause(Duration time) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long end = System.nanoTime() + time.toNanos();
			long left = time.toNanos();
			while (left > 0 && !this.closing) {
				boolean ignored = this.end.await(left, TimeUnit.NANOSECONDS);
				left = end - System.nanoTime();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Stops all waiting; what is in the queue stays. */
	void close() {
		this.lock.lock();
		try {
			this.closing = true;
			this.something.signalAll();
			this.end.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	int size() {
		this.lock.lock();
		try {
			return count();
		}
		finally {
			this.lock.unlock();
		}
	}

	private int count() {
		int count = 0;
		for (Deque<Waiting> lane : this.lanes.values()) {
			count += lane.size();
		}
		return count;
	}

	private Deque<Waiting> lane(AuditType.Weight weight) {
		Deque<Waiting> lane = this.lanes.get(weight);
		if (lane == null) {
			throw new IllegalStateException("no lane for " + weight);
		}
		return lane;
	}

}
