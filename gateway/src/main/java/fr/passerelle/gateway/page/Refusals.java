package fr.passerelle.gateway.page;

import java.time.Clock;
import java.util.concurrent.RejectedExecutionException;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.halt.OutOfMemory;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.store.StoreFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a {@link Refusal} into the visitor's answer and the journal entry of the same
 * reference.
 */
public final class Refusals {

	private static final Logger logger = LoggerFactory.getLogger(Refusals.class);

	private final Pages pages;

	private final References references;

	private final AuditTrail audit;

	private final Clock clock;

	/**
	 * Made once for the program.
	 * @param pages renders
	 * @param references makes references
	 * @param audit keeps
	 * @param clock dates
	 */
	public Refusals(Pages pages, References references, AuditTrail audit, Clock clock) {
		this.pages = pages;
		this.references = references;
		this.audit = audit;
		this.clock = clock;
	}

	/** Answers with the refusal's page or problem, and keeps it in the journal. */
	public Answer refuse(VisitorRequest request, Refusal refusal) {
		return this.pages.refuse(request, refusal, record(request, refusal));
	}

	/**
	 * Keeps a refusal that a form shows, and not the error page.
	 * @return the reference under which the journal has it: one entry counts many equal
	 * refusals, and all of them get its reference
	 */
	public String record(VisitorRequest request, Refusal refusal) {
		String reference = this.references.next();
		String kept = this.audit.refused(AuditEntry.of(this.clock.instant(), refusal.filed().type())
			.withReference(reference)
			.withUai((refusal.establishment() != null) ? refusal.establishment().uai() : null)
			.withEspace((refusal.espace() != null) ? refusal.espace().key() : null)
			.withDelegation((refusal.delegation() != null) ? refusal.delegation().id() : null)
			.withPerson(refusal.filed().person())
			.withAddress(request.clientAddress())
			.withCode(refusal.code().name())
			.withDetail(refusal.filed().detail()));
		return (kept != null) ? kept : reference;
	}

	/**
	 * Answers a request on which the gateway failed: if the store is the reason, the page
	 * says when to come back; any other failure is explained in the log.
	 * @param place the Espace asked for, and the ways on
	 */
	public Answer failed(VisitorRequest request, Refusal place, Throwable failure) {
		OutOfMemory.endIf(failure);
		boolean busy = failure instanceof RejectedExecutionException
				|| failure.getCause() instanceof RejectedExecutionException;
		if (busy || StoreFailure.of(failure).isPresent()) {
			logger.debug("The store did not answer for a visitor", failure);
			return refuse(request, place.as(ErrorCode.STORE_UNAVAILABLE).retryAfter(StoreFailure.retryAfter()));
		}
		Refusal unforeseen = place.as(ErrorCode.INTERNAL_ERROR);
		String reference = record(request, unforeseen);
		logger.error("A visitor's request failed, reference {}", reference, failure);
		return this.pages.refuse(request, unforeseen, reference);
	}

}
