package fr.passerelle.entcatalog;

/**
 * Whether an entry is in use. Entries are never deleted, so that saved settings keep
 * their meaning.
 */
public enum Status {

	/** In use, as far as the sources tell. */
	CURRENT,

	/** Replaced by one or several other entries of the catalogue. */
	SUPERSEDED,

	/** Out of use, with no successor known. */
	OBSOLETE

}
