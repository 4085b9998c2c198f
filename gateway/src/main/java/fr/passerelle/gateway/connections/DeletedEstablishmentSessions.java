package fr.passerelle.gateway.connections;

import fr.passerelle.gateway.session.SessionFilter;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.version.EstablishmentChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Ends an establishment's sessions with it: a new one of the same code does not begin
 * with visitors of the old.
 */
final class DeletedEstablishmentSessions implements ApplicationListener<PayloadApplicationEvent<EstablishmentChanged>> {

	private static final Logger logger = LoggerFactory.getLogger(DeletedEstablishmentSessions.class);

	private final Sessions sessions;

	DeletedEstablishmentSessions(Sessions sessions) {
		this.sessions = sessions;
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<EstablishmentChanged> event) {
		EstablishmentChanged change = event.getPayload();
		if (change.kind() == EstablishmentChanged.Kind.DELETED) {
			int ended = this.sessions.endAll(change.uai(), SessionFilter.ALL).size();
			logger.info("Ended the sessions of a deleted establishment uai={} sessions={}", change.uai(), ended);
		}
	}

}
