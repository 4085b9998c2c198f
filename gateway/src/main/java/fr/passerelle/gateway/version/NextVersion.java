package fr.passerelle.gateway.version;

import fr.passerelle.gateway.establishment.Establishment;

/**
 * What a draft would become, or became.
 *
 * @param stored as the store keeps it
 * @param establishment as requests read it
 */
record NextVersion(StoredVersion stored, Establishment establishment) {

	/** Whether nothing differs from the version before. */
	boolean isAsBefore(StoredVersion current) {
		return this.stored.document().equals(current.document()) && this.stored.copies().equals(current.copies());
	}

}
