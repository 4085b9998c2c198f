package fr.passerelle.gateway.recognition;

/**
 * Whether a person who came through an ENT was recognised as one of the establishment's
 * people, and if not, why not.
 */
public enum IdentityState {

	/** Linked to a person. */
	LINKED,
	/** No person matches. */
	UNKNOWN,
	/** More than one person matches. */
	AMBIGUOUS,
	/** The person who matches is linked to another identity of the same ENT. */
	CONFLICT

}
