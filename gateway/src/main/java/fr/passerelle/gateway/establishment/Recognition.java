package fr.passerelle.gateway.establishment;

/**
 * Ways to recognise a person whom an ENT has signed in, tried in the order of a
 * delegation's list (contract, Who may enter).
 */
public enum Recognition {

	PERSON_ID, IDENTITY, PASSWORD, PROFILE

}
