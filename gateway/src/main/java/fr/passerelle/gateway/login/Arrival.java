package fr.passerelle.gateway.login;

import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.identity.Admission;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import fr.passerelle.gateway.page.Account;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.EspaceLink;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.page.Visit;
import fr.passerelle.gateway.people.Person;
import org.jspecify.annotations.Nullable;

/**
 * Answers a login that comes back: leads the person to the address first asked for, to
 * the form of the step PASSWORD, or says why they cannot enter.
 */
final class Arrival {

	private final Entry entry;

	private final LinkForms forms;

	private final AccountLeaves leaves;

	private final Refusals refusals;

	/**
	 * Prepares answers.
	 * @param entry decides who enters
	 * @param forms leads to the form of the step PASSWORD
	 * @param leaves leads out of an account that does not fit
	 * @param refusals answers the others
	 */
	Arrival(Entry entry, LinkForms forms, AccountLeaves leaves, Refusals refusals) {
		this.entry = entry;
		this.forms = forms;
		this.leaves = leaves;
		this.refusals = refusals;
	}

	/** The ENT vouches for the person. */
	CompletionStage<Answer> enter(VouchedLogin login) {
		return this.entry.enter(login).thenApply((result) -> answer(login, result));
	}

	/** The person was asked for a local password and has none. */
	CompletionStage<Answer> enterWithoutPassword(VouchedLogin login) {
		return this.entry.enterWithoutPassword(login).thenApply((result) -> answer(login, result));
	}

	/** The person has just given the right local name and password; blocks. */
	Answer enterAs(Person person, VouchedLogin login) {
		return answer(login, this.entry.enterAs(person, login));
	}

	private Answer answer(VouchedLogin login, Entry.Result result) {
		return result.fold((opened) -> arrived(login, opened), (asked) -> this.forms.begin(login, asked.optional()),
				(refused) -> refused(login, refused));
	}

	private static Answer arrived(VouchedLogin login, Entry.Opened opened) {
		int status = login.visit().request().method().equals("POST") ? 303 : 302;
		return RememberedEnt.remember(login.visit(), login.delegation(),
				Answer.redirect(status, login.address()).with(opened.cookie()));
	}

	/**
	 * A person who does not belong here may have come with the account of another, whom
	 * the ENT still knows in this browser: only the ENT's logout leads out of it.
	 */
	private Answer refused(VouchedLogin login, Entry.Refused refused) {
		Visit visit = login.visit();
		Refusal refusal = visit.refusal(refused.code())
			.through(login.delegation())
			.filed(AuditType.LOGIN_REFUSED, login.identity().user(), refused.detail())
			.leadingTo(EspaceLink.into(visit.establishment(), refused.open()));
		refusal = Admission.releasedName(login.delegation(), login.identity())
			.map(refusal::inTheNameOf)
			.orElse(refusal)
			.offering(Action.Kind.LEAVE_ACCOUNT,
					this.leaves.address(visit, login.delegation(), login.session().memory(), login.target()));
		if (refused.account() != null) {
			refusal = refusal.ofAccount((refused.account() == Profile.ELV) ? Account.PUPIL : Account.GUARDIAN)
				.offering(Action.Kind.LOGIN, login.address());
		}
		return this.refusals.refuse(visit.request(),
				withOtherWays(refusal.offering(Action.Kind.HOME, visit.home()), visit, login.target()));
	}

	/** The ENT gave no answer that can be used. */
	Answer unavailable(Visit visit, Delegation delegation, Unavailable unavailable, String target) {
		ErrorCode code = switch (unavailable.cause()) {
			case UNREACHABLE -> ErrorCode.ENT_UNREACHABLE;
			case TIMEOUT -> ErrorCode.ENT_TIMEOUT;
			case INVALID -> ErrorCode.ENT_ANSWER_INVALID;
		};
		Refusal refusal = retrying(visit.refusal(code).through(delegation), visit, unavailable.detail(), target);
		return withWaysBack(refusal, visit, target);
	}

	/** The ENT, or the gateway itself, refused the ticket of the last attempt. */
	Answer ticketRefused(Visit visit, @Nullable Delegation delegation, String code, String target) {
		Refusal refusal = retrying(visit.refusal(ErrorCode.TICKET_REFUSED).through(delegation), visit, code, target);
		if (delegation != null) {
			refusal = refusal.offering(Action.Kind.LEAVE_ACCOUNT, this.leaves.address(visit, delegation, null, target));
		}
		return withWaysBack(refusal, visit, target);
	}

	/** A visitor who met a fault is led back first. */
	private static Refusal retrying(Refusal refusal, Visit visit, String detail, String target) {
		return refusal.filed(AuditType.LOGIN_REFUSED, null, detail).offering(Action.Kind.RETRY, visit.address(target));
	}

	private Answer withWaysBack(Refusal refusal, Visit visit, String target) {
		return this.refusals.refuse(visit.request(),
				withOtherWays(refusal, visit, target).offering(Action.Kind.HOME, visit.home()));
	}

	private static Refusal withOtherWays(Refusal refusal, Visit visit, String target) {
		Refusal offer = refusal;
		if (visit.espace().delegations().size() > 1) {
			offer = offer.offering(Action.Kind.CHOOSE_ENT, Query.with(visit.address(target), LoginFlow.CHOOSE));
		}
		if (visit.espace().directLogin()) {
			offer = offer.offering(Action.Kind.DIRECT_LOGIN,
					Query.with(visit.address(target), Establishment.DIRECT_LOGIN));
		}
		return offer;
	}

	/**
	 * The login failed on our side. Its ticket is spent, so another try starts over, at
	 * the address first asked for.
	 */
	Answer failed(Visit visit, Delegation delegation, Throwable failure, String target) {
		return this.refusals.failed(visit.request(),
				visit.refusal(ErrorCode.INTERNAL_ERROR)
					.through(delegation)
					.filed(AuditType.LOGIN_REFUSED, null, null)
					.offering(Action.Kind.RETRY, visit.address(target)),
				failure);
	}

	/**
	 * The browser keeps no cookies. The local form needs cookies too, so the page offers
	 * a tab of its own instead, which a page in another site's frame needs.
	 */
	Answer withoutCookies(Visit visit, String target) {
		return this.refusals.refuse(visit.request(),
				visit.refusal(ErrorCode.LOGIN_EXPIRED)
					.filed(AuditType.LOGIN_REFUSED, null, "the browser keeps no cookies")
					.offering(Action.Kind.OWN_TAB, visit.address(target))
					.offering(Action.Kind.RETRY, visit.address(target)));
	}

}
