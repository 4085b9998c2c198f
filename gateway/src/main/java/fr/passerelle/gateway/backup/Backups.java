package fr.passerelle.gateway.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.backup.BackupRefusedException.Reason;
import fr.passerelle.gateway.backup.TemporaryStores.Folder;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.version.EstablishmentChanged;
import fr.passerelle.gateway.version.OwnComment;
import fr.passerelle.gateway.version.RestoreStep;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backups of the store: made by the schedule and on demand, inspected, and put back in
 * service. Everything here blocks: call it on a worker thread.
 */
public final class Backups {

	/** Largest file that is taken from elsewhere, in bytes. */
	public static final long MAX_UPLOAD = 1L << 30;

	/** The author of scheduled backups. */
	private static final String PROGRAM = "passerelle";

	private static final Logger logger = LoggerFactory.getLogger(Backups.class);

	private final BackupFolder folder;

	private final TemporaryStores temporary;

	private final BackupMaker maker;

	private final Restore restore;

	private final AuditTrail audit;

	private final PasserelleSettings.Backups settings;

	private final ZoneId zone;

	private final Clock clock;

	private final Turns turns = new Turns();

	private volatile @Nullable Failure failure;

	Backups(BackupFolder folder, TemporaryStores temporary, BackupMaker maker, Restore restore, AuditTrail audit,
			PasserelleSettings settings, Clock clock) {
		this.folder = folder;
		this.temporary = temporary;
		this.maker = maker;
		this.restore = restore;
		this.audit = audit;
		this.settings = settings.backups();
		this.zone = settings.console().zone();
		this.clock = clock;
	}

	/** All backups, newest first. */
	public List<Backup> list() {
		return this.folder.list();
	}

	/** The state of the backups. */
	public BackupStatus status() {
		Backup last = list().stream()
			.filter((backup) -> backup.readable() && backup.kind() != BackupKind.UPLOADED)
			.findFirst()
			.orElse(null);
		Failure failed = this.failure;
		return new BackupStatus(last, (failed != null) ? failed.at() : null, (failed != null) ? failed.reason() : null,
				this.settings.every());
	}

	/** A backup that is there. */
	public Backup find(String name) {
		return this.folder.find(name).orElseThrow(UnknownBackupException::new);
	}

	/**
	 * Makes one now.
	 * @param change who and why
	 * @return the backup, read back and whole
	 */
	public Backup make(Change change) {
		return this.turns.work(() -> make(BackupKind.MANUAL, change));
	}

	/** Makes a scheduled backup; the first of a day is kept longer. */
	Backup makeScheduled() {
		return this.turns
			.work(() -> make(isFirstOfTheDay() ? BackupKind.DAILY : BackupKind.SCHEDULED, new Change(PROGRAM, null)));
	}

	/** The time between two scheduled backups. */
	Duration every() {
		return this.settings.every();
	}

	/**
	 * Looks inside.
	 * @param name a backup
	 * @return what it holds, and what putting it in service would change
	 */
	public BackupContents inspect(String name) {
		Backup backup = find(name);
		return this.turns.look(() -> {
			try (Folder work = this.temporary.folder(); CopiedStore copy = open(backup, work)) {
				return this.restore.contents(backup, copy);
			}
			catch (IOException ex) {
				throw failed("look into " + name, ex);
			}
		});
	}

	/**
	 * Hands over a backup's file, and notes who took it: it holds everyone's names.
	 * @param name a backup
	 * @param change who
	 * @return the file, whose name may be shown
	 */
	public Path content(String name, Change change) {
		Backup backup = find(name);
		record(AuditType.BACKUP_DOWNLOADED, change, backup.name());
		return this.folder.file(backup);
	}

	/**
	 * Takes a backup that was made elsewhere. It is only kept here; putting it in service
	 * is another step.
	 * @param content the file
	 * @param change who
	 * @return the backup under its name here
	 */
	public Backup upload(InputStream content, Change change) {
		return this.turns.receive(() -> {
			try (Reception reception = new Reception(this.temporary, MAX_UPLOAD)) {
				Path whole = reception.take(content);
				return this.turns.work(() -> keep(whole, change));
			}
			catch (IOException ex) {
				throw failed("take a backup from elsewhere", ex);
			}
		});
	}

	/** Takes its turn only now, so that an upload does not hold up a scheduled backup. */
	private Backup keep(Path whole, Change change) {
		BackupName name = nextName(BackupKind.UPLOADED);
		try {
			Path draft = this.folder.draft(name);
			Files.move(whole, draft);
			this.folder.place(draft, name);
		}
		catch (IOException ex) {
			throw failed("keep a backup from elsewhere", ex);
		}
		prune(name);
		record(AuditType.BACKUP_UPLOADED, change, name.toString());
		return find(name.toString());
	}

	/**
	 * Puts a backup in service: first the present content is kept as a backup, then all
	 * of it is replaced in one transaction, then the new content takes effect. Of two
	 * calls at the same time, the later one is refused.
	 * @param name the backup
	 * @param change who
	 * @return what was done
	 */
	public Restored restore(String name, Change change) {
		Backup backup = find(name);
		return this.turns.restore(() -> {
			try (Folder work = this.temporary.folder(); CopiedStore copy = open(backup, work)) {
				return restore(backup, copy, change);
			}
			catch (BackupRefusedException | BackupFailedException ex) {
				throw ex;
			}
			catch (IOException | RuntimeException ex) {
				record(AuditType.BACKUP_FAILED, change, "restore of " + name + ": " + reason(ex));
				throw failed("put " + name + " in service", ex);
			}
		});
	}

	private Restored restore(Backup backup, CopiedStore copy, Change change) {
		BackupContents contents = this.restore.contents(backup, copy);
		List<RestoreStep> unusable = contents.unusable();
		if (!unusable.isEmpty()) {
			throw new BackupRefusedException(unusable);
		}
		Backup kept = make(BackupKind.BEFORE_RESTORE, change);
		Restored done = Restored.of(contents, kept.name(), copy.counts().people());
		List<EstablishmentChanged> changes = this.restore.replaceAll(copy,
				new Change(change.actor(), OwnComment.RESTORED.about(backup.name())));
		record(AuditType.BACKUP_RESTORED, change, done.toString());
		logger.info("Backup in service {}", done);
		takeUp(changes);
		return done;
	}

	/**
	 * The restore is committed already; other nodes and a restart read it from the store.
	 */
	private void takeUp(List<EstablishmentChanged> changes) {
		try {
			this.restore.takeUp(changes);
		}
		catch (RuntimeException ex) {
			logger.error("Backup in service, but not in effect here before the next look at the store", ex);
		}
	}

	/** Whole, of this program or an older one, and brought up to this one's form. */
	private CopiedStore open(Backup backup, Folder work) throws IOException {
		if (!backup.readable()) {
			throw new BackupRefusedException(Reason.NOT_A_BACKUP, "this is no backup, or not all of it");
		}
		Manifest manifest = BackupFile.extract(this.folder.file(backup), work.store());
		try (CopiedStore copy = this.temporary.look(work.store())) {
			copy.check(manifest, this.temporary);
		}
		CopiedStore copy = CopiedStore.open(work.store());
		try {
			copy.upgrade(this.temporary.migrations());
			return copy;
		}
		catch (RuntimeException ex) {
			copy.close();
			throw ex;
		}
	}

	/** In the caller's turn. */
	private Backup make(BackupKind kind, Change change) {
		BackupName name = nextName(kind);
		try {
			this.maker.make(name, change);
		}
		catch (IOException | RuntimeException ex) {
			this.failure = new Failure(this.clock.instant(), reason(ex));
			record(AuditType.BACKUP_FAILED, change, name + ": " + reason(ex));
			throw failed("make " + name, ex);
		}
		this.failure = null;
		prune(name);
		logger.info("Backup made name={}", name);
		record(AuditType.BACKUP_MADE, change,
				(change.comment() != null) ? name + ": " + change.comment() : name.toString());
		return find(name.toString());
	}

	/** A failure to remove old backups does not make the new one fail. */
	private void prune(BackupName made) {
		int keep = switch (made.kind()) {
			case SCHEDULED -> this.settings.keep();
			case DAILY -> this.settings.keepDaily();
			case MANUAL, BEFORE_RESTORE, UPLOADED -> this.settings.keepManual();
		};
		try {
			this.folder.prune(made, keep);
		}
		catch (IOException ex) {
			logger.warn("Old backups not removed", ex);
		}
	}

	/** A name that no other backup of the same moment has. */
	private BackupName nextName(BackupKind kind) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		Instant at = list().stream()
			.filter((backup) -> backup.kind() == kind && !backup.at().isBefore(now)
					&& backup.at().isBefore(now.plusSeconds(1)))
			.findFirst()
			.map((backup) -> backup.at().plusMillis(1))
			.orElse(now);
		return new BackupName(at, kind);
	}

	private boolean isFirstOfTheDay() {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), this.zone);
		return list().stream()
			.filter((backup) -> backup.kind() == BackupKind.DAILY && backup.readable())
			.noneMatch((backup) -> LocalDate.ofInstant(backup.at(), this.zone).equals(today));
	}

	private void record(AuditType type, Change change, String detail) {
		this.audit.record(AuditEntry.of(this.clock.instant(), type).by(change.actor()).withDetail(detail));
	}

	private static BackupFailedException failed(String what, Exception cause) {
		logger.error("Could not {}", what, cause);
		return new BackupFailedException("could not " + what + ": " + reason(cause), cause);
	}

	/** One line: a class's name where there is no message. */
	private static String reason(Exception cause) {
		String message = cause.getMessage();
		return (message != null) ? message.lines().findFirst().orElse("") : cause.getClass().getSimpleName();
	}

	private record Failure(Instant at, String reason) {
	}

}
