package fr.passerelle.gateway.people;

import java.time.Instant;
import java.util.Set;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.Uai;

/**
 * A list of an establishment's people came in or went out; an event for the journal.
 *
 * @param at when
 * @param uai the establishment
 * @param way in or out
 * @param actor who sent or took it
 * @param detail how many people
 * @param shutOut identifiants of people who may come in no more
 */
public record PeopleListMoved(Instant at, Uai uai, Way way, Actor actor, String detail, Set<String> shutOut) {

	public PeopleListMoved {
		shutOut = Set.copyOf(shutOut);
	}

	/** In, out, or in and taken back. */
	public enum Way {

		IMPORTED, EXPORTED, IMPORT_UNDONE

	}

}
