package fr.passerelle.gateway.audit;

/**
 * Whoever acts, as the journal names them.
 *
 * @param name an administrator's user name
 * @param address where the request came from
 */
public record Actor(String name, String address) {
}
