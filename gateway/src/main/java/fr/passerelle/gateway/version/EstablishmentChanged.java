package fr.passerelle.gateway.version;

import java.time.Instant;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.Differences;
import fr.passerelle.gateway.establishment.Uai;

/**
 * Tells that a change is in the store and in effect on this node.
 *
 * @param uai the establishment
 * @param kind what was done
 * @param version the version it led to
 * @param change who did it, and why
 * @param at when
 * @param differences from the version before; empty for a first version and for a
 * deletion
 */
public record EstablishmentChanged(Uai uai, Kind kind, long version, Change change, Instant at,
		Differences differences) {

	/** What was done. */
	public enum Kind {

		CREATED, CHANGED, RESTORED, DELETED

	}

}
