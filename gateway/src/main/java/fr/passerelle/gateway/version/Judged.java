package fr.passerelle.gateway.version;

import java.time.Instant;
import java.util.Map;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.EntCopy;
import fr.passerelle.gateway.establishment.Establishment;

/**
 * A document that was accepted as the next version and is not written yet.
 *
 * @param document the document
 * @param copies what the catalogue says of its delegations, by their ids
 * @param establishment as requests would read it; it has the version's number
 */
record Judged(ConfigurationDocument document, Map<String, EntCopy> copies, Establishment establishment) {

	/** Whether nothing differs from the version before. */
	boolean isAsBefore(Version current) {
		return this.document.equals(current.document()) && this.copies.equals(current.copies());
	}

	/** Makes the version, with author, time and comment. */
	Version stamp(Change change, Instant at) {
		return new Version(this.establishment.uai(), this.establishment.version(), change.actor().name(), at,
				change.comment(), this.document, this.copies);
	}

}
