package fr.passerelle.gateway.backup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when a backup is due. It looks at the backups that are there, so that a restart
 * neither skips one nor makes one too many.
 */
final class BackupSchedule {

	/** How long it waits after a failure, where backups are further apart. */
	private static final Duration AFTER_FAILURE = Duration.ofMinutes(15);

	private static final Logger logger = LoggerFactory.getLogger(BackupSchedule.class);

	private final Backups backups;

	private final Clock clock;

	private Instant notBefore = Instant.EPOCH;

	BackupSchedule(Backups backups, Clock clock) {
		this.backups = backups;
		this.clock = clock;
	}

	/** Makes a backup if one is due; called again and again, by one thread. */
	void tick() {
		Instant now = this.clock.instant();
		// A pause that ends later than any pause does was set by a clock that was wrong.
		boolean pause = now.isBefore(this.notBefore) && !now.plus(pause()).isBefore(this.notBefore);
		if (pause || !isDue(now)) {
			return;
		}
		this.notBefore = now.plus(pause());
		try {
			this.backups.makeScheduled();
		}
		catch (BackupBusyException ex) {
			logger.info("Backup put off: {}", ex.getMessage());
			this.notBefore = now;
		}
		catch (BackupFailedException ex) {
			// Told in the log and in the journal; the next try must still happen.
			logger.warn("Next try at {}", this.notBefore);
		}
	}

	private Duration pause() {
		Duration every = this.backups.every();
		return (every.compareTo(AFTER_FAILURE) < 0) ? every : AFTER_FAILURE;
	}

	/**
	 * A backup with a date in the future does not count: the clock was wrong then, or is
	 * now.
	 */
	private boolean isDue(Instant now) {
		List<Instant> made = this.backups.list()
			.stream()
			.filter((backup) -> backup.readable()
					&& (backup.kind() == BackupKind.SCHEDULED || backup.kind() == BackupKind.DAILY))
			.map(Backup::at)
			.filter((at) -> !at.isAfter(now))
			.toList();
		return made.isEmpty() || !made.get(0).plus(this.backups.every()).isAfter(now);
	}

}
