package fr.passerelle.gateway.people;

import java.time.Instant;

/**
 * The last import of an establishment, while it can be undone.
 *
 * @param at when
 * @param detail how many people were added, changed and closed
 */
public record LastImport(Instant at, String detail) {
}
