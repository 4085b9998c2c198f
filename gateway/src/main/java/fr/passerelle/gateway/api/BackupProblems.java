package fr.passerelle.gateway.api;

import fr.passerelle.gateway.backup.BackupBusyException;
import fr.passerelle.gateway.backup.BackupFailedException;
import fr.passerelle.gateway.backup.BackupRefusedException;
import fr.passerelle.gateway.backup.UnknownBackupException;
import fr.passerelle.gateway.store.StoreFailure;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * What can go wrong with backups, as problems. Each says that nothing was changed: that
 * is what whoever reads it wants to know first.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice("fr.passerelle.gateway.api")
class BackupProblems {

	/** How long to wait where another is under way. */
	private static final String BUSY_SECONDS = "30";

	@ExceptionHandler
	ProblemDetail onUnknown(UnknownBackupException ex) {
		return problem(HttpStatus.NOT_FOUND, "Unknown backup", "There is no backup of this name.");
	}

	@ExceptionHandler
	ProblemDetail onRefused(BackupRefusedException ex) {
		HttpStatus status = (ex.reason() == BackupRefusedException.Reason.TOO_LARGE) ? HttpStatus.CONTENT_TOO_LARGE
				: HttpStatus.UNPROCESSABLE_CONTENT;
		ProblemDetail problem = problem(status, "Backup refused", "Nothing was changed: " + ex.getMessage() + ".");
		problem.setProperty("reason", ex.reason());
		return problem;
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> onBusy(BackupBusyException ex) {
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, BUSY_SECONDS)
			.body(problem(HttpStatus.SERVICE_UNAVAILABLE, "Another backup is under way",
					"Nothing was done. Try again when the other backup or restore has ended."));
	}

	@ExceptionHandler
	ProblemDetail onFailed(BackupFailedException ex) {
		if (StoreFailure.of(ex).filter((failure) -> failure == StoreFailure.FULL).isPresent()) {
			return problem(HttpStatus.INSUFFICIENT_STORAGE, StoreFailure.FULL.title(), StoreFailure.FULL.detail());
		}
		return problem(HttpStatus.INTERNAL_SERVER_ERROR, "Backup failed",
				"Nothing was changed, and earlier backups are whole. The log says why.");
	}

	private static ProblemDetail problem(HttpStatus status, String title, String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setTitle(title);
		return problem;
	}

}
