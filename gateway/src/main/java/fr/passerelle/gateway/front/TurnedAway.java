package fr.passerelle.gateway.front;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.login.TicketCallback;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.page.Visit;
import org.jspecify.annotations.Nullable;

/**
 * The answers to visitors whom the door turns away before any login, each with the way on
 * that it offers.
 */
final class TurnedAway {

	private final Refusals refusals;

	private final Clock clock;

	private final ZoneId zone;

	/**
	 * Made once for the program.
	 * @param refusals makes pages, and journal entries of the same reference
	 * @param clock tells how long an Espace stays closed
	 * @param zone in which pages say when it opens
	 */
	TurnedAway(Refusals refusals, Clock clock, ZoneId zone) {
		this.refusals = refusals;
		this.clock = clock;
		this.zone = zone;
	}

	/** No school has the host that was asked for. */
	Answer unknownHost(VisitorRequest request) {
		return this.refusals.refuse(request, Refusal.of(ErrorCode.UNKNOWN_HOST));
	}

	/** The request is ambiguous, on a host of the console. */
	Answer malformed(VisitorRequest request) {
		return this.refusals.refuse(request, Refusal.of(ErrorCode.MALFORMED_REQUEST));
	}

	/** The request is ambiguous. */
	Answer malformed(VisitorRequest request, Establishment establishment) {
		return leadingHome(request, establishment, ErrorCode.MALFORMED_REQUEST);
	}

	/** The path has no owner. */
	Answer unknownPath(VisitorRequest request, Establishment establishment) {
		return leadingHome(request, establishment, ErrorCode.UNKNOWN_PATH);
	}

	private Answer leadingHome(VisitorRequest request, Establishment establishment, ErrorCode code) {
		return this.refusals.refuse(request,
				Refusal.of(code, establishment).offering(Action.Kind.HOME, establishment.home()));
	}

	/** The Espace is not published now. */
	Answer closed(Visit visit) {
		Establishment establishment = visit.establishment();
		Refusal refusal = visit.refusal(ErrorCode.ESPACE_CLOSED)
			.because(establishment.published() ? null : establishment.closedReason())
			.offering(Action.Kind.RETRY, visit.address(visit.request().path().raw()));
		Instant until = establishment.published() ? null : establishment.closedUntil();
		// An Espace that is not published itself does not open when the others do.
		return this.refusals.refuse(visit.request(), (until == null || !visit.espace().published()) ? refusal
				: refusal.until(until.atZone(this.zone), Duration.between(this.clock.instant(), until)));
	}

	/** A request that cannot be led to a login came without a session. */
	Answer loginRequired(Visit visit) {
		return this.refusals.refuse(visit.request(), visit.refusal(ErrorCode.LOGIN_REQUIRED)
			.offering(Action.Kind.LOGIN, visit.address(visit.establishment().desktopPath(visit.key()))));
	}

	/** The local form was posted to an Espace that does not allow it. */
	Answer directLoginClosed(Visit visit) {
		return this.refusals.refuse(visit.request(),
				visit.refusal(ErrorCode.DIRECT_LOGIN_CLOSED)
					.filed(AuditType.DIRECT_LOGIN_REFUSED, null, null)
					.offering(Action.Kind.LOGIN, visit.address(visit.request().path().raw())));
	}

	/** Another site made this browser send a form of the gateway's. */
	Answer foreignForm(Visit visit) {
		return this.refusals.refuse(visit.request(),
				visit.refusal(ErrorCode.LOGIN_EXPIRED).offering(Action.Kind.LOGIN, visit.address()));
	}

	/**
	 * The application does not answer.
	 * @param espace whose application; null for a path that needs no session
	 */
	Answer unreachable(VisitorRequest request, Establishment establishment, @Nullable EspaceKey espace) {
		return this.refusals.refuse(request,
				Refusal.of(ErrorCode.UPSTREAM_UNREACHABLE)
					.at(establishment, espace)
					.offering(Action.Kind.RETRY, establishment.address(request.target())));
	}

	/**
	 * The gateway failed; the way on leads to the address again.
	 * @param espace the Espace that was asked for; null if none
	 */
	Answer failed(VisitorRequest request, Establishment establishment, @Nullable EspaceKey espace, Throwable failure) {
		return this.refusals.failed(request,
				Refusal.of(ErrorCode.INTERNAL_ERROR)
					.at(establishment, espace)
					.offering(Action.Kind.RETRY, establishment.address(TicketCallback.targetOf(request))),
				failure);
	}

}
