package fr.passerelle.gateway.login;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.GatewayCookies;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.identity.Admission;
import fr.passerelle.gateway.identity.AdmissionDecision;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.login.DelegationOutcome.Unavailable;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.EspaceLink;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.people.Person;
import fr.passerelle.gateway.recognition.Rapprochement;
import fr.passerelle.gateway.recognition.Recognised;
import fr.passerelle.gateway.session.SessionCookies;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.session.SignInOrigin;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a validated ticket: the session opens, or the visitor is told why not.
 */
final class Arrival {

	/** How long a browser remembers which ENT it chose for an Espace. */
	private static final Duration REMEMBERED = Duration.ofDays(180);

	private final Rapprochement rapprochement;

	private final PendingLinks links;

	private final Duration formLifetime;

	private final Sessions sessions;

	private final Refusals refusals;

	private final Records records;

	private final Executor recognitions;

	private final Admission admission = new Admission();

	Arrival(Rapprochement rapprochement, PendingLinks links, Duration formLifetime, Sessions sessions,
			Refusals refusals, Records records, Executor recognitions) {
		this.rapprochement = rapprochement;
		this.links = links;
		this.formLifetime = formLifetime;
		this.sessions = sessions;
		this.refusals = refusals;
		this.records = records;
		this.recognitions = recognitions;
	}

	/** Where logins are written down, and when. */
	record Records(AuditTrail audit, Clock clock) {
	}

	/** The cookie in which an ENT chosen for an Espace is remembered. */
	static String remembering(EspaceKey espace) {
		return "ent-" + espace.key();
	}

	/**
	 * Somebody for whom the ENT vouches. Who it is here stands in the store, which is
	 * asked on a thread of its own: the caller's belongs to the ENTs' answers.
	 */
	CompletionStage<Answer> enter(VisitorRequest request, VouchedLogin login) {
		return CompletableFuture.supplyAsync(() -> {
			if (Admission.belongsElsewhere(login.establishment(), login.delegation(), login.identity())) {
				return refuse(request, refusal(login).as(ErrorCode.OTHER_ESTABLISHMENT), login);
			}
			return welcome(request, login, this.rapprochement.recognise(login.establishment(), login.delegation(),
					login.identity(), request.clientAddress()));
		}, this.recognitions);
	}

	/** The same for somebody who was asked for a local password and has none. */
	CompletionStage<Answer> withoutPassword(VisitorRequest request, VouchedLogin login) {
		return CompletableFuture.supplyAsync(
				() -> welcome(request, login, this.rapprochement.recogniseWithoutPassword(login.establishment(),
						login.delegation(), login.identity(), request.clientAddress())),
				this.recognitions);
	}

	/** Somebody who has just told the right local name and password; blocks. */
	Answer byPassword(VisitorRequest request, VouchedLogin login, Person person) {
		return welcome(request, login, this.rapprochement.recogniseByPassword(login.establishment(), login.delegation(),
				login.identity(), request.clientAddress(), person));
	}

	private Answer welcome(VisitorRequest request, VouchedLogin login, Recognised recognised) {
		Establishment establishment = login.establishment();
		EspaceKey espace = login.espace().key();
		return recognised.fold(
				(local) -> decided(request, login,
						this.admission.decide(establishment, espace, login.delegation(), login.identity(),
								local.person())),
				(word) -> decided(request, login,
						this.admission.decide(establishment, espace, login.delegation(), login.identity(),
								word.user())),
				(ask) -> LinkFlow.begin(this.links, request, login, ask.optional(), this.formLifetime),
				(nobody) -> refuse(request,
						refusal(login).filed(AuditType.LOGIN_REFUSED, login.identity().user(), nobody.why().name()),
						login));
	}

	private Answer decided(VisitorRequest request, VouchedLogin login, AdmissionDecision decision) {
		Refusal refusal = refusal(login);
		return decision.fold((visitor) -> open(request, login, visitor),
				(open) -> refuse(request,
						refusal.as(ErrorCode.PROFILE_NOT_ALLOWED).leadingTo(links(login.establishment(), open)), login),
				() -> refuse(request, refusal.as(ErrorCode.OTHER_ESTABLISHMENT), login),
				() -> refuse(request, refusal, login));
	}

	private static Refusal refusal(VouchedLogin login) {
		return Refusal.of(ErrorCode.UNKNOWN_PERSON)
			.at(login.establishment(), login.espace().key())
			.through(login.delegation())
			.filed(AuditType.LOGIN_REFUSED, login.identity().user(), null);
	}

	private Answer refuse(VisitorRequest request, Refusal refusal, VouchedLogin login) {
		return refuse(request, refusal, login.espace(), login.target());
	}

	Answer unavailable(VisitorRequest request, Establishment establishment, Espace espace, Delegation delegation,
			Unavailable unavailable, String target) {
		ErrorCode code = switch (unavailable.cause()) {
			case UNREACHABLE -> ErrorCode.ENT_UNREACHABLE;
			case TIMEOUT -> ErrorCode.ENT_TIMEOUT;
			case INVALID -> ErrorCode.ENT_ANSWER_INVALID;
		};
		Refusal refusal = Refusal.of(code)
			.at(establishment, espace.key())
			.through(delegation)
			.filed(AuditType.LOGIN_REFUSED, null, unavailable.detail())
			.offering(Action.Kind.RETRY, establishment.publicUrl() + target);
		return refuse(request, refusal, espace, target);
	}

	/**
	 * A login that failed on our side. Its ticket is spent, so that another try starts
	 * over, at the address first asked for.
	 */
	Answer failed(VisitorRequest request, Establishment establishment, Espace espace, Delegation delegation,
			Throwable failure, String target) {
		return this.refusals.failed(request,
				Refusal.of(ErrorCode.INTERNAL_ERROR)
					.at(establishment, espace.key())
					.through(delegation)
					.filed(AuditType.LOGIN_REFUSED, null, null)
					.offering(Action.Kind.RETRY, establishment.publicUrl() + target),
				failure);
	}

	Answer refused(VisitorRequest request, Establishment establishment, Espace espace, @Nullable Delegation delegation,
			String code, String target) {
		Refusal refusal = Refusal.of(ErrorCode.TICKET_REFUSED)
			.at(establishment, espace.key())
			.through(delegation)
			.filed(AuditType.LOGIN_REFUSED, null, code)
			.offering(Action.Kind.RETRY, establishment.publicUrl() + target);
		return refuse(request, refusal, espace, target);
	}

	/**
	 * Nothing of the login came back. The local form would need cookies too, so what is
	 * offered is a tab of its own, which a page in another site's frame needs.
	 */
	Answer withoutCookies(VisitorRequest request, Establishment establishment, Espace espace, String target) {
		String address = establishment.publicUrl() + target;
		return this.refusals.refuse(request,
				Refusal.of(ErrorCode.LOGIN_EXPIRED)
					.at(establishment, espace.key())
					.filed(AuditType.LOGIN_REFUSED, null, "the browser keeps no cookies")
					.offering(Action.Kind.OWN_TAB, address)
					.offering(Action.Kind.RETRY, address));
	}

	private Answer open(VisitorRequest request, VouchedLogin login, Visitor visitor) {
		Establishment establishment = login.establishment();
		EspaceKey espace = login.espace().key();
		String delegation = login.delegation().id();
		Sessions.Opened opened = this.sessions.open(establishment.uai(), espace, visitor, delegation,
				login.ticket().value(), SignInOrigin.of(request));
		new SessionCookies(this.sessions).replace(request, establishment, opened.session());
		this.records.audit()
			.record(new AuditEntry(this.records.clock().instant(), AuditType.LOGIN_SUCCEEDED, null, establishment.uai(),
					espace.key(), delegation, visitor.user(), request.clientAddress(), null, null));
		GatewayCookies cookies = new GatewayCookies(establishment.isSecure());
		Answer answer = Answer.redirect(request.method().equals("POST") ? 303 : 302, login.address())
			.with(cookies.set(SessionCookies.purpose(espace), opened.secret(), null));
		return (login.espace().delegations().size() > 1)
				? answer.with(cookies.set(remembering(espace), delegation, REMEMBERED)) : answer;
	}

	/**
	 * Refuses, with the other ways in that the Espace has. Who was recognised and does
	 * not belong is led home first; who met a fault is led back first.
	 */
	private Answer refuse(VisitorRequest request, Refusal refusal, Espace espace, String target) {
		Establishment establishment = refusal.establishment();
		if (establishment == null) {
			throw new IllegalStateException("a login without an establishment");
		}
		String address = establishment.publicUrl() + target;
		String home = establishment.publicUrl() + establishment.basePath() + "/";
		boolean recognised = refusal.actions().isEmpty();
		Refusal offer = recognised ? refusal.offering(Action.Kind.HOME, home) : refusal;
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
