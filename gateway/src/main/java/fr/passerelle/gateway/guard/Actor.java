package fr.passerelle.gateway.guard;

/**
 * An administrator who changes something here.
 *
 * @param name their name
 * @param address where they are
 */
public record Actor(String name, String address) {
}
