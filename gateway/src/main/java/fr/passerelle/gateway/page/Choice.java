package fr.passerelle.gateway.page;

/**
 * An ENT to choose.
 *
 * @param id the delegation's id, which the form sends back
 * @param label the name visitors choose by
 */
public record Choice(String id, String label) {
}
