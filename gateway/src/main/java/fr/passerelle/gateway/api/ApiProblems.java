package fr.passerelle.gateway.api;

import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.account.AccountRefusedException;
import fr.passerelle.gateway.account.InvalidAccountException;
import fr.passerelle.gateway.backup.BackupBusyException;
import fr.passerelle.gateway.backup.BackupFailedException;
import fr.passerelle.gateway.backup.BackupRefusedException;
import fr.passerelle.gateway.backup.UnknownBackupException;
import fr.passerelle.gateway.diagnosis.DiagnosisBusyException;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.document.UnknownDelegationException;
import fr.passerelle.gateway.http.ServerRefusals;
import fr.passerelle.gateway.people.HashingBusyException;
import fr.passerelle.gateway.people.ImportBusyException;
import fr.passerelle.gateway.people.ImportRefusedException;
import fr.passerelle.gateway.people.NothingToUndoException;
import fr.passerelle.gateway.plan.PlanRefusedException;
import fr.passerelle.gateway.plan.UnknownPlanException;
import fr.passerelle.gateway.recognition.LinkRefusedException;
import fr.passerelle.gateway.recognition.UnknownIdentityException;
import fr.passerelle.gateway.schoolfile.UnusableFileException;
import fr.passerelle.gateway.security.Problems;
import fr.passerelle.gateway.store.StoreFailure;
import fr.passerelle.gateway.suspension.InvalidRulesException;
import fr.passerelle.gateway.suspension.RulesOvertakenException;
import fr.passerelle.gateway.version.EstablishmentExistsException;
import fr.passerelle.gateway.version.LostRaceException;
import fr.passerelle.gateway.version.PlatformChangeException;
import fr.passerelle.gateway.version.UnknownEstablishmentException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers every error of the API by an RFC 9457 problem. The class above answers Spring's
 * own errors (404, 405, 406, 415, 400).
 */
@RestControllerAdvice
class ApiProblems extends ResponseEntityExceptionHandler {

	/** How long to wait while too many passwords are checked, or ENTs examined. */
	private static final int SHORT_WAIT = 5;

	/** How long to wait while another import or backup runs. */
	private static final int LONG_WAIT = 30;

	private static final Logger problems = LoggerFactory.getLogger(ApiProblems.class);

	private final ServerRefusals server;

	ApiProblems(ServerRefusals server) {
		this.server = server;
	}

	@ExceptionHandler
	ProblemDetail onInvalidDocument(InvalidDocumentException ex) {
		ProblemDetail problem = ex.isReadable()
				? Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, "Document refused",
						"Nothing was changed: the document has faults, each named by its path.")
				: Problems.of(HttpStatus.BAD_REQUEST, "Document unreadable",
						"Nothing was changed: the document cannot be read at all.");
		return with("faults", ex.faults(), problem);
	}

	@ExceptionHandler
	ProblemDetail onChangeOfThePlatforms(PlatformChangeException ex) {
		return Problems.of(HttpStatus.FORBIDDEN, "Belongs to the platform",
				"Nothing was changed. " + ex.getMessage() + ".");
	}

	@ExceptionHandler
	ProblemDetail onUnknownEstablishment(UnknownEstablishmentException ex) {
		return Problems.of(HttpStatus.NOT_FOUND, "Unknown establishment", ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail onUnknownDelegation(UnknownDelegationException ex) {
		return Problems.of(HttpStatus.NOT_FOUND, "Unknown delegation", ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail onExistingEstablishment(EstablishmentExistsException ex) {
		return Problems.of(HttpStatus.CONFLICT, "Establishment exists",
				ex.getMessage() + "; PUT its configuration to change it");
	}

	@ExceptionHandler
	ProblemDetail onLostRace(LostRaceException ex) {
		return Problems.of(HttpStatus.PRECONDITION_FAILED, "Configuration has changed",
				ex.getMessage() + "; read it again and make the change upon that");
	}

	/** An account's fault as the API names it. */
	record FaultView(String field, String kind, String message) {
	}

	@ExceptionHandler
	ProblemDetail onInvalidAccount(InvalidAccountException ex) {
		List<FaultView> faults = ex.faults()
			.stream()
			.map((fault) -> new FaultView(fault.field(), fault.kind().name(), fault.message()))
			.toList();
		return with("faults", faults, Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, "There are faults",
				"Nothing was changed. Mend the faults and send it again."));
	}

	@ExceptionHandler
	ProblemDetail onRefusedAccount(AccountRefusedException ex) {
		HttpStatus status = switch (ex.reason()) {
			case UNKNOWN -> HttpStatus.NOT_FOUND;
			case WRONG_PASSWORD, WRONG_CODE -> HttpStatus.FORBIDDEN;
			case OVERTAKEN -> HttpStatus.PRECONDITION_FAILED;
			case TOO_MANY_CODES -> HttpStatus.TOO_MANY_REQUESTS;
			case EXISTS, TOO_MANY, FIRST, LAST, PASSWORD_OF_SETTINGS, WRONG_STATE, NOT_BEGUN, CAS_USER_TAKEN ->
				HttpStatus.CONFLICT;
		};
		return with("reason", ex.reason().name(), Problems.of(status, "Refused", ex.getMessage()));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> onBusyHashing(HashingBusyException ex) {
		return busy(SHORT_WAIT, null,
				"Too many passwords are being checked at this moment. Try again in a few seconds.");
	}

	@ExceptionHandler
	ProblemDetail onUnknownBackup(UnknownBackupException ex) {
		return Problems.of(HttpStatus.NOT_FOUND, "Unknown backup", "There is no backup of this name.");
	}

	@ExceptionHandler
	ProblemDetail onRefusedBackup(BackupRefusedException ex) {
		HttpStatus status = (ex.reason() == BackupRefusedException.Reason.TOO_LARGE) ? HttpStatus.CONTENT_TOO_LARGE
				: HttpStatus.UNPROCESSABLE_CONTENT;
		return with("reason", ex.reason(),
				Problems.of(status, "Backup refused", "Nothing was changed: " + ex.getMessage() + "."));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> onBusyBackups(BackupBusyException ex) {
		return busy(LONG_WAIT, "Another backup is under way",
				"Nothing was done. Try again when the other backup or restore has ended.");
	}

	@ExceptionHandler
	ProblemDetail onFailedBackup(BackupFailedException ex) {
		if (StoreFailure.of(ex).filter((failure) -> failure == StoreFailure.FULL).isPresent()) {
			return Problems.of(HttpStatus.INSUFFICIENT_STORAGE, StoreFailure.FULL.title(), StoreFailure.FULL.detail());
		}
		return Problems.of(HttpStatus.INTERNAL_SERVER_ERROR, "Backup failed",
				"Nothing was changed, and earlier backups are whole. The log says why.");
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> onBusyDiagnoses(DiagnosisBusyException ex) {
		return busy(SHORT_WAIT, null, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail onUnknownIdentity(UnknownIdentityException ex) {
		return Problems.of(HttpStatus.NOT_FOUND, null, "There is no such identity.");
	}

	@ExceptionHandler
	ProblemDetail onRefusedLink(LinkRefusedException ex) {
		HttpStatus status = (ex.reason() == LinkRefusedException.Reason.NO_SUCH_PERSON)
				? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.CONFLICT;
		return with("reason", ex.reason(), Problems.of(status, "Not linked", switch (ex.reason()) {
			case NO_SUCH_PERSON -> "Nothing was linked: nobody of the establishment has this identifiant.";
			case IDENTITY_LINKED -> "Nothing was linked: the identity is linked to somebody else; unlink it first.";
			case PERSON_LINKED ->
				"Nothing was linked: the person is linked to another identity of this ENT; unlink that one first.";
		}));
	}

	@ExceptionHandler
	ProblemDetail onRefusedImport(ImportRefusedException ex) {
		return with("faults", ex.plan().faults(), Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, "The list has faults",
				"Nothing was imported. Correct the faults and send all files again."));
	}

	@ExceptionHandler
	ProblemDetail onUnusableFile(UnusableFileException ex) {
		return with("file", ex.file(), Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, "File refused",
				"Nothing was imported. The file " + ex.file() + " " + ex.getMessage() + "."));
	}

	@ExceptionHandler
	ProblemDetail onNothingToUndo(NothingToUndoException ex) {
		return Problems.of(HttpStatus.CONFLICT, "Nothing to undo", "Nothing was changed: " + ex.getMessage() + ".");
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> onBusyImport(ImportBusyException ex) {
		return busy(LONG_WAIT, "Another import is under way",
				"Nothing was imported. Try again when the other import has ended.");
	}

	@ExceptionHandler
	ProblemDetail onRefusedPlan(PlanRefusedException ex) {
		HttpStatus status = switch (ex.reason()) {
			case TOO_MANY, CONFLICT, SETTLED -> HttpStatus.CONFLICT;
			case PAST, TOO_FAR, TOKEN_ENDS, NOTHING_CHANGES -> HttpStatus.UNPROCESSABLE_CONTENT;
		};
		ProblemDetail problem = with("reason", ex.reason(), Problems.of(status, "Planned change refused",
				"Nothing was planned or taken back: " + ex.getMessage() + "."));
		return ex.places().isEmpty() ? problem : with("conflicts", ex.places(), problem);
	}

	@ExceptionHandler
	ProblemDetail onUnknownPlan(UnknownPlanException ex) {
		return Problems.of(HttpStatus.NOT_FOUND, null, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail onInvalidRules(InvalidRulesException ex) {
		List<Map<String, String>> faults = ex.faults()
			.stream()
			.map((fault) -> Map.of("path", fault.field().path(), "message", fault.message()))
			.toList();
		return with("faults", faults, Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, "Rules refused",
				"Nothing was changed: the rules have faults, each named by its field."));
	}

	@ExceptionHandler
	ProblemDetail onOvertakenRules(RulesOvertakenException ex) {
		return Problems.of(HttpStatus.PRECONDITION_FAILED, "Rules have changed",
				ex.getMessage() + "; read them again and make the change upon that");
	}

	@ExceptionHandler
	ProblemDetail onAnythingElse(Exception ex) throws Exception {
		if (ex instanceof AccessDeniedException || ex instanceof AuthenticationException
				|| StoreFailure.of(ex).isPresent()) {
			throw ex;
		}
		HttpStatus refused = unreadable(ex);
		if (refused != null) {
			return Problems.of(refused, "Request unreadable",
					"Nothing was changed: the body or a parameter cannot be read as its Content-Type says.");
		}
		problems.error("Request failed", ex);
		return Problems.of(HttpStatus.INTERNAL_SERVER_ERROR, "Internal error", "The request failed; the log says why.");
	}

	private @Nullable HttpStatus unreadable(Exception failure) {
		return (failure instanceof MultipartException) ? HttpStatus.BAD_REQUEST
				: this.server.refusedWith(failure).map(HttpStatus::resolve).orElse(null);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ProblemDetail problem = Problems.of(HttpStatus.BAD_REQUEST, "Body unreadable",
				"Nothing was changed. " + StrictBodies.fault(ex.getCause()));
		return handleExceptionInternal(ex, problem, headers, status, request);
	}

	private static ResponseEntity<ProblemDetail> busy(int seconds, @Nullable String title, @Nullable String detail) {
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, Integer.toString(seconds))
			.body(Problems.of(HttpStatus.SERVICE_UNAVAILABLE, title, detail));
	}

	private static ProblemDetail with(String property, Object value, ProblemDetail problem) {
		problem.setProperty(property, value);
		return problem;
	}

}
