package fr.passerelle.entcatalog;

/**
 * How far the sources carry an entry's addresses. None of the servers was called.
 */
public enum Confidence {

	/** A source states a whole login or validation address. */
	STATED,

	/** A source states the host; the rest follows from the convention of the platform. */
	DERIVED,

	/** Only the name is known: no source has an address. */
	NAME_ONLY

}
