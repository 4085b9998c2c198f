package fr.passerelle.gateway.admin;

/**
 * Who changes something, for the journal.
 *
 * @param username the administrator's
 * @param address where the request came from
 */
public record Actor(String username, String address) {
}
