package fr.passerelle.gateway.plan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import fr.passerelle.gateway.account.Token;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.DocumentFault;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.document.ThreeWay;
import fr.passerelle.gateway.document.ThreeWay.Conflict;
import fr.passerelle.gateway.document.ThreeWay.Merged;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.plan.PlanRefusedException.Cause;
import fr.passerelle.gateway.plan.PlannedChange.State;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.History;
import fr.passerelle.gateway.version.PlatformChangeException;
import fr.passerelle.gateway.version.UnknownEstablishmentException;
import fr.passerelle.gateway.version.Version;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes that wait for their day. What is kept is the whole document and the version it
 * was made upon; on its day it is merged with the changes made meanwhile. The version and
 * the plan's end are written in one transaction: however many nodes look, and whenever
 * one of them dies, a plan is applied once.
 */
public final class Plans {

	/** Most changes of one establishment that wait. */
	public static final int MAX_WAITING = 50;

	/** Most plans of one kind in a list. */
	public static final int MAX_LIST = 200;

	/** A date further away is a slip of the year. */
	private static final Duration FURTHEST = Duration.ofDays(731);

	/** How long settled plans are kept; the journal has them too. */
	private static final Duration KEPT = Duration.ofDays(400);

	/** Plans looked at in one tick; the next one takes the rest. */
	private static final int BATCH = 200;

	private static final int ID_LENGTH = 12;

	private static final Logger logger = LoggerFactory.getLogger(Plans.class);

	private final PlanTable table;

	private final Establishments establishments;

	private final History history;

	private final PlanAuthors authors;

	private final AuditTrail audit;

	private final Clock clock;

	Plans(PlanTable table, Establishments establishments, History history, PlanAuthors authors, AuditTrail audit,
			Clock clock) {
		this.table = table;
		this.establishments = establishments;
		this.history = history;
		this.authors = authors;
		this.audit = audit;
		this.clock = clock;
	}

	/** Plans a change of an administrator who is signed in. */
	public PlannedChange plan(Uai uai, long base, ConfigurationDocument document, Instant at, Change change) {
		return plan(uai, base, document, at, change, null);
	}

	/**
	 * Plans a change.
	 * @param uai the establishment
	 * @param base the version that the document was made upon
	 * @param document all of it
	 * @param at when it is to take effect
	 * @param change who and why
	 * @param token of the call; null for an administrator who is signed in
	 * @return the plan
	 * @throws PlanRefusedException if it cannot wait for that day, or would fail already
	 * @throws InvalidDocumentException if the document would be refused today
	 */
	public PlannedChange plan(Uai uai, long base, ConfigurationDocument document, Instant at, Change change,
			@Nullable Token token) {
		Instant now = now();
		refuseDate(now, at, token);
		ConfigurationDocument upon = this.history.version(uai, base).document();
		this.establishments.checkRights(uai, upon, document, change);
		if (document.equals(upon)) {
			throw new PlanRefusedException(Cause.NOTHING_CHANGES);
		}
		Merged merged = ThreeWay.merge(upon, document, this.establishments.current(uai).document());
		if (!merged.conflicts().isEmpty()) {
			throw new PlanRefusedException(Cause.CONFLICT, paths(merged));
		}
		this.establishments.check(uai, merged.document(), change);
		if (this.table.count(uai, State.PLANNED) >= MAX_WAITING) {
			throw new PlanRefusedException(Cause.TOO_MANY);
		}
		this.table.forgetSettledBefore(now.minus(KEPT));
		PlannedChange plan = new PlannedChange(SecretText.random().substring(0, ID_LENGTH), uai,
				at.truncatedTo(ChronoUnit.MILLIS), base, change.actor().name(), (token != null) ? token.id() : null,
				change.comment(), now, State.PLANNED, null, null, null, null);
		this.table.insert(plan, document);
		record(AuditType.PLAN_CREATED, plan, change, "for " + plan.at() + ", upon version " + base);
		return plan;
	}

	/** Plans that wait or failed, then those that are settled, the last one first. */
	public List<PlannedChange> list(Uai uai) {
		List<PlannedChange> plans = new ArrayList<>(failed(uai));
		plans.addAll(waiting(uai));
		plans.addAll(this.table.settled(uai, MAX_LIST));
		return plans;
	}

	/** Plans that wait, the next one first. */
	public List<PlannedChange> waiting(Uai uai) {
		return this.table.list(uai, State.PLANNED, MAX_LIST);
	}

	/** An author's plans that wait in all establishments, the next one first. */
	public List<PlannedChange> waitingOf(String author) {
		return this.table.waitingOf(author, MAX_LIST);
	}

	/** Plans that could not be applied and that no administrator has taken back yet. */
	public List<PlannedChange> failed(Uai uai) {
		return this.table.list(uai, State.FAILED, MAX_LIST);
	}

	/** One plan. */
	public PlannedChange get(Uai uai, String id) {
		return this.table.find(uai, id).orElseThrow(UnknownPlanException::new);
	}

	/** The configuration that a plan leads to. */
	public ConfigurationDocument document(Uai uai, String id) {
		return this.table.document(uai, id).orElseThrow(UnknownPlanException::new);
	}

	/**
	 * Takes a plan back, or notes that an administrator has seen its failure.
	 * @param uai the establishment
	 * @param id the plan
	 * @param by who and from where
	 * @throws PlanRefusedException if it is settled already
	 */
	public void cancel(Uai uai, String id, Change by) {
		PlannedChange plan = get(uai, id);
		if (!plan.state().isOpen() || !this.table.cancel(plan, now(), by.actor().name())) {
			throw new PlanRefusedException(Cause.SETTLED);
		}
		record(AuditType.PLAN_CANCELLED, plan, by, "was for " + plan.at());
	}

	/**
	 * Notes that an administrator applied a plan by hand: it waits no longer, and is not
	 * applied again on its day.
	 * @param uai the establishment
	 * @param id the plan
	 * @param version the version that it led to
	 * @param by who and from where
	 * @throws PlanRefusedException if it is settled already
	 */
	public void appliedByHand(Uai uai, String id, long version, Change by) {
		PlannedChange plan = get(uai, id);
		if (!plan.state().isOpen() || !this.table.applyByHand(plan, version, now(), by.actor().name())) {
			throw new PlanRefusedException(Cause.SETTLED);
		}
		record(AuditType.PLAN_APPLIED, plan, by, "led to version " + version + " by hand");
	}

	/**
	 * Applies plans that are due, also those that fell due while no program ran.
	 * @return how many plans this call settled
	 */
	public int tick() {
		int settled = 0;
		for (PlannedChange plan : this.table.due(now(), BATCH)) {
			try {
				settled += settle(plan) ? 1 : 0;
			}
			catch (RuntimeException ex) {
				// The plan still waits: the next tick tries again, the others do not wait
				// for it. The text may hold what the document says.
				logger.warn("Planned change not settled uai={} plan={} reason={}", plan.uai(), plan.id(),
						ex.getClass().getSimpleName());
			}
		}
		return settled;
	}

	private boolean settle(PlannedChange plan) {
		if (!this.authors.mayApply(plan)) {
			return fail(plan, new PlanFailure(PlanFailure.Kind.AUTHOR, List.of(plan.author())));
		}
		try {
			ConfigurationDocument base = this.history.version(plan.uai(), plan.base()).document();
			ConfigurationDocument document = document(plan.uai(), plan.id());
			Optional<Version> applied = this.establishments.replace(plan.uai(),
					(current) -> merged(base, document, current), byAuthor(plan),
					(version) -> this.table.apply(plan.id(), version, now()));
			applied.ifPresent(
					(version) -> record(AuditType.PLAN_APPLIED, plan, by(plan), "led to version " + version.number()));
			return applied.isPresent();
		}
		catch (ConflictException ex) {
			return fail(plan, new PlanFailure(PlanFailure.Kind.CONFLICT, ex.paths));
		}
		catch (InvalidDocumentException ex) {
			return fail(plan, new PlanFailure(PlanFailure.Kind.INVALID,
					ex.faults().stream().map(DocumentFault::toString).toList()));
		}
		catch (PlatformChangeException ex) {
			return fail(plan, new PlanFailure(PlanFailure.Kind.AUTHOR, List.of(plan.author())));
		}
		catch (UnknownEstablishmentException ex) {
			return fail(plan, new PlanFailure(PlanFailure.Kind.BASE_GONE, List.of()));
		}
		catch (UnknownPlanException ex) {
			return false;
		}
	}

	private boolean fail(PlannedChange plan, PlanFailure failure) {
		boolean mine = this.table.fail(plan.id(), failure, now());
		if (mine) {
			record(AuditType.PLAN_FAILED, plan, by(plan), failure.kind() + " " + String.join("; ", failure.details()));
		}
		return mine;
	}

	private static ConfigurationDocument merged(ConfigurationDocument base, ConfigurationDocument planned,
			ConfigurationDocument current) {
		Merged merged = ThreeWay.merge(base, planned, current);
		if (!merged.conflicts().isEmpty()) {
			throw new ConflictException(paths(merged));
		}
		return merged.document();
	}

	private static List<String> paths(Merged merged) {
		return merged.conflicts().stream().map(Conflict::path).toList();
	}

	private static void refuseDate(Instant now, Instant at, @Nullable Token token) {
		if (!at.isAfter(now)) {
			throw new PlanRefusedException(Cause.PAST);
		}
		if (at.isAfter(now.plus(FURTHEST))) {
			throw new PlanRefusedException(Cause.TOO_FAR);
		}
		if (token != null && !at.isBefore(token.expires())) {
			throw new PlanRefusedException(Cause.TOKEN_ENDS);
		}
	}

	/** A plan may do on its day what its author may do on that day, and no more. */
	private Change byAuthor(PlannedChange plan) {
		return new Change(new Actor(plan.author(), null, this.authors.mayChangePlatform(plan)), plan.comment());
	}

	/** What happens on its day comes from no address. */
	private static Change by(PlannedChange plan) {
		return new Change(plan.author(), plan.comment());
	}

	private void record(AuditType type, PlannedChange plan, Change by, String detail) {
		this.audit.record(AuditEntry.of(this.clock.instant(), type)
			.withUai(plan.uai())
			.by(by.actor())
			.withDetail("planned change " + plan.id() + " " + detail));
	}

	/** As the store keeps it. */
	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	private static final class ConflictException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final transient List<String> paths;

		ConflictException(List<String> paths) {
			super("somebody has changed the same places since");
			this.paths = paths;
		}

	}

}
