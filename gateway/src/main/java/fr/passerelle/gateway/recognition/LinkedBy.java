package fr.passerelle.gateway.recognition;

/**
 * What made a link: a step of recognition, or an administrator.
 */
public enum LinkedBy {

	PERSON_ID, IDENTITY, PASSWORD, ADMINISTRATOR

}
