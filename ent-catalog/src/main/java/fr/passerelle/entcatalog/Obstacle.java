package fr.passerelle.entcatalog;

/**
 * Why an entry cannot be chosen as it is. The names are stable, for message keys.
 */
public enum Obstacle {

	/** The ENT has no CAS server: nothing that an administrator supplies helps. */
	NOT_CAS,

	/** The address is unknown: the administrator supplies it. */
	ADDRESS_UNKNOWN,

	/** How it validates tickets is unknown: the administrator supplies it. */
	VALIDATION_UNKNOWN

}
