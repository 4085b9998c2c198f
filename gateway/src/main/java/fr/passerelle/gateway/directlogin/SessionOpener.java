package fr.passerelle.gateway.directlogin;

import java.time.Clock;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.http.SetCookie;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.page.Visit;
import fr.passerelle.gateway.session.EntSession;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.SessionCookies;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.session.SignInOrigin;
import org.jspecify.annotations.Nullable;

/**
 * Opens the session of a person who has just signed in, through an ENT or by the local
 * form: ends the session that the browser had in this Espace, and writes the journal.
 */
public final class SessionOpener {

	private final Sessions sessions;

	private final AuditTrail audit;

	private final Clock clock;

	SessionOpener(Sessions sessions, AuditTrail audit, Clock clock) {
		this.sessions = sessions;
		this.audit = audit;
		this.clock = clock;
	}

	/**
	 * Opens the session of a person who came through an ENT.
	 * @param ent the session at the ENT, as the ENT's single logout names it
	 * @return the cookie that holds the session's secret
	 */
	public SetCookie throughEnt(Visit visit, Visitor visitor, Delegation delegation, EntSession ent) {
		return open(visit, visitor, delegation.id(), ent);
	}

	/** Opens the session of a person who gave the right local password. */
	SetCookie byLocalForm(Visit visit, Visitor visitor) {
		return open(visit, visitor, GatewaySession.DIRECT, null);
	}

	private SetCookie open(Visit visit, Visitor visitor, String way, @Nullable EntSession ent) {
		Sessions.Opened opened = this.sessions.openThrough(visit.establishment().uai(), visit.key(), visitor, way, ent,
				SignInOrigin.of(visit.request()));
		new SessionCookies(this.sessions).replace(visit.request(), visit.establishment(), opened.session());
		AuditType type = (ent != null) ? AuditType.LOGIN_SUCCEEDED : AuditType.DIRECT_LOGIN_SUCCEEDED;
		this.audit.record(AuditEntry.of(this.clock.instant(), type)
			.withUai(visit.establishment().uai())
			.withEspace(visit.key().key())
			.withDelegation(way)
			.withPerson(visitor.user())
			.withAddress(visit.request().clientAddress()));
		return visit.cookies().set(SessionCookies.purpose(visit.key()), opened.secret(), null);
	}

}
