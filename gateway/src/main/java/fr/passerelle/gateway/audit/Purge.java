package fr.passerelle.gateway.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Takes away what is past its retention, a part at a time, so that other statements do
 * not wait long; once a day. Refusals, which a stranger can cause in any number, are also
 * bounded by number. Used by the writer's thread alone.
 */
final class Purge {

	/** Most entries deleted in one statement. */
	private static final int PART = 5000;

	private static final Duration EVERY = Duration.ofDays(1);

	private static final Duration EVERY_COUNT = Duration.ofHours(1);

	private static final Duration AFTER_FAILURE = Duration.ofHours(1);

	private static final Pattern DONE = Pattern.compile("(\\d{1,18}) entries older than (\\S+)");

	private static final Logger logger = LoggerFactory.getLogger(Purge.class);

	private final AuditTable table;

	private final Duration retention;

	private final int maxRefusals;

	private Instant next = Instant.MIN;

	private Instant nextCount = Instant.MIN;

	private long deleted;

	Purge(AuditTable table, Duration retention, int maxRefusals) {
		this.table = table;
		this.retention = retention;
		this.maxRefusals = maxRefusals;
	}

	/**
	 * Does a part of what is due.
	 * @param now the time
	 * @return the entry that accounts for a purge that has ended and found something
	 */
	Optional<AuditEntry> step(Instant now) {
		boundRefusals(now);
		if (now.isBefore(this.next)) {
			return Optional.empty();
		}
		Instant oldest = now.minus(this.retention);
		try {
			int part = this.table.deleteBefore(oldest, PART);
			this.deleted += part;
			if (part == PART) {
				return Optional.empty();
			}
		}
		catch (DataAccessException ex) {
			logger.warn("Could not delete old audit entries: {}", ex.getClass().getSimpleName());
			logger.debug("Could not delete old audit entries", ex);
			this.next = now.plus(AFTER_FAILURE);
			return Optional.empty();
		}
		long total = this.deleted;
		this.deleted = 0;
		this.next = now.plus(EVERY);
		return (total == 0) ? Optional.empty() : Optional
			.of(AuditEntry.of(now, AuditType.AUDIT_PURGED).withDetail(total + " entries older than " + oldest));
	}

	private void boundRefusals(Instant now) {
		if (now.isBefore(this.nextCount)) {
			return;
		}
		this.nextCount = now.plus(EVERY_COUNT);
		try {
			for (AuditType type : AuditType.values()) {
				if (type.isRefusal() && this.table.deleteBeyond(type, this.maxRefusals, PART) == PART) {
					this.nextCount = now;
				}
			}
		}
		catch (DataAccessException ex) {
			logger.warn("Could not delete the oldest refusals: {}", ex.getClass().getSimpleName());
			logger.debug("Could not delete the oldest refusals", ex);
		}
	}

	/** Reads such an entry. */
	static Optional<Purged> read(AuditEntry entry) {
		Matcher done = DONE.matcher((entry.detail() != null) ? entry.detail() : "");
		return done.matches()
				? Optional.of(new Purged(entry.at(), Long.parseLong(done.group(1)), Instant.parse(done.group(2))))
				: Optional.empty();
	}

}
