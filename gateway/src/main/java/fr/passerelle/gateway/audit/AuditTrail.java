package fr.passerelle.gateway.audit;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import fr.passerelle.gateway.establishment.Change;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.halt.OutOfMemory;
import org.jspecify.annotations.Nullable;
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

	/** Wakes the writer at the end; never written. */
	private static final AuditEntry END = AuditEntry.of(Instant.EPOCH, AuditType.AUDIT_PURGED);

	private static final Logger logger = LoggerFactory.getLogger(AuditTrail.class);

	private final AuditTable table;

	private final AuditIds ids;

	private final Clock clock;

	private final BlockingQueue<AuditEntry> waiting;

	private final AtomicLong dropped = new AtomicLong();

	private final CountDownLatch closing = new CountDownLatch(1);

	private final Duration retention;

	private final Purge purge;

	private final Thread writer;

	private long droppedTold;

	AuditTrail(AuditTable table, AuditIds ids, Clock clock, Duration retention, int maxWaiting) {
		this.table = table;
		this.retention = retention;
		this.purge = new Purge(table, retention);
		this.ids = ids;
		this.clock = clock;
		this.waiting = new ArrayBlockingQueue<>(maxWaiting);
		this.writer = new Thread(this::write, "audit-writer");
	}

	/**
	 * Opens the trail and begins to write.
	 * @param jdbc the store, migrated
	 * @param clock for what is too old to keep
	 * @param retention after which an entry is taken away
	 * @return the trail, to be closed at the program's end
	 */
	public static AuditTrail open(JdbcTemplate jdbc, Clock clock, Duration retention) {
		AppendOnly.guard(jdbc);
		AuditIds ids = new AuditIds(new SecureRandom().nextInt());
		AuditTrail trail = new AuditTrail(new AuditTable(jdbc), ids, clock, retention, MAX_WAITING);
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

	/** Notes that a part of the trail was taken away as a file. */
	void exported(@Nullable Uai uai, Change change, String detail) {
		AuditEntry entry = AuditEntry.of(this.clock.instant(), AuditType.AUDIT_EXPORTED)
			.withPerson(change.author())
			.withAddress(change.address())
			.withDetail(detail);
		record((uai != null) ? entry.withUai(uai) : entry);
	}

	/** The entries lost since the start. */
	long dropped() {
		return this.dropped.get();
	}

	/** How long entries are kept. */
	public Duration retention() {
		return this.retention;
	}

	/** The last purge that took something away; blocks. */
	public Optional<Purged> lastPurge() {
		AuditQuery purges = AuditQuery.of(null).ofTypes(Set.of(AuditType.AUDIT_PURGED)).page(null, 1);
		return query(purges).entries().stream().findFirst().flatMap(Purge::read);
	}

	/** Reads a page of the trail, newest first; blocks. */
	public AuditPage query(AuditQuery query) {
		List<AuditTable.Row> rows = this.table.find(query);
		boolean more = rows.size() > query.size();
		List<AuditTable.Row> page = more ? rows.subList(0, query.size()) : rows;
		return new AuditPage(page.stream().map(AuditTable.Row::entry).toList(),
				more ? page.get(page.size() - 1).id() : null);
	}

	/**
	 * Reads page by page, newest first, as long as there is more and the bound is not
	 * reached; no entry is in memory longer than its page.
	 * @param query what; its cursor says where to begin
	 * @param max most entries
	 * @param reader of each entry
	 * @return the cursor to go on from; null at the end
	 */
	public @Nullable String read(AuditQuery query, int max, Consumer<AuditEntry> reader) {
		String cursor = query.cursor();
		for (int left = max; left > 0;) {
			AuditPage page = query(query.page(cursor, Math.min(left, AuditQuery.MAX_SIZE)));
			page.entries().forEach(reader);
			cursor = page.next();
			left -= page.entries().size();
			if (cursor == null) {
				return null;
			}
		}
		return cursor;
	}

	private void write() {
		try {
			while (this.closing.getCount() > 0 || !this.waiting.isEmpty()) {
				writeWhatCan();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Whatever goes wrong with some entries, the thread goes on: nobody would notice. */
	private void writeWhatCan() throws InterruptedException {
		try {
			writeBatch();
		}
		catch (RuntimeException | Error ex) {
			OutOfMemory.endIf(ex);
			logger.error("Could not write audit entries", ex);
		}
	}

	private void writeBatch() throws InterruptedException {
		AuditEntry first = this.waiting.poll(LISTENING.toMillis(), TimeUnit.MILLISECONDS);
		if (first != null) {
			List<AuditEntry> batch = new ArrayList<>(BATCH);
			batch.add(first);
			this.waiting.drainTo(batch, BATCH - 1);
			batch.removeIf(END::equals);
			append(batch.stream().map((entry) -> new AuditTable.Row(this.ids.next(entry.at()), entry)).toList());
		}
		tellDropped();
		clean();
	}

	private void append(List<AuditTable.Row> rows) throws InterruptedException {
		if (rows.isEmpty()) {
			return;
		}
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

	private void clean() throws InterruptedException {
		AuditEntry done = this.purge.step(this.clock.instant()).orElse(null);
		if (done != null) {
			append(List.of(new AuditTable.Row(this.ids.next(done.at()), done)));
		}
	}

	/** Writes what waits, then ends. */
	@Override
	public void close() {
		this.closing.countDown();
		if (!this.waiting.offer(END)) {
			logger.debug("The writer has enough to do and sees the end by itself");
		}
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
