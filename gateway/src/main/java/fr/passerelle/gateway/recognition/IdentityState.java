package fr.passerelle.gateway.recognition;

/**
 * Whether somebody who came through an ENT is known to be one of the establishment's
 * people, and if not, why not.
 */
public enum IdentityState {

	/** Linked to a person. */
	LINKED,
	/** Nobody matches. */
	UNKNOWN,
	/** More than one person matches. */
	AMBIGUOUS,
	/** The person who matches is linked to another identity of the same ENT. */
	CONFLICT

}
