package fr.passerelle.entcatalog;

/**
 * Why an entry cannot be chosen as it stands. The names are stable, for message keys.
 */
public enum Obstacle {

	/** The ENT has no CAS server: nothing that an administrator supplies helps. */
	NOT_CAS,

	/** Nobody has seen the address: the administrator supplies it. */
	ADDRESS_UNKNOWN,

	/** Nobody has seen how tickets are validated: the administrator supplies it. */
	VALIDATION_UNKNOWN

}
