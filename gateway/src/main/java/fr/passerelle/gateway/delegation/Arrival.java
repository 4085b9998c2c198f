package fr.passerelle.gateway.delegation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.delegation.DelegationOutcome.Unavailable;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.identity.Admission;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.EspaceLink;
import fr.passerelle.gateway.refusal.RefusalCase;
import fr.passerelle.gateway.refusal.Refusals;
import fr.passerelle.gateway.session.SessionCookies;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.session.SignInOrigin;
import fr.passerelle.gateway.web.Answer;
import fr.passerelle.gateway.web.ErrorCode;
import fr.passerelle.gateway.web.GatewayCookies;
import fr.passerelle.gateway.web.Query;
import fr.passerelle.gateway.web.VisitorRequest;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a validated ticket: the session opens, or the visitor is told why not.
 */
final class Arrival {

	/** How long a browser remembers which ENT it chose for an Espace. */
	private static final Duration REMEMBERED = Duration.ofDays(180);

	private final Admission admission;

	private final Sessions sessions;

	private final Refusals refusals;

	private final AuditTrail audit;

	private final Clock clock;

	Arrival(Admission admission, Sessions sessions, Refusals refusals, AuditTrail audit, Clock clock) {
		this.admission = admission;
		this.sessions = sessions;
		this.refusals = refusals;
		this.audit = audit;
		this.clock = clock;
	}

	/** The cookie in which an ENT chosen for an Espace is remembered. */
	static String remembering(EspaceKey espace) {
		return "ent-" + espace.key();
	}

	Answer enter(VisitorRequest request, Establishment establishment, Espace espace, Delegation delegation,
			RemoteIdentity identity, ServiceTicket ticket, String target) {
		RefusalCase refusal = RefusalCase.of(ErrorCode.UNKNOWN_PERSON)
			.at(establishment, espace.key())
			.filed(AuditType.LOGIN_REFUSED, delegation, identity.user(), null);
		return this.admission.decide(establishment, espace.key(), delegation, identity)
			.fold((visitor) -> open(request, establishment, espace, delegation, visitor, ticket, target),
					(open) -> refuse(request,
							refusal.as(ErrorCode.PROFILE_NOT_ALLOWED).leadingTo(links(establishment, open)), espace,
							target),
					() -> refuse(request, refusal.as(ErrorCode.OTHER_ESTABLISHMENT), espace, target),
					() -> refuse(request, refusal, espace, target));
	}

	Answer unavailable(VisitorRequest request, Establishment establishment, Espace espace, Delegation delegation,
			Unavailable unavailable, String target) {
		ErrorCode code = switch (unavailable.cause()) {
			case UNREACHABLE -> ErrorCode.ENT_UNREACHABLE;
			case TIMEOUT -> ErrorCode.ENT_TIMEOUT;
			case INVALID -> ErrorCode.ENT_ANSWER_INVALID;
		};
		RefusalCase refusal = RefusalCase.of(code)
			.at(establishment, espace.key())
			.filed(AuditType.LOGIN_REFUSED, delegation, null, unavailable.detail())
			.offering(Action.Kind.RETRY, establishment.publicUrl() + target);
		return refuse(request, refusal, espace, target);
	}

	Answer refused(VisitorRequest request, Establishment establishment, Espace espace, @Nullable Delegation delegation,
			String code, String target) {
		RefusalCase refusal = RefusalCase.of(ErrorCode.TICKET_REFUSED)
			.at(establishment, espace.key())
			.filed(AuditType.LOGIN_REFUSED, delegation, null, code)
			.offering(Action.Kind.RETRY, establishment.publicUrl() + target);
		return refuse(request, refusal, espace, target);
	}

	private Answer open(VisitorRequest request, Establishment establishment, Espace espace, Delegation delegation,
			Visitor visitor, ServiceTicket ticket, String target) {
		Sessions.Opened opened = this.sessions.open(establishment.uai(), espace.key(), visitor, delegation.id(),
				ticket.value(), SignInOrigin.of(request));
		this.audit.record(new AuditEntry(this.clock.instant(), AuditType.LOGIN_SUCCEEDED, null, establishment.uai(),
				espace.key().key(), delegation.id(), visitor.user(), request.clientAddress(), null, null));
		GatewayCookies cookies = new GatewayCookies(establishment.isSecure());
		Answer answer = Answer.redirect(302, establishment.publicUrl() + target)
			.with(cookies.set(SessionCookies.purpose(espace.key()), opened.secret(), null));
		return (espace.delegations().size() > 1)
				? answer.with(cookies.set(remembering(espace.key()), delegation.id(), REMEMBERED)) : answer;
	}

	/**
	 * Refuses, with the other ways in that the Espace has. Who was recognised and does
	 * not belong is led home first; who met a fault is led back first.
	 */
	private Answer refuse(VisitorRequest request, RefusalCase refusal, Espace espace, String target) {
		Establishment establishment = refusal.establishment();
		if (establishment == null) {
			throw new IllegalStateException("a login without an establishment");
		}
		String address = establishment.publicUrl() + target;
		String home = establishment.publicUrl() + establishment.basePath() + "/";
		boolean recognised = refusal.actions().isEmpty();
		RefusalCase offer = recognised ? refusal.offering(Action.Kind.HOME, home) : refusal;
		if (espace.delegations().size() > 1) {
			offer = offer.offering(Action.Kind.CHOOSE_ENT, Query.with(address, LoginFlow.CHOOSE));
		}
		if (espace.directLogin()) {
			offer = offer.offering(Action.Kind.DIRECT_LOGIN, Query.with(address, "login=true"));
		}
		return this.refusals.refuse(request, recognised ? offer : offer.offering(Action.Kind.HOME, home));
	}

	private static List<EspaceLink> links(Establishment establishment, Set<EspaceKey> open) {
		return open.stream()
			.sorted()
			.map((key) -> new EspaceLink(key, establishment.publicUrl() + establishment.desktopPath(key)))
			.toList();
	}

}
