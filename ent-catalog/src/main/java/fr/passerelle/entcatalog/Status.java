package fr.passerelle.entcatalog;

/**
 * Where an entry stands in its life. Entries are never deleted: saved settings keep their
 * meaning.
 */
public enum Status {

	/** In use, as far as the sources tell. */
	CURRENT,

	/** Replaced by one or several other entries of the catalogue. */
	SUPERSEDED,

	/** Out of use, with no successor known. */
	OBSOLETE

}
