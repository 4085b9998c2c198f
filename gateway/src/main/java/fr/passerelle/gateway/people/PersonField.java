package fr.passerelle.gateway.people;

/**
 * What the school may correct of a person by hand; an import leaves a corrected field as
 * it is. The names are in the store.
 */
public enum PersonField {

	FAMILY_NAME, USAGE_NAME, GIVEN_NAME, BIRTH_DATE, CLASS, ESPACES, ENT_ID, EMAIL

}
