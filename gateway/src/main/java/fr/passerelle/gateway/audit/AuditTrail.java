package fr.passerelle.gateway.audit;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;

/**
 * The trail. Writing to it never holds up a login: entries wait in a bounded queue for
 * one thread, which writes them together. What does not fit, or cannot be written after
 * some tries, is counted and logged as a number; what waits is written before the program
 * ends. After a kill, the last moments may be missing.
 */
public final class AuditTrail implements AutoCloseable {

	/** Entries that may wait; a login storm fills about a tenth. */
	static final int MAX_WAITING = 10_000;

	/** Most entries written at once. */
	private static final int BATCH = 200;

	/** Tries to write the same entries, and the pause between two. */
	private static final int TRIES = 3;

	private static final Duration PAUSE = Duration.ofSeconds(1);

	/** How long the writer listens before it looks whether it should end. */
	private static final Duration LISTENING = Duration.ofMillis(500);

	/** How long the end of the program waits for the last entries. */
	private static final Duration FAREWELL = Duration.ofSeconds(10);

	/** How long entries are kept; the CNIL's advice is six months to a year. */
	private static final Duration RETENTION = Duration.ofDays(365);

	private static final Duration CLEANING = Duration.ofDays(1);

	private static final Logger logger = LoggerFactory.getLogger(AuditTrail.class);

	private final AuditTable table;

	private final AuditIds ids;

	private final Clock clock;

	private final BlockingQueue<AuditEntry> waiting;

	private final AtomicLong dropped = new AtomicLong();

	private final CountDownLatch closing = new CountDownLatch(1);

	private final Thread writer;

	private long droppedTold;

	private Instant cleaned = Instant.MIN;

	AuditTrail(AuditTable table, AuditIds ids, Clock clock, int maxWaiting) {
		this.table = table;
		this.ids = ids;
		this.clock = clock;
		this.waiting = new ArrayBlockingQueue<>(maxWaiting);
		this.writer = new Thread(this::write, "audit-writer");
	}

	/**
	 * Opens the trail and begins to write.
	 * @param jdbc the store, migrated
	 * @param clock for what is too old to keep
	 * @return the trail, to be closed at the program's end
	 */
	public static AuditTrail open(JdbcTemplate jdbc, Clock clock) {
		AuditIds ids = new AuditIds(new SecureRandom().nextInt());
		AuditTrail trail = new AuditTrail(new AuditTable(jdbc), ids, clock, MAX_WAITING);
		trail.start();
		return trail;
	}

	void start() {
		this.writer.start();
	}

	/** Notes an entry; returns at once, whatever the database does. */
	public void record(AuditEntry entry) {
		if (this.closing.getCount() == 0 || !this.waiting.offer(entry)) {
			this.dropped.incrementAndGet();
		}
	}

	/** The entries lost since the start. */
	public long dropped() {
		return this.dropped.get();
	}

	/** Reads a page of one establishment's trail, newest first; blocks. */
	public AuditPage query(AuditQuery query) {
		List<AuditTable.Row> rows = this.table.find(query);
		boolean more = rows.size() > query.size();
		List<AuditTable.Row> page = more ? rows.subList(0, query.size()) : rows;
		return new AuditPage(page.stream().map(AuditTable.Row::entry).toList(),
				more ? page.get(page.size() - 1).id() : null);
	}

	/** Finds what stands behind a reference that someone was shown; blocks. */
	public List<AuditEntry> byReference(String reference) {
		return this.table.byReference(reference, AuditQuery.MAX_SIZE);
	}

	private void write() {
		try {
			while (this.closing.getCount() > 0 || !this.waiting.isEmpty()) {
				writeBatch();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void writeBatch() throws InterruptedException {
		AuditEntry first = this.waiting.poll(LISTENING.toMillis(), TimeUnit.MILLISECONDS);
		if (first != null) {
			List<AuditEntry> batch = new ArrayList<>(BATCH);
			batch.add(first);
			this.waiting.drainTo(batch, BATCH - 1);
			append(batch.stream().map((entry) -> new AuditTable.Row(this.ids.next(entry.at()), entry)).toList());
		}
		tellDropped();
		clean();
	}

	private void append(List<AuditTable.Row> rows) throws InterruptedException {
		for (int i = 1; i <= TRIES; i++) {
			try {
				this.table.append(rows);
				return;
			}
			catch (DataAccessException | TransactionException ex) {
				logger.warn("Could not write {} audit entries, try {} of {}: {}", rows.size(), i, TRIES,
						ex.getMessage());
			}
			// A pause, cut short when the program ends.
			boolean ignored = i < TRIES && this.closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
		}
		this.dropped.addAndGet(rows.size());
	}

	private void tellDropped() {
		long total = this.dropped.get();
		if (total > this.droppedTold) {
			logger.error("Lost {} audit entries ({} since the start)", total - this.droppedTold, total);
			this.droppedTold = total;
		}
	}

	private void clean() {
		Instant now = this.clock.instant();
		if (this.cleaned.isBefore(now.minus(CLEANING))) {
			this.cleaned = now;
			try {
				int deleted = this.table.deleteBefore(now.minus(RETENTION));
				logger.debug("Deleted {} audit entries older than {}", deleted, RETENTION);
			}
			catch (DataAccessException ex) {
				logger.warn("Could not delete old audit entries", ex);
			}
		}
	}

	/** Writes what waits, then ends. */
	@Override
	public void close() {
		this.closing.countDown();
		try {
			this.writer.join(FAREWELL.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (this.writer.isAlive() || !this.waiting.isEmpty()) {
			logger.error("Ended with {} audit entries not written", this.waiting.size());
		}
	}

}
