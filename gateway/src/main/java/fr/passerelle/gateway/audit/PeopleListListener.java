package fr.passerelle.gateway.audit;

import fr.passerelle.gateway.people.PeopleListMoved;
import org.springframework.context.event.EventListener;

/**
 * Notes who imported or exported a list of people.
 */
final class PeopleListListener {

	private final AuditTrail trail;

	PeopleListListener(AuditTrail trail) {
		this.trail = trail;
	}

	@EventListener
	void on(PeopleListMoved moved) {
		AuditType type = switch (moved.way()) {
			case IMPORTED -> AuditType.PEOPLE_IMPORTED;
			case EXPORTED -> AuditType.PEOPLE_EXPORTED;
			case IMPORT_UNDONE -> AuditType.PEOPLE_IMPORT_UNDONE;
		};
		this.trail
			.record(AuditEntry.of(moved.at(), type).withUai(moved.uai()).by(moved.actor()).withDetail(moved.detail()));
	}

}
