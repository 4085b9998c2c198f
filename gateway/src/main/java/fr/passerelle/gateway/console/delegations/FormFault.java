package fr.passerelle.gateway.console.delegations;

/**
 * A fault, with the field beside which it is shown.
 *
 * @param field the id of the field; empty for the form as a whole
 * @param text what is wrong, in their language
 */
record FormFault(String field, String text) {
}
