package fr.passerelle.gateway.logout;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.Form;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.login.SignOnProtocols;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.Sessions;
import org.jspecify.annotations.Nullable;

/**
 * Ends the sessions whose tickets an ENT names in a back-channel logout message
 * (contract, Login 19 to 21).
 */
public final class SingleLogout {

	/** No logout message is longer, in bytes. */
	public static final int MAX_MESSAGE = 64 * 1024;

	private static final String FIELD = "logoutRequest";

	private final SignOnProtocols protocols;

	private final Sessions sessions;

	private final AuditTrail audit;

	private final Clock clock;

	/**
	 * Made once for the program.
	 * @param protocols read messages
	 * @param sessions finds sessions by ticket
	 * @param audit keeps what was ended
	 * @param clock dates it
	 */
	public SingleLogout(SignOnProtocols protocols, Sessions sessions, AuditTrail audit, Clock clock) {
		this.protocols = protocols;
		this.sessions = sessions;
		this.audit = audit;
		this.clock = clock;
	}

	/**
	 * Takes a message. The answer is the same whether it ended a session or none: the ENT
	 * does not read it, and a stranger learns nothing from it.
	 * @param request the ENT's
	 * @param establishment the school that it was posted to
	 * @param espace the Espace that it was posted to; null where no Espace owns the
	 * address
	 * @param body the whole body
	 * @return the answer; empty where the body is no logout message
	 */
	public Optional<Answer> hear(VisitorRequest request, Establishment establishment, @Nullable EspaceKey espace,
			byte[] body) {
		String type = request.header("Content-Type");
		List<ServiceTicket> tickets = this.protocols.readLogout((type != null) ? type : "", body);
		if (tickets.isEmpty()) {
			return Optional.empty();
		}
		end(request, establishment, espace, tickets.stream().map(ServiceTicket::value).toList());
		return Optional.of(Answer.empty(200));
	}

	/**
	 * Ends the sessions that an ENT names in a message that a protocol has verified.
	 * @param request the one that brought the message
	 * @param establishment the school that it came to
	 * @param espace the Espace that it came to; null where no Espace owns the address
	 * @param names of sessions at the ENT
	 */
	public void end(VisitorRequest request, Establishment establishment, @Nullable EspaceKey espace,
			List<String> names) {
		for (String name : names) {
			for (GatewaySession session : this.sessions.endByTicket(establishment.uai(), espace, name)) {
				this.audit.record(AuditEntry.of(this.clock.instant(), AuditType.SINGLE_LOGOUT)
					.at(establishment.uai(), session.espace())
					.withDelegation(session.delegation())
					.withPerson(session.visitor().user())
					.withAddress(request.clientAddress()));
			}
		}
	}

	/** Whether a form has the field of a logout message, readable or not. */
	public static boolean isMessage(Form form) {
		return form.has(FIELD);
	}

}
