package fr.passerelle.gateway.audit;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.settings.HeapShare;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The trail. Writing to it delays no login: entries wait in a bounded queue for one
 * thread, which writes them together, also when the store comes back after it was away.
 * Refusals are counted, so that strangers cannot fill it. What is lost is counted and
 * told; what waits is written before the program ends. After a kill, the last moments may
 * be missing.
 */
public final class AuditTrail implements AutoCloseable {

	/** Entries that may wait; a login storm fills about a tenth. */
	static final int MAX_WAITING = 10_000;

	private final AuditTable table;

	private final Clock clock;

	private final Duration retention;

	private final RefusalCounts refusals;

	private final AuditWriter writer;

	AuditTrail(AuditTable table, AuditIds ids, Clock clock, PasserelleSettings.Audit settings, int maxWaiting) {
		this.table = table;
		this.retention = settings.retention();
		this.clock = clock;
		this.refusals = new RefusalCounts(settings.refusalsPerAddress(), settings.refusalsPerMinute());
		Purge purge = new Purge(table, settings.retention(), settings.maxRefusals());
		this.writer = new AuditWriter(table, ids, new AuditQueue(maxWaiting), this.refusals, purge, clock);
	}

	/**
	 * Opens the trail and begins to write.
	 * @param jdbc the store, migrated
	 * @param clock for what is too old to keep
	 * @param settings how long entries are kept, and how many refusals
	 * @return the trail, to be closed at the program's end
	 */
	public static AuditTrail open(JdbcTemplate jdbc, Clock clock, PasserelleSettings.Audit settings) {
		AppendOnly.guard(jdbc);
		AuditIds ids = new AuditIds(new SecureRandom().nextInt());
		AuditTrail trail = new AuditTrail(new AuditTable(jdbc), ids, clock, settings, maxWaiting());
		trail.start();
		return trail;
	}

	/** As many as fit into the queue's share of the heap. */
	static int maxWaiting() {
		return HeapShare.AUDIT_QUEUE.entries(MAX_WAITING);
	}

	/**
	 * Opens the trail with the usual bounds.
	 * @param retention after which an entry is taken away
	 */
	public static AuditTrail open(JdbcTemplate jdbc, Clock clock, Duration retention) {
		return open(jdbc, clock, PasserelleSettings.Audit.keeping(retention));
	}

	void start() {
		this.writer.start();
	}

	/** Notes an entry and returns immediately, without waiting for the database. */
	public void record(AuditEntry entry) {
		if (entry.type().isRefusal() && entry.address() != null) {
			refused(entry);
		}
		else {
			this.writer.offer(entry);
		}
	}

	/**
	 * Notes a refusal, or only counts it where there are many like it.
	 * @param entry with a reference for the case that it is kept
	 * @return the reference that the trail has, at the latest a minute later: the entry's
	 * own, or that of the entry which counts it
	 */
	public @Nullable String refused(AuditEntry entry) {
		RefusalCounts.Verdict verdict = this.refusals.take(entry);
		if (verdict.entry() != null) {
			this.writer.offer(verdict.entry());
		}
		return verdict.reference();
	}

	/** Notes that a part of the trail was taken away as a file. */
	void exported(@Nullable Uai uai, Actor actor, String detail) {
		record(AuditEntry.of(this.clock.instant(), AuditType.AUDIT_EXPORTED).withUai(uai).by(actor).withDetail(detail));
	}

	/** The entries lost since the start. */
	long dropped() {
		return this.writer.lost();
	}

	/** How writing goes. */
	AuditWriter.State state() {
		return this.writer.state();
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

	/** Writes what waits, then ends. */
	@Override
	public void close() {
		this.writer.close();
	}

}
