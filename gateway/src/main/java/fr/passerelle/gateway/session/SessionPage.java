package fr.passerelle.gateway.session;

import java.util.List;

/**
 * A part of an establishment's sessions.
 *
 * @param connections opened last first
 * @param total how many there are on all pages
 */
public record SessionPage(List<Connection> connections, int total) {

	public SessionPage {
		connections = List.copyOf(connections);
	}

}
