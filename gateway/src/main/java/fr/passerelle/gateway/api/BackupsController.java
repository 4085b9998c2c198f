package fr.passerelle.gateway.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.backup.Backup;
import fr.passerelle.gateway.backup.BackupContents;
import fr.passerelle.gateway.backup.BackupKind;
import fr.passerelle.gateway.backup.BackupStatus;
import fr.passerelle.gateway.backup.Backups;
import fr.passerelle.gateway.backup.Manifest;
import fr.passerelle.gateway.backup.Manifest.Counts;
import fr.passerelle.gateway.backup.Restored;
import fr.passerelle.gateway.version.RestoreStep;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Backups of the whole store: see them, make one, look inside, take one away or bring one
 * here, put one back in service.
 */
@RestController
@RequestMapping("/api/v1/backups")
class BackupsController {

	private static final String ZIP = "application/zip";

	private final Backups backups;

	BackupsController(Backups backups) {
		this.backups = backups;
	}

	@GetMapping
	BackupList list() {
		BackupStatus status = this.backups.status();
		return new BackupList(this.backups.list().stream().map(BackupView::of).toList(), status.every().toString(),
				status.failed(), status.reason());
	}

	@PostMapping
	ResponseEntity<BackupView> make(Change change) {
		return created(this.backups.make(change));
	}

	@PostMapping(consumes = ZIP)
	ResponseEntity<BackupView> upload(InputStream body, Change change) {
		return created(this.backups.upload(body, change));
	}

	/** What is inside, and what putting it in service would change. */
	@GetMapping("/{name}")
	ContentsView inspect(@PathVariable String name) {
		return ContentsView.of(this.backups.inspect(name));
	}

	@GetMapping(path = "/{name}/content", produces = ZIP)
	ResponseEntity<Resource> content(@PathVariable String name, Change change) throws IOException {
		FileSystemResource file = new FileSystemResource(this.backups.content(name, change));
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(ZIP))
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename(file.getFilename()).build().toString())
			.body(file);
	}

	/** The name once more: it replaces everything. */
	@PostMapping("/{name}/restore")
	Restored restore(@PathVariable String name, @RequestParam(required = false) @Nullable String confirm,
			Change change) {
		if (!name.equals(confirm)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"This replaces everything that is here. Add ?confirm= with the backup's name.");
		}
		return this.backups.restore(name, change);
	}

	private static ResponseEntity<BackupView> created(Backup backup) {
		return ResponseEntity.created(URI.create("/api/v1/backups/" + backup.name())).body(BackupView.of(backup));
	}

	/**
	 * All backups.
	 *
	 * @param backups newest first
	 * @param every the time between two by the clock, as ISO 8601 writes it
	 * @param failed when the last one failed; null if it did not
	 * @param reason why
	 */
	record BackupList(List<BackupView> backups, String every, @Nullable Instant failed, @Nullable String reason) {
	}

	/**
	 * A backup; what follows {@code readable} is null where it cannot be read.
	 *
	 * @param name by which it is asked for
	 * @param kind why it is here
	 * @param at when it was made, or brought here
	 * @param size of its file
	 * @param readable whether it says what it is
	 */
	record BackupView(String name, BackupKind kind, Instant at, long size, boolean readable, @Nullable Instant madeAt,
			@Nullable String madeBy, @Nullable String comment, @Nullable String program, @Nullable String sha256,
			@Nullable Counts counts) {

		static BackupView of(Backup backup) {
			Manifest manifest = backup.manifest();
			if (manifest == null) {
				return new BackupView(backup.name(), backup.kind(), backup.at(), backup.size(), false, null, null, null,
						null, null, null);
			}
			return new BackupView(backup.name(), backup.kind(), backup.at(), backup.size(), true, manifest.madeAt(),
					manifest.madeBy(), manifest.comment(), manifest.program(), manifest.sha256(), manifest.counts());
		}

	}

	/**
	 * The inside of a backup.
	 *
	 * @param backup the backup
	 * @param establishments with what putting it in service does to each
	 * @param here how much is here now
	 * @param administrators the accounts inside
	 * @param takesAccounts whether they are taken over
	 * @param usable whether it can be put in service
	 */
	record ContentsView(BackupView backup, List<StepView> establishments, Counts here, List<String> administrators,
			boolean takesAccounts, boolean usable) {

		static ContentsView of(BackupContents contents) {
			return new ContentsView(BackupView.of(contents.backup()),
					contents.steps().stream().map(StepView::of).toList(), contents.here(), contents.administrators(),
					contents.takesAccounts(), contents.usable());
		}

	}

	/** What happens to an establishment; {@code versionThen} is the backup's. */
	record StepView(String uai, String name, @Nullable Boolean published, long versionThen, long versionNow,
			RestoreStep.Effect effect, List<String> faults) {

		static StepView of(RestoreStep step) {
			return new StepView(step.uai().value(), step.name(), step.published(), step.then(), step.now(),
					step.effect(), step.faults().stream().map(Object::toString).toList());
		}

	}

}
