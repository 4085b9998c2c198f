package fr.passerelle.gateway.connections;

import fr.passerelle.gateway.people.PeopleListMoved;
import org.springframework.context.event.EventListener;

/**
 * Ends the sessions of people whom an import has closed: who may not come in any more is
 * not inside either.
 */
final class ShutOutPeople {

	private final Connections connections;

	ShutOutPeople(Connections connections) {
		this.connections = connections;
	}

	@EventListener
	void on(PeopleListMoved moved) {
		if (!moved.shutOut().isEmpty()) {
			this.connections.endOf(moved.uai(), moved.shutOut(), moved.actor());
		}
	}

}
