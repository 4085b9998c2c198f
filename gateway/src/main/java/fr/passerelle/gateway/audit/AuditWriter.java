package fr.passerelle.gateway.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import fr.passerelle.gateway.halt.OutOfMemory;
import fr.passerelle.gateway.store.StoreFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The one thread that writes the trail. It outlives every failure but the machine's own:
 * while the store is away or full it keeps what it has and tries again, and afterwards
 * the trail itself says how much was lost meanwhile.
 */
final class AuditWriter implements AutoCloseable {

	/** Most entries of one transaction. */
	private static final int BATCH = 500;

	/**
	 * From one transaction to the next. The first entry after a quiet moment is written
	 * without delay; in a rush, each transaction takes what came meanwhile.
	 */
	private static final Duration GATHERING = Duration.ofMillis(100);

	/** The pause between two tries. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	/** How long the writer listens before it looks at the clock. */
	private static final Duration LISTENING = Duration.ofMillis(500);

	/** How long the end of the program waits for the last entries. */
	private static final Duration FAREWELL = Duration.ofSeconds(10);

	/** A line about losses is said this often at most. */
	private static final Duration SILENCE = Duration.ofMinutes(1);

	private static final Logger logger = LoggerFactory.getLogger(AuditWriter.class);

	private final AuditTable table;

	private final AuditIds ids;

	private final AuditQueue queue;

	private final RefusalCounts refusals;

	private final Purge purge;

	private final Clock clock;

	private final AtomicLong lost = new AtomicLong();

	private final Thread thread = new Thread(this::write, "audit-writer");

	/** Taken from the queue, not yet written; the writer's own. */
	private final List<AuditTable.Row> pending = new ArrayList<>(BATCH);

	private volatile boolean closing;

	private volatile boolean failing;

	/** When the last transaction ended. */
	private long written = System.nanoTime() - GATHERING.toNanos();

	private boolean wholeBatch;

	private long lostWritten;

	private long lostLogged;

	private Instant nextLine = Instant.MIN;

	AuditWriter(AuditTable table, AuditIds ids, AuditQueue queue, RefusalCounts refusals, Purge purge, Clock clock) {
		this.table = table;
		this.ids = ids;
		this.queue = queue;
		this.refusals = refusals;
		this.purge = purge;
		this.clock = clock;
	}

	/**
	 * How writing goes.
	 *
	 * @param writing whether what happens now is written
	 * @param waiting entries that wait for the store
	 * @param lost entries lost since the start
	 */
	record State(boolean writing, int waiting, long lost) {
	}

	void start() {
		this.thread.start();
	}

	void offer(AuditEntry entry) {
		if (this.closing || !this.queue.offer(entry)) {
			this.lost.incrementAndGet();
		}
	}

	long lost() {
		return this.lost.get();
	}

	State state() {
		return new State(this.thread.isAlive() && !this.failing, this.queue.size(), lost());
	}

	private void write() {
		boolean more = true;
		while (more) {
			try {
				more = turn();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
			catch (RuntimeException | Error ex) {
				OutOfMemory.endIf(ex);
				logger.error("The audit trail goes on after {}", ex.toString());
				logger.debug("The audit trail goes on", ex);
			}
		}
	}

	/** Returns whether there is another turn. */
	private boolean turn() throws InterruptedException {
		boolean last = this.closing;
		Instant now = this.clock.instant();
		(last ? this.refusals.all() : this.refusals.due(now)).forEach(this::queued);
		fill();
		boolean done = this.pending.isEmpty() || append();
		if (done) {
			tellLost(now);
			this.purge.step(now).ifPresent(this::queued);
		}
		else if (!last) {
			this.queue.pause(PAUSE);
		}
		tellLog(now);
		if (last && !done) {
			this.lost.addAndGet(this.pending.size() + (long) this.queue.size());
			logger.error("Ended with {} audit entries not written", this.pending.size() + this.queue.size());
			return false;
		}
		return !last || !this.pending.isEmpty() || this.queue.size() > 0;
	}

	private void queued(AuditEntry entry) {
		if (!this.queue.offer(entry)) {
			this.lost.incrementAndGet();
		}
	}

	private void fill() throws InterruptedException {
		gather();
		Duration wait = this.pending.isEmpty() ? LISTENING : Duration.ZERO;
		for (AuditEntry entry : this.queue.take(BATCH - this.pending.size(), wait)) {
			this.pending.add(new AuditTable.Row(this.ids.next(entry.at()), entry));
		}
	}

	/** After a whole batch more is waiting, so there is no pause. */
	private void gather() throws InterruptedException {
		long left = this.written + GATHERING.toNanos() - System.nanoTime();
		if (this.pending.isEmpty() && !this.wholeBatch && left > 0) {
			this.queue.pause(Duration.ofNanos(left));
		}
	}

	/** Returns whether what was taken is dealt with. */
	private boolean append() {
		try {
			this.table.append(this.pending);
			this.wholeBatch = this.pending.size() == BATCH;
			this.written = System.nanoTime();
			this.pending.clear();
		}
		catch (RuntimeException ex) {
			if (isTheStores(ex)) {
				failed(ex);
			}
			else {
				appendSingly(ex);
			}
		}
		if (this.pending.isEmpty() && this.failing) {
			logger.warn("Audit entries are written again, those that waited first");
			this.failing = false;
		}
		return this.pending.isEmpty();
	}

	/**
	 * One entry that the store does not take must not block the others for ever: where it
	 * takes some, and that one not even then, it is not the store that fails.
	 */
	private void appendSingly(RuntimeException cause) {
		int before = this.pending.size();
		if (!trySingly()) {
			return;
		}
		if (this.pending.size() == before) {
			failed(cause);
		}
		else if (trySingly()) {
			this.lost.addAndGet(this.pending.size());
			this.pending.clear();
		}
	}

	/** Returns whether the store itself was there for all. */
	private boolean trySingly() {
		for (AuditTable.Row row : List.copyOf(this.pending)) {
			try {
				this.table.append(List.of(row));
				this.pending.remove(row);
			}
			catch (RuntimeException ex) {
				if (isTheStores(ex)) {
					failed(ex);
					return false;
				}
			}
		}
		return true;
	}

	/** A store that is busy, away or full takes the same entry later. */
	private static boolean isTheStores(RuntimeException failure) {
		return failure instanceof TransactionException || failure instanceof TransientDataAccessException
				|| StoreFailure.of(failure).isPresent();
	}

	private void failed(RuntimeException cause) {
		if (!this.failing) {
			logger.error("Audit entries cannot be written and wait, {} at most: {}", AuditTrail.maxWaiting(),
					cause.getClass().getSimpleName());
			logger.debug("Audit entries cannot be written", cause);
		}
		this.failing = true;
	}

	/** The trail says itself where it has a gap. */
	private void tellLost(Instant now) {
		long total = lost();
		if (total > this.lostWritten && this.queue
			.offer(AuditEntry.of(now, AuditType.AUDIT_LOST).withDetail(Long.toString(total - this.lostWritten)))) {
			this.lostWritten = total;
		}
	}

	private void tellLog(Instant now) {
		long total = lost();
		if (total > this.lostLogged && !now.isBefore(this.nextLine)) {
			logger.error("Lost {} audit entries ({} since the start)", total - this.lostLogged, total);
			this.lostLogged = total;
			this.nextLine = now.plus(SILENCE);
		}
	}

	/** Writes what waits, then ends. */
	@Override
	public void close() {
		this.closing = true;
		this.queue.close();
		try {
			this.thread.join(FAREWELL.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (this.thread.isAlive()) {
			logger.error("Ended while {} audit entries waited", this.queue.size());
		}
	}

}
