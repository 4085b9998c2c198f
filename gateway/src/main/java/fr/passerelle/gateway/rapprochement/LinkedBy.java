package fr.passerelle.gateway.rapprochement;

/**
 * What made a link: a step of recognition, or an administrator.
 */
public enum LinkedBy {

	PERSON_ID, IDENTITY, PASSWORD, ADMINISTRATOR

}
